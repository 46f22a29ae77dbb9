package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a gate may know besides the evidence.
 *
 * @param test
 *     the test's name
 * @param spec
 *     the gate as the suite asks for it
 * @param workload
 *     what runs
 * @param backend
 *     where it runs
 * @param exact
 *     whether probabilities decide; else shots
 * @param noisy
 *     whether the test has a noise model (simulators) or the backend is hardware
 * @param noiseName
 *     of the noise model, for messages
 * @param errors
 *     the gate's share of the build's error rates
 * @param rounds
 *     most looks that it may take, or 1 when probabilities decide
 * @param shotLimit
 *     most shots per binding set that the user allows in all, 0 for no limit of the user's
 * @param seed
 *     for bootstrap and Monte-Carlo of this gate
 * @param baseline
 *     what {@code qmlops baseline} recorded for it
 * @param estimatedCost
 *     average money of one shot on the backend, with its share of the tasks' fees; zero where nothing is charged
 * @param extraRounds
 *     how many of the looks go beyond the profile's: granted by {@code qmlops resume --rounds}, or taken by earlier runs. They are as
 *     large as the others
 * @param companions
 *     the subjects of other tests that the gate asked for, by the tests' names
 */
public record GateContext(
        String test,
        GateSpec spec,
        Workload workload,
        Capabilities backend,
        boolean exact,
        boolean noisy,
        String noiseName,
        ErrorShare errors,
        int rounds,
        long shotLimit,
        long seed,
        Optional<Baseline> baseline,
        Money estimatedCost,
        int extraRounds,
        Map<String, Workload> companions) {
    public GateContext {
        companions = Collections.unmodifiableMap(new LinkedHashMap<>(companions));
    }

    /** Without looks beyond the profile's. */
    public GateContext(
            String test,
            GateSpec spec,
            Workload workload,
            Capabilities backend,
            boolean exact,
            boolean noisy,
            String noiseName,
            ErrorShare errors,
            int rounds,
            long shotLimit,
            long seed,
            Optional<Baseline> baseline,
            Money estimatedCost) {
        this(
                test,
                spec,
                workload,
                backend,
                exact,
                noisy,
                noiseName,
                errors,
                rounds,
                shotLimit,
                seed,
                baseline,
                estimatedCost,
                0,
                Map.of());
    }

    /**
     * A gate's error rates.
     *
     * @param falseRed
     *     the build's rate divided by the number of statistical gates
     * @param missed
     *     the gate's own
     * @param gates
     *     how many statistical gates share the build's rate
     */
    public record ErrorShare(double falseRed, double missed, int gates) {}

    /**
     * A recorded metric.
     *
     * @param mean
     *     over the runs
     * @param standardDeviation
     *     between runs; 0 where the runs were exact
     * @param runs
     *     how many
     */
    public record Baseline(double mean, double standardDeviation, int runs) {
        /** What stands for a line that is still being learnt. */
        public static final Baseline OPEN = new Baseline(0, 0, 0);

        /** Whether nothing is recorded yet. */
        public boolean open() {
            return runs == 0;
        }
    }

    /** The same where a shot costs this much. */
    public GateContext costing(Money aShot) {
        return with(workload, seed, companions, aShot, 0);
    }

    /** The same with further looks; none where probabilities decide. */
    public GateContext withFurtherRounds(int further) {
        return exact ? this : with(workload, seed, companions, estimatedCost, further);
    }

    /** The same with the subjects of other tests. */
    public GateContext beside(Map<String, Workload> others) {
        return with(workload, seed, others, estimatedCost, 0);
    }

    /** The same gate on the subject of another test, with random choices of its own. */
    public GateContext on(String companion) {
        return with(companions.get(companion), Seed.derive(seed, "companion", companion), companions, estimatedCost, 0);
    }

    private GateContext with(
            Workload other, long otherSeed, Map<String, Workload> others, Money aShot, int furtherRounds) {
        return new GateContext(
                test,
                spec,
                other,
                backend,
                exact,
                noisy,
                noiseName,
                errors,
                rounds + furtherRounds,
                shotLimit,
                otherSeed,
                baseline,
                aShot,
                extraRounds + furtherRounds,
                others);
    }
}
