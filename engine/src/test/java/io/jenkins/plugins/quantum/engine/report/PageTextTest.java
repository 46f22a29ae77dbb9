package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.testkit.Results;
import org.junit.jupiter.api.Test;

class PageTextTest {
    private static final String PRINTABLE = "[^\\p{Cc}\\p{Cf}\\p{Cs}]*";

    @Test
    void shouldTellOfEachGateWhatAPageShows() {
        var page = PageText.of(Results.failed());

        assertThat(page.suite()).isEqualTo("quantum.yml");
        assertThat(page.counts()).isEqualTo("1 failed, 1 without data, 1 inconclusive, 3 passed, 1 skipped");
        assertThat(page.spent()).isEqualTo("6.42 USD");
        assertThat(page.shots()).isEqualTo("3 000 shots");
        assertThat(page.facts()).containsEntry("seed", "7").containsEntry("engine.version", "1.0");
        assertThat(page.gates()).hasSize(7);
        var undecided = page.gates().get(5);
        assertThat(undecided.label()).isEqualTo("INCONCLUSIVE");
        assertThat(undecided.figures()).contains("0.77..0.83").endsWith("3 000 shots");
        assertThat(undecided.cost()).isEqualTo("6.42 USD");
        assertThat(undecided.next()).hasSize(3);
        assertThat(page.gates().get(6).style()).isEqualTo("no-data");
    }

    @Test
    void shouldNotLetThroughControlCharactersOrTextWithoutEnd() {
        var page = PageText.of(Results.hostileRun());

        assertThat(page.toString().replaceFirst("(?s), gates=.*", "")).matches(PRINTABLE);
        assertThat(page.gates()).allSatisfy(gate -> {
            // the plots are data; whoever draws them cleans their names
            assertThat(gate.toString().replaceFirst("(?s), plots=.*", "")).matches(PRINTABLE);
            assertThat(PageText.title(gate.plots().get(0))).matches(PRINTABLE);
            assertThat(gate.test()).hasSizeLessThanOrEqualTo(200);
            assertThat(gate.headline()).hasSizeLessThanOrEqualTo(2_000);
        });
    }

    @Test
    void shouldSayThatNoGateRan() {
        assertThat(PageText.of(Results.empty()).counts()).isEqualTo("no gate ran");
    }
}
