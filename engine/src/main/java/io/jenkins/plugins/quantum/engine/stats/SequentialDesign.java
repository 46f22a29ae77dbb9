package io.jenkins.plugins.quantum.engine.stats;

/**
 * What a sequential test has to tell apart, and how often it may err. Higher scores are better. Between {@code bad} and
 * {@code good} any answer may come.
 *
 * @param good
 *     mean score of the worst healthy subject: at it or above, FAIL comes with a probability of at most {@code alpha}
 * @param bad
 *     best mean score that is not accepted: at it or below, PASS comes with a probability of at most {@code beta}
 * @param alpha
 *     rate of false red of this test: a build's rate is already divided by the number of its tests
 * @param beta
 *     rate of missed faults
 */
public record SequentialDesign(double good, double bad, double alpha, double beta) {
    /** Refuses a line above the healthy value and rates outside 0 to 1. */
    public SequentialDesign {
        Arguments.finite("good", good);
        Arguments.finite("bad", bad);
        Arguments.require(bad < good, "bad (" + bad + ") must lie below good (" + good + ")");
        Arguments.open("alpha", alpha);
        Arguments.open("beta", beta);
    }

    /** The distance between good and bad. */
    public double margin() {
        return good - bad;
    }

    /** Logarithm of the evidence against "healthy" that makes FAIL: ln(1/alpha). */
    public double failLevel() {
        return -Math.log(alpha);
    }

    /** Logarithm of the evidence against "bad" that makes PASS: ln(1/beta). */
    public double passLevel() {
        return -Math.log(beta);
    }
}
