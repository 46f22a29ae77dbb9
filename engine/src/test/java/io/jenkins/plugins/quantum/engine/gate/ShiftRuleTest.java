package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShiftRuleTest {
    private static final String BODY =
            """
            input float v;
            input float w;
            qubit[2] q;
            ry(-2 * w) q[0];
            rx(0.5 * w + v) q[1];
            crx(w) q[0], q[1];
            """;

    private final Workload workload = Ansatz.firstQubit(BODY);
    private final ShiftRule rule = new ShiftRule(workload, Set.of("v", "w"), new MeanOfCost(workload));

    @Test
    void shouldCountTwoRunsForARotationAndFourForAControlledOne() {
        assertThat(rule.places("w")).hasSize(3);
        assertThat(rule.places("v")).hasSize(1);
        assertThat(rule.evaluations(List.of("w"))).isEqualTo(2 + 2 + 4);
        assertThat(rule.evaluations(List.of("v", "w"))).isEqualTo(2 + 8);
        assertThat(rule.by("w", Map.of("v", .1, "w", .2)).terms()).hasSize(8);
    }

    @Test
    void shouldSumHowFastAnglesTurn() {
        assertThat(rule.speed("w", Map.of("v", .1, "w", .2))).isCloseTo(2 + .5 + 1, within(1e-12));
        assertThat(rule.speed("v", Map.of("v", .1, "w", .2))).isCloseTo(1, within(1e-12));
    }
}
