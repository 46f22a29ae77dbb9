package io.jenkins.plugins.quantum.engine.gate.equivalence;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateSequence;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;

/** Random product states, on which two circuits are compared. */
final class Stimuli {
    private static final String THETA = "stimulus_theta_";
    private static final String PHI = "stimulus_phi_";

    private Stimuli() {}

    /**
     * One circuit with a binding for each state: prepare, apply the first, undo the second, undo the preparation. All qubits are 0 again
     * with a probability that is the fidelity of the two outputs.
     *
     * @param values
     *     of the circuits' inputs, used in turn
     */
    static Workload.Task task(Circuit first, Circuit second, List<Map<String, Double>> values, int count, long seed) {
        GateSequence forward = GateSequence.of(first);
        GateSequence preparation = preparation(forward);
        GateSequence all = preparation
                .then(forward)
                .barrier()
                .then(GateSequence.of(second).inverse())
                .then(preparation.inverse());
        UniformRandomProvider random = Seed.generator(Seed.derive(seed, "stimuli"));
        List<Map<String, Double>> bindings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Map<String, Double> binding =
                    new HashMap<>(values.isEmpty() ? Map.of() : values.get(i * values.size() / count % values.size()));
            for (int qubit = 0; qubit < first.qubits(); qubit++) {
                // uniform on the sphere
                binding.put(THETA + qubit, Math.acos(1 - 2 * random.nextDouble()));
                binding.put(PHI + qubit, 2 * Math.PI * random.nextDouble());
            }
            bindings.add(binding);
        }
        return new Workload.Task("stimuli", all.measuringAll(), bindings);
    }

    private static GateSequence preparation(GateSequence on) {
        List<String> inputs = new ArrayList<>();
        List<Instruction> steps = new ArrayList<>();
        for (int qubit = 0; qubit < on.qubits(); qubit++) {
            Stream.of(THETA + qubit, PHI + qubit).forEach(inputs::add);
            steps.add(new Instruction.Apply(
                    Gate.U,
                    List.of(new Angle.Input(THETA + qubit), new Angle.Input(PHI + qubit), Angle.of(0)),
                    List.of(qubit)));
        }
        return new GateSequence(on.registers(), inputs, steps);
    }
}
