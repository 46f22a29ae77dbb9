package io.jenkins.plugins.quantum.engine.stats;

/**
 * What a test of a decay has to tell apart: a first mean m₁ and a second mean m₂ that should keep a share of it.
 *
 * @param good
 *     share of a healthy subject: at m₂ ≥ good·m₁, FAIL comes with a probability of at most {@code alpha}
 * @param bad
 *     share that is not accepted: at m₂ ≤ bad·m₁, PASS comes with a probability of at most {@code beta}
 * @param alpha
 *     rate of false red
 * @param beta
 *     rate of missed faults, and of PASS where nothing decays at all
 */
public record DecayDesign(double good, double bad, double alpha, double beta) {
    /** Refuses shares outside 0 to 1, or in the wrong order, and rates outside 0 to 1. */
    public DecayDesign {
        Arguments.open("good", good);
        Arguments.open("bad", bad);
        Arguments.require(bad < good, "bad (" + bad + ") must lie below good (" + good + ")");
        Arguments.open("alpha", alpha);
        Arguments.open("beta", beta);
    }

    /**
     * What is expected of a healthy subject: makes the test short where it is about right and never touches the error rates.
     *
     * @param first
     *     expected m₁, above 0
     * @param second
     *     expected m₂, below it
     * @param firstVariance
     *     of a score of the first kind
     * @param secondVariance
     *     of a score of the second kind
     */
    public record Plan(double first, double second, double firstVariance, double secondVariance) {
        /** Refuses what does not decay. */
        public Plan {
            Arguments.positive("the expected first mean", first);
            Arguments.require(second < first, "the expected second mean (" + second + ") must lie below " + first);
            Arguments.notNegative("variance of the first scores", firstVariance);
            Arguments.notNegative("variance of the second scores", secondVariance);
        }

        /** Of the scores that test m₂ against a share of m₁: two a pass. */
        double variance(double share) {
            return 2 * (share * share * firstVariance + secondVariance);
        }
    }

    /** Passes, each of one score of either kind, that a test with one look needs; by the normal approximation. */
    public long fixed(Plan plan) {
        double line = bounded(plan.variance(good), plan.variance(bad), (good - bad) * plan.first(), alpha);
        // a decay of the planned size stays unproved as seldom as a healthy subject is red
        double proof = bounded(plan.variance(1), plan.variance(1), plan.first() - plan.second(), alpha);
        return (long) Math.ceil(Math.max(line, proof) / 2);
    }

    private long bounded(double healthy, double faulty, double margin, double red) {
        return FixedDesign.bounded(healthy, faulty, margin, red, beta);
    }
}
