package io.jenkins.plugins.quantum.engine.gate;

/**
 * How strong the evidence of a sequential test is by now: two e-values, each with the level at which it decides. By Ville's
 * inequality an e-value may be looked at as often as one likes.
 *
 * @param againstHealthy
 *     how many to one against "as good as a healthy model or better"; at least 1, at most a billion
 * @param failAt
 *     the level of it that means FAIL
 * @param againstBad
 *     how many to one against "at the line or worse"; at least 1, at most a billion
 * @param passAt
 *     the level of it that means PASS
 */
public record Odds(double againstHealthy, double failAt, double againstBad, double passAt) {
    private static final double LARGEST = 1e9;

    /** From natural logarithms. */
    public static Odds ofLogs(double againstHealthy, double failAt, double againstBad, double passAt) {
        return new Odds(plain(againstHealthy), plain(failAt), plain(againstBad), plain(passAt));
    }

    /** How many to one, at least 1. */
    static double plain(double log) {
        return Math.min(LARGEST, Math.exp(Math.max(0, log)));
    }
}
