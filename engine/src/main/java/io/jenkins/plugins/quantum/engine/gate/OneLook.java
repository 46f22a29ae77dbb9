package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * A figure of a number of shots that was fixed beforehand, whose error is normal.
 *
 * @param value
 *     the figure, of which more is better
 * @param standardError
 *     of it; 0 where it is exact
 */
public record OneLook(double value, double standardError) {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * PASS when it is shown to be above the line, which a figure at the line or worse is at the rate of missed faults; FAIL when
     * it is shown to be below healthy, which a healthy one is at most at the rate of false red; else neither.
     */
    public Decision decide(Line line, GateContext.ErrorShare errors) {
        if (standardError == 0) {
            return value >= line.bad() - Averaged.ROUNDING ? Decision.PASS : Decision.FAIL;
        }
        if (value - NORMAL.inverseSurvivalProbability(errors.missed()) * standardError > line.bad()) {
            return Decision.PASS;
        }
        return value + NORMAL.inverseSurvivalProbability(errors.falseRed()) * standardError < line.good()
                ? Decision.FAIL
                : Decision.CONTINUE;
    }

    /** Half of the width of the 95 % interval. */
    public double half() {
        return NORMAL.inverseSurvivalProbability(0.025) * standardError;
    }
}
