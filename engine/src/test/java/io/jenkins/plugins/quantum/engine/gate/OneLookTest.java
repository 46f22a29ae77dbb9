package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

class OneLookTest {
    private static final GateContext.ErrorShare ERRORS = new GateContext.ErrorShare(.01, .05, 1);
    private static final double MISSED = NormalDistribution.of(0, 1).inverseSurvivalProbability(.05);
    private static final double FALSE_RED = NormalDistribution.of(0, 1).inverseSurvivalProbability(.01);

    private static Decision decide(double value, double error, double bad, double good) {
        return new OneLook(value, error).decide(new Line(bad, good, ""), ERRORS);
    }

    @Test
    void shouldForgiveRoundingWhereNothingIsRandom() {
        assertThat(decide(.8, 0, .8, .9)).isEqualTo(Decision.PASS);
        assertThat(decide(.8 - Averaged.ROUNDING, 0, .8, .9)).isEqualTo(Decision.PASS);
        assertThat(decide(.8 - 2 * Averaged.ROUNDING, 0, .8, .9)).isEqualTo(Decision.FAIL);
    }

    @Test
    void shouldPassOnlyBeyondTheLineAndFailOnlyBelowTheHealthy() {
        double low = .8 - MISSED * .01;
        double high = .8 + FALSE_RED * .01;
        assertThat(decide(.8, .01, low - 1e-9, 1)).isEqualTo(Decision.PASS);
        assertThat(decide(.8, .01, low, high)).isEqualTo(Decision.CONTINUE);
        assertThat(decide(.8, .01, low, high + 1e-9)).isEqualTo(Decision.FAIL);
        assertThat(new OneLook(.8, .01).half()).isCloseTo(.0196, within(1e-6));
    }
}
