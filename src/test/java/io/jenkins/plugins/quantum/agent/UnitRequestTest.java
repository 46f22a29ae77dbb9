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
            Map.of("aer", Map.of("token", "barley")),
            Map.of("TOKEN", "sesame"),
            Map.of("GIT_COMMIT", "abc"));

    @Test
    void shouldKeepNoVariables() {
        assertThat(REQUEST.toJson()).doesNotContain("sesame", "barley").contains("nightly");
    }

    @Test
    void shouldComeBackFromJson() {
        assertThat(UnitRequest.fromJson(REQUEST.toJson())
                        .withVariables(Map.of("TOKEN", "sesame"))
                        .withSecrets(Map.of("aer", Map.of("token", "barley"))))
                .isEqualTo(REQUEST);
        assertThat(REQUEST.toString()).doesNotContain("sesame", "barley");
    }

    @Test
    void shouldSayWhenTheKeptTextIsDamaged() {
        assertThatThrownBy(() -> UnitRequest.fromJson("{")).isInstanceOf(IllegalStateException.class);
    }
}
