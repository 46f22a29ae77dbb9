package io.jenkins.plugins.quantum.engine.stats;

/**
 * What a two-sided test of a mean has to tell apart. Values further than {@code within} from the target are bad, values
 * within {@code within − margin} of it are healthy; between them any answer may come.
 *
 * @param target
 *     the wanted mean
 * @param within
 *     the largest distance from the target that is accepted
 * @param margin
 *     how much closer a healthy mean is; above 0 and at most {@code within}
 * @param alpha
 *     rate of false red for healthy means
 * @param beta
 *     rate of missed faults
 */
public record ExpectationDesign(double target, double within, double margin, double alpha, double beta) {
    /** Refuses a margin that leaves nothing healthy and rates outside 0 to 1. */
    public ExpectationDesign {
        Arguments.finite("target", target);
        Arguments.positive("within", within);
        Arguments.positive("margin", margin);
        Arguments.require(
                margin <= within,
                "a margin of " + margin + " leaves nothing healthy within " + within + " of the target");
        Arguments.open("alpha", alpha);
        Arguments.open("beta", beta);
    }

    /** Against means that are too low. */
    SequentialDesign below() {
        return new SequentialDesign(target - within + margin, target - within, alpha / 2, beta);
    }

    /** Against means that are too high, for scores with their sign turned. */
    SequentialDesign aboveNegated() {
        return new SequentialDesign(-(target + within - margin), -(target + within), alpha / 2, beta);
    }
}
