package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small jobs for tests. */
final class TinyJobs {
    private TinyJobs() {}

    static Circuit circuit(int bits) {
        List<Instruction> steps = new ArrayList<>();
        for (int bit = 0; bit < bits; bit++) {
            steps.add(new Instruction.Measure(bit, bit));
        }
        return new Circuit(
                List.of(new Register("q", 0, bits)),
                List.of(new Register("c", 0, bits)),
                List.of(),
                List.copyOf(steps));
    }

    static Job of(String key, Backend backend, int bindings, long shots) {
        List<Map<String, Double>> all = new ArrayList<>();
        for (int i = 0; i < bindings; i++) {
            all.add(Map.of());
        }
        return new Job(
                key,
                backend,
                new JobRequest(key, circuit(shots == 0 ? 1 : 5), all, NoiseModel.none(), shots, 0, 7, false));
    }
}
