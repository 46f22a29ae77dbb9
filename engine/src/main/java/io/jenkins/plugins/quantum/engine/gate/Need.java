package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;
import java.util.Optional;

/**
 * Something to be measured for every task of the test's workload, or of a probe. Equal needs of one test are measured once.
 *
 * @param source
 *     where from
 * @param scale
 *     factor on the test's noise model: 0 ideal, 1 the device as it is; always 1 for hardware
 * @param shots
 *     per binding; 0 for probabilities
 * @param trajectories
 *     draws of the noise for backends that average over inserted errors; 0 where the noise is none
 * @param repeats
 *     how many times the whole list of bindings is run; more than 1 only with shots
 * @param look
 *     number of the look that it belongs to, from 0: distinguishes repeated measurements
 * @param probe
 *     what runs in place of the workload's tasks; empty for these
 */
public record Need(
        Source source, double scale, long shots, int trajectories, int repeats, int look, Optional<Probe> probe) {
    /** Of the workload's own tasks. */
    public Need(Source source, double scale, long shots, int trajectories, int repeats, int look) {
        this(source, scale, shots, trajectories, repeats, look, Optional.empty());
    }

    /** The same measurement of other programs. */
    public Need of(Probe other) {
        return new Need(source, scale, shots, trajectories, repeats, look, Optional.of(other));
    }

    /** What runs. */
    public List<Workload.Task> tasks(Workload workload) {
        return probe.map(Probe::tasks).orElseGet(workload::tasks);
    }

    /** Who measures. */
    public enum Source {
        /** The local simulator, exactly: ideal values and noise predictions. Costs nothing. */
        REFERENCE,
        /** The backend under test. */
        SUBJECT
    }

    /** Exact probabilities at a noise scale from the reference simulator. */
    public static Need reference(double scale, int trajectories) {
        return new Need(Source.REFERENCE, scale, 0, scale == 0 ? 0 : trajectories, 1, 0);
    }

    /** Probabilities at a noise scale from the backend under test. */
    public static Need exact(double scale, int trajectories) {
        return new Need(Source.SUBJECT, scale, 0, scale == 0 ? 0 : trajectories, 1, 0);
    }

    /** Shots from the backend under test. */
    public static Need shots(double scale, long shots, int repeats, int look) {
        return new Need(Source.SUBJECT, scale, shots, 0, repeats, look);
    }
}
