package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.util.Optional;

/**
 * What the caller of a run chooses, besides the suite.
 *
 * @param profile
 *     name, or empty for the suite's first
 * @param backend
 *     runs everything on this one instead of the profile's list
 * @param shots
 *     most shots per binding set of one gate; 0 for no limit
 * @param seed
 *     root of all seeds
 * @param maxCost
 *     limit on top of the profile's budget
 * @param only
 *     a test's name: the others are not run; error rates stay those of the whole profile
 * @param extraRounds
 *     looks beyond the profile's, granted by {@code qmlops resume --rounds}
 * @param recordBaseline
 *     whether lines taken from a baseline are left open because one is being recorded
 * @param share
 *     which tests of the plan are run; error rates, limits and seeds stay those of the whole plan
 */
public record RunOptions(
        Optional<String> profile,
        Optional<String> backend,
        long shots,
        long seed,
        Optional<Money> maxCost,
        Optional<String> only,
        int extraRounds,
        boolean recordBaseline,
        RunShare share) {
    /** All tests of the plan. */
    public RunOptions(
            Optional<String> profile,
            Optional<String> backend,
            long shots,
            long seed,
            Optional<Money> maxCost,
            Optional<String> only,
            int extraRounds,
            boolean recordBaseline) {
        this(profile, backend, shots, seed, maxCost, only, extraRounds, recordBaseline, RunShare.WHOLE);
    }

    /** A run repeats itself unless it is told otherwise. */
    public static final long DEFAULT_SEED = 1;

    /** The suite's own wishes and the default seed. */
    public static RunOptions defaults() {
        return new RunOptions(
                Optional.empty(), Optional.empty(), 0, DEFAULT_SEED, Optional.empty(), Optional.empty(), 0, false);
    }

    /** The same with another root seed. */
    public RunOptions withSeed(long otherSeed) {
        return new RunOptions(profile, backend, shots, otherSeed, maxCost, only, extraRounds, recordBaseline, share);
    }

    /** The same with more looks allowed. */
    public RunOptions withExtraRounds(int rounds) {
        return new RunOptions(profile, backend, shots, seed, maxCost, only, rounds, recordBaseline, share);
    }

    /** The same, recording a baseline. */
    public RunOptions recordingBaseline() {
        return new RunOptions(profile, backend, shots, seed, maxCost, only, extraRounds, true, share);
    }

    /** The same for other tests of the plan. */
    public RunOptions with(RunShare other) {
        return new RunOptions(profile, backend, shots, seed, maxCost, only, extraRounds, recordBaseline, other);
    }
}
