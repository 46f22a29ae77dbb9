package io.jenkins.plugins.quantum.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardwareWindowTest {
    @ParameterizedTest
    @CsvSource({
        "02:00-05:00 UTC, 2026-03-02T02:00:00Z, true",
        "02:00-05:00, 2026-03-02T04:59:59Z, true",
        "02:00-05:00, 2026-03-02T05:00:00Z, false",
        "2:00 - 5:00 UTC, 2026-03-02T01:59:59Z, false",
        // Friday night belongs to Friday: 2026-03-06 is one
        "MON-FRI 22:00-06:00 UTC, 2026-03-07T05:00:00Z, true",
        "MON-FRI 22:00-06:00 UTC, 2026-03-07T22:30:00Z, false",
        "MON-FRI 22:00-06:00 UTC, 2026-03-08T05:00:00Z, false",
        "fri-mon 00:00-00:00 UTC, 2026-03-09T12:00:00Z, true",
        "fri-mon 00:00-00:00 UTC, 2026-03-10T12:00:00Z, false",
        // summer time begins in Berlin on 2026-03-29 at 02:00
        "01:00-04:00 Europe/Berlin, 2026-03-29T01:30:00Z, true",
        "01:00-04:00 Europe/Berlin, 2026-03-29T02:00:00Z, false"
    })
    void shouldBeOpenFromItsBeginToBeforeItsEnd(String window, String now, boolean open) {
        assertThat(HardwareWindow.parse(window).get(0).open(Instant.parse(now))).isEqualTo(open);
    }

    @Test
    void shouldReadDaysThatAreListed() {
        HardwareWindow window =
                HardwareWindow.parse("# reserved\n\nSAT,SUN 10:00-12:00 +02:00").get(0);

        assertThat(window.open(Instant.parse("2026-03-07T09:00:00Z"))).isTrue();
        assertThat(window.open(Instant.parse("2026-03-06T09:00:00Z"))).isFalse();
    }

    @Test
    void shouldSayWhenTheFirstOpens() {
        List<HardwareWindow> windows = HardwareWindow.parse("MON 02:00-05:00\n06:00-07:00");

        assertThat(HardwareWindow.first(windows, Instant.parse("2026-03-02T05:30:00Z")))
                .isEqualTo("2026-03-02T06:00:00Z");
        assertThat(HardwareWindow.first(windows, Instant.parse("2026-03-02T08:00:00Z")))
                .isEqualTo("2026-03-03T06:00:00Z");
        assertThat(HardwareWindow.first(windows, Instant.parse("2026-03-02T03:00:00Z")))
                .isEqualTo("2026-03-02T03:00:00Z");
        assertThat(HardwareWindow.first(HardwareWindow.parse("MON 02:00-05:00"), Instant.parse("2026-03-02T02:00:01Z")))
                .isEqualTo("2026-03-02T02:00:01Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2-5",
                "25:00-26:00",
                "02:00-05:00 Mars/Olympus",
                "MO-FR 02:00-03:00",
                "MON-TUE-WED 1:00-2:00",
                "night"
            })
    void shouldRefuseWhatIsNoWindow(String line) {
        assertThatThrownBy(() -> HardwareWindow.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("MON-FRI 02:00-05:00 UTC")
                .hasMessageContaining(line);
    }

    @Test
    void shouldBoundTheirNumber() {
        assertThatThrownBy(() -> HardwareWindow.parse("02:00-05:00\n".repeat(51)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
