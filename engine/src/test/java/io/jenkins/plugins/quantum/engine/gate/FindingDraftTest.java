package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FindingDraftTest {
    @Test
    void shouldShowTheIntervalOfAnAverageOverDraws() {
        Finding finding =
                new FindingDraft("h").averaged("mean", new Averaged(.8, .01)).finding();

        assertThat(finding.statistic()).isEqualTo("mean");
        assertThat(finding.value()).isEqualTo(.8);
        assertThat(finding.lower()).isCloseTo(.7804, within(1e-6));
        assertThat(finding.upper()).isCloseTo(.8196, within(1e-6));
        assertThat(finding.confidence()).isEqualTo(.95);
    }

    @Test
    void shouldShowAnExactValueAsSuch() {
        Finding finding = new FindingDraft("h")
                .averaged("mean", new Averaged(.8, 0))
                .figure("none", Double.NaN)
                .finding();

        assertThat(finding.lower()).isEqualTo(.8);
        assertThat(finding.upper()).isEqualTo(.8);
        assertThat(finding.confidence()).isEqualTo(1);
        assertThat(finding.figures()).isEmpty();
    }
}
