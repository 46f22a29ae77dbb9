package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;

/**
 * One program with one or many sets of parameters under one noise model: what is handed to a backend in one go.
 *
 * @param id
 *     unique in the run; seeds derive from it
 * @param program
 *     a measured circuit, which may have inputs; or a problem or native program, which has none
 * @param bindings
 *     one map a run, each with a value for every input; a program without inputs has one empty map
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
        Program program,
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

    /**
     * The gate circuit.
     *
     * @throws IllegalStateException
     *     when the program is of another kind, which {@link Backend#whyNot} refuses before
     */
    public Circuit circuit() {
        if (program instanceof Circuit circuit) {
            return circuit;
        }
        throw new IllegalStateException("a gate circuit was expected, found a program of kind " + program.kind());
    }

    /** The same with some of the bindings and another number of shots, under an id of its own. */
    public JobRequest part(String partId, List<Map<String, Double>> some, long partShots, long partSeed) {
        return new JobRequest(partId, program, some, noise, partShots, trajectories, partSeed, allowSlow);
    }
}
