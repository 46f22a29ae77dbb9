package io.jenkins.plugins.quantum.engine.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionTest {
    @Test
    void shouldFindTheNearestWordOrNone() {
        assertThat(Suggestion.nearest("hreon_r2", List.of("garnet", "heron-r2")))
                .contains("heron-r2");
        assertThat(Suggestion.nearest("completely-else", List.of("garnet", "heron-r2")))
                .isEmpty();
        assertThat(Suggestion.nearest("x".repeat(10_000), List.of("x"))).isNotNull();
    }
}
