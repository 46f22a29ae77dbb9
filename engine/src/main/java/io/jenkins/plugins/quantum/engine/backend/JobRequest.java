package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;

/**
 * One circuit with one or many sets of parameters under one noise model: what is handed to a backend in one go.
 *
 * @param id
 *     unique in the run; seeds derive from it
 * @param circuit
 *     measured; may have inputs
 * @param bindings
 *     one map a run, each with a value for every input; a circuit without inputs has one empty map
 * @param noise
 *     {@link NoiseModel#none()} for ideal runs and for hardware
 * @param shots
 *     per binding; 0 asks for probabilities
 * @param trajectories
 *     for backends that average over inserted errors: how many draws a binding; ignored by others
 * @param seed
 *     of this job
 * @param allowSlow
 *     whether the widest and slowest runs are allowed
 */
public record JobRequest(
        String id,
        Circuit circuit,
        List<Map<String, Double>> bindings,
        NoiseModel noise,
        long shots,
        int trajectories,
        long seed,
        boolean allowSlow) {
    public JobRequest {
        bindings = List.copyOf(bindings);
    }

    /** Whether probabilities are asked for. */
    public boolean exact() {
        return shots == 0;
    }
}
