package io.jenkins.plugins.quantum.engine.gate;

import java.util.List;

/**
 * How many draws of the noise are averaged by backends that insert errors at random. The first number keeps a sweep over
 * many points short; a value that comes out too near to its line is averaged again over four times as many, twice.
 */
public final class Trajectories {
    private static final int SWEEP = 100;
    private static final int NARROW = 400;
    private static final int WIDE = 200;
    private static final int NARROW_QUBITS = 8;
    private static final int STEP = 4;
    private static final int LONGEST = STEP * STEP;

    private Trajectories() {}

    /** Draws of the first look, for each binding. */
    public static int first(Workload workload) {
        boolean sweep =
                workload.tasks().stream().anyMatch(task -> task.bindings().size() > 1);
        return sweep ? SWEEP : workload.metrics().qubits() <= NARROW_QUBITS ? NARROW : WIDE;
    }

    /** Whether more may be drawn after a need was measured. */
    static boolean mayGrow(Workload workload, Need measured) {
        return measured.trajectories() > 0 && measured.trajectories() < first(workload) * LONGEST;
    }

    /**
     * What to answer when the draws leave open on which side of a line a value lies: a wish for more of them, or that the
     * question stays open.
     */
    public static Judgement unclear(Workload workload, Need measured, Finding soFar) {
        return mayGrow(workload, measured)
                ? new Judgement.More(List.of(grown(measured)), soFar)
                : new Judgement.Decided(Verdict.INCONCLUSIVE, soFar);
    }

    /** The same need with four times as many. */
    static Need grown(Need measured) {
        return new Need(
                measured.source(),
                measured.scale(),
                measured.shots(),
                measured.trajectories() * STEP,
                measured.repeats(),
                measured.look(),
                measured.probe());
    }
}
