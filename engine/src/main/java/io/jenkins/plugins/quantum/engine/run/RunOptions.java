package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.nio.file.Path;
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
 * @param recording
 *     present while a baseline is being recorded: lines taken from one are left open
 * @param store
 *     folder that is kept between runs: evidence that later runs go on with, figures that lines are learnt from
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
        Optional<Learning> recording,
        Optional<Path> store,
        RunShare share) {
    /** A run repeats itself unless it is told otherwise. */
    public static final long DEFAULT_SEED = 1;

    /**
     * Without a store.
     *
     * @param recordBaseline
     *     whether this is a single run that records a baseline
     */
    public RunOptions(
            Optional<String> profile,
            Optional<String> backend,
            long shots,
            long seed,
            Optional<Money> maxCost,
            Optional<String> only,
            int extraRounds,
            boolean recordBaseline) {
        this(
                profile,
                backend,
                shots,
                seed,
                maxCost,
                only,
                extraRounds,
                recordBaseline ? Optional.of(new Learning(1, 1)) : Optional.empty(),
                Optional.empty(),
                RunShare.WHOLE);
    }

    /** The suite's own wishes and the default seed. */
    public static RunOptions defaults() {
        return new RunOptions(
                Optional.empty(), Optional.empty(), 0, DEFAULT_SEED, Optional.empty(), Optional.empty(), 0, false);
    }

    /** Whether lines taken from a baseline are left open because one is being recorded. */
    public boolean recordBaseline() {
        return recording.isPresent();
    }

    /** The same with another root seed. */
    public RunOptions withSeed(long otherSeed) {
        return new RunOptions(profile, backend, shots, otherSeed, maxCost, only, extraRounds, recording, store, share);
    }

    /** The same with more looks allowed. */
    public RunOptions withExtraRounds(int rounds) {
        return new RunOptions(profile, backend, shots, seed, maxCost, only, rounds, recording, store, share);
    }

    /** The same, as one of the runs that record a baseline. */
    public RunOptions recordingBaseline(int run, int of) {
        return new RunOptions(
                profile,
                backend,
                shots,
                seed,
                maxCost,
                only,
                extraRounds,
                Optional.of(new Learning(run, of)),
                Optional.empty(),
                share);
    }

    /** The same with a folder that is kept between runs. */
    public RunOptions withStore(Path folder) {
        return new RunOptions(
                profile, backend, shots, seed, maxCost, only, extraRounds, recording, Optional.of(folder), share);
    }

    /** The same for other tests of the plan. */
    public RunOptions with(RunShare other) {
        return new RunOptions(profile, backend, shots, seed, maxCost, only, extraRounds, recording, store, other);
    }
}
