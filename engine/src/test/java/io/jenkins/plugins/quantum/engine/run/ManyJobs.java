package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs whose one right outcome is known from their number. */
final class ManyJobs {
    private static final int BITS = 5;
    private static final int OUTCOMES = 1 << BITS;
    private static final long SHOTS = 20;

    private ManyJobs() {}

    /** The job with a number. */
    static Job of(int number, Backend backend) {
        int outcome = outcome(number);
        Program program =
                backend.capabilities().programs().contains(Program.Kind.CIRCUIT) ? circuit(outcome) : problem(outcome);
        String key = String.format("%08d", number);
        return new Job(
                key, backend, new JobRequest(key, program, List.of(Map.of()), NoiseModel.none(), SHOTS, 0, 7, false));
    }

    /** Never 0: some machines take no circuit without gates. */
    private static int outcome(int number) {
        return 1 + number % (OUTCOMES - 1);
    }

    /** Whether a result is that of the job with a number: every shot shows its outcome. */
    static boolean right(int number, JobResult result) {
        String outcome = Integer.toBinaryString(OUTCOMES + outcome(number)).substring(1);
        return result != null
                && result.outcomes().size() == 1
                && result.outcomes().get(0).counts().counts().equals(Map.of(outcome, SHOTS));
    }

    private static Circuit circuit(int outcome) {
        List<Instruction> steps = new ArrayList<>();
        for (int bit = 0; bit < BITS; bit++) {
            if ((outcome >> bit & 1) == 1) {
                steps.add(new Instruction.Apply(Gate.RX, List.of(Angle.of(Math.PI)), List.of(bit)));
            }
        }
        for (int bit = 0; bit < BITS; bit++) {
            steps.add(new Instruction.Measure(bit, bit));
        }
        return new Circuit(List.of(new Register("q", 0, BITS)), List.of(new Register("c", 0, BITS)), List.of(), steps);
    }

    private static Program problem(int outcome) {
        List<Double> fields = new ArrayList<>();
        for (int bit = 0; bit < BITS; bit++) {
            fields.add((outcome >> bit & 1) == 1 ? -2.0 : 2.0);
        }
        return new BinaryQuadraticModel(Vartype.ISING, fields, List.of(), 0);
    }
}
