package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Plays sequential tests against subjects whose true mean is known, and counts errors and shots. */
final class SequentialReplay {
    /** How improbable a count of errors must be, were the promised rate true, to refute the promise. */
    private static final double REFUTED = 1e-3;

    private static final double CAP = 1.5;
    static final double ALPHA = .01;
    static final double BETA = .05;

    private final int replays;
    private final long seed;

    SequentialReplay(int replays, long seed) {
        this.replays = replays;
        this.seed = seed;
    }

    /** Every place of a scenario for one number of gates and one rhythm of looks. */
    List<Row> play(Scenario scenario, int gates, int looks) {
        List<Row> rows = new ArrayList<>();
        for (Scenario.Place place : Scenario.Place.values()) {
            rows.add(play(scenario, place, gates, looks));
        }
        return rows;
    }

    /**
     * Plays one configuration.
     *
     * @param gates
     *     m, by which the build's rate of false red is divided
     * @param looks
     *     until the cap; 0 for a look after every score
     */
    private Row play(Scenario scenario, Scenario.Place place, int gates, int looks) {
        double alpha = ALPHA / gates;
        Scenario.Law law = scenario.law(place);
        long fixed = scenario.fixed(alpha, BETA);
        long cap = passes(CAP * fixed, law);
        long look = looks == 0 ? law.pass() : passes((double) cap / looks, law);
        UniformRandomProvider random =
                Seed.generator(Seed.derive(seed, scenario.name(), place.name(), "m" + gates, "looks" + looks));
        Scenario.Run start = scenario.start(alpha, BETA);
        long shots = 0;
        int passed = 0;
        int failed = 0;
        for (int i = 0; i < replays; i++) {
            Scenario.Run run = start;
            long taken = 0;
            while (taken < cap && run.decision() == Decision.CONTINUE) {
                run = run.look(law.values(), law.draw(random, look));
                taken += look;
            }
            shots += taken;
            passed += run.decision() == Decision.PASS ? 1 : 0;
            failed += run.decision() == Decision.FAIL ? 1 : 0;
        }
        return new Row(
                scenario.name(), place, gates, looks, alpha, replays, passed, failed, (double) shots / replays, fixed);
    }

    /**
     * How many of as many builds as there are replays are red when every one of their gates is just healthy, the worst case.
     *
     * @param gates
     *     one test each, in equal shares of the build's rate of false red
     */
    int redBuilds(List<Scenario> gates, int looks) {
        double alpha = ALPHA / gates.size();
        UniformRandomProvider random = Seed.generator(Seed.derive(seed, "builds", "m" + gates.size()));
        boolean[] red = new boolean[replays];
        for (Scenario gate : gates) {
            Scenario.Law law = gate.law(Scenario.Place.GOOD);
            long cap = passes(CAP * gate.fixed(alpha, BETA), law);
            long look = passes((double) cap / looks, law);
            Scenario.Run start = gate.start(alpha, BETA);
            for (int build = 0; build < replays; build++) {
                Scenario.Run run = start;
                for (long taken = 0; taken < cap && run.decision() == Decision.CONTINUE; taken += look) {
                    run = run.look(law.values(), law.draw(random, look));
                }
                red[build] |= run.decision() == Decision.FAIL;
            }
        }
        int number = 0;
        for (boolean one : red) {
            number += one ? 1 : 0;
        }
        return number;
    }

    /** Whether a number of errors among the replays is compatible with a promised rate. */
    static boolean compatible(int errors, int replays, double rate) {
        return errors == 0 || BinomialDistribution.of(replays, rate).survivalProbability(errors - 1) >= REFUTED;
    }

    private static long passes(double scores, Scenario.Law law) {
        return (long) Math.ceil(scores / law.pass()) * law.pass();
    }

    /** The outcome of one configuration. */
    record Row(
            String scenario,
            Scenario.Place place,
            int gates,
            int looks,
            double alpha,
            int replays,
            int passed,
            int failed,
            double meanShots,
            long fixed) {
        double undecided() {
            return (replays - passed - failed) / (double) replays;
        }

        /** Share of shots saved against the fixed design of the same error rates. */
        double saved() {
            return 1 - meanShots / fixed;
        }

        /** Whether the errors counted are compatible with the promised rate. */
        boolean keepsItsPromise() {
            return switch (place) {
                case ABOVE, GOOD -> compatible(failed, alpha);
                case MIDDLE -> true;
                case BAD, BELOW -> compatible(passed, BETA);
            };
        }

        private boolean compatible(int errors, double rate) {
            return SequentialReplay.compatible(errors, replays, rate);
        }

        /** Whether the share of runs without an answer is within what was asked for: a tenth at the edges, a hundredth outside. */
        boolean decides() {
            return switch (place) {
                case ABOVE, BELOW -> undecided() <= .01;
                case GOOD, BAD -> undecided() <= .10;
                case MIDDLE -> true;
            };
        }

        String markdown() {
            return String.format(
                    java.util.Locale.ROOT,
                    "| %s | %d | %s | %s | %.2f %% | %.2f %% | %.1f %% | %.0f | %d | %.0f %% |",
                    scenario,
                    gates,
                    looks == 0 ? "one by one" : looks,
                    place.words(),
                    100.0 * passed / replays,
                    100.0 * failed / replays,
                    100 * undecided(),
                    meanShots,
                    fixed,
                    100 * saved());
        }

        static String heading() {
            return "| scores | m | looks | true mean | PASS | FAIL | undecided | mean shots | fixed design | saved |\n"
                    + "|---|---:|---|---|---:|---:|---:|---:|---:|---:|";
        }
    }
}
