package io.jenkins.plugins.quantum.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UnitRequestTest {
    private static final UnitRequest REQUEST = new UnitRequest(
            "/ws",
            "quantum.yml",
            "nightly",
            true,
            "aer",
            100,
            7,
            "5 USD",
            "ghz",
            List.of(new UnitRequest.ConfiguredBackend("aer", "aer", Map.of("python", "/usr/bin/python3"))),
            Map.of("TOKEN", "sesame"),
            Map.of("GIT_COMMIT", "abc"),
            "2/3",
            true);

    @Test
    void shouldKeepNoVariables() {
        assertThat(REQUEST.toJson()).doesNotContain("sesame").contains("nightly");
    }

    @Test
    void shouldComeBackFromJson() {
        assertThat(UnitRequest.fromJson(REQUEST.toJson()).withVariables(Map.of("TOKEN", "sesame")))
                .isEqualTo(REQUEST);
        assertThat(REQUEST.toString()).doesNotContain("sesame");
    }

    @Test
    void shouldSayWhenTheKeptTextIsDamaged() {
        assertThatThrownBy(() -> UnitRequest.fromJson("{")).isInstanceOf(IllegalStateException.class);
    }
}
