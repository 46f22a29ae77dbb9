package io.jenkins.plugins.quantum.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RenewedCredentialsTest {
    private final Queue<Map<String, String>> answers = new ArrayDeque<>();
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    private static Map<String, String> temporary(String key) {
        return Map.of("access-key-id", "A" + key, "secret-access-key", "S" + key, "session-token", "T" + key);
    }

    /** An empty queue is a service that does not answer. */
    private Credentials credentials(List<Map<String, String>> found) throws IOException {
        answers.addAll(found);
        return new RenewedCredentials(
                "sv1",
                () -> {
                    if (answers.isEmpty()) {
                        throw new IOException("no answer");
                    }
                    return answers.remove();
                },
                () -> now);
    }

    private static String key(Credentials credentials) {
        return credentials.get("access-key-id").map(Secret::reveal).orElse("");
    }

    @Test
    void shouldRenewTemporaryKeysBeforeTheyEnd() throws Exception {
        Credentials credentials = credentials(List.of(temporary("1"), temporary("2")));
        now = now.plus(RenewedCredentials.KEPT).minusSeconds(1);
        assertThat(key(credentials)).isEqualTo("A1");
        now = now.plusSeconds(1);
        assertThat(key(credentials)).isEqualTo("A2");
        assertThat(RenewedCredentials.KEPT).isLessThan(Duration.ofMinutes(15).dividedBy(2));
    }

    @Test
    void shouldGiveFieldsThatBelongTogether() throws Exception {
        Credentials together =
                credentials(List.of(temporary("1"), temporary("2"))).together();
        now = now.plus(RenewedCredentials.KEPT);
        assertThat(together.get("access-key-id").map(Secret::reveal)).contains("A1");
        assertThat(together.get("secret-access-key").map(Secret::reveal)).contains("S1");
        assertThat(together.get("session-token").map(Secret::reveal)).contains("T1");
    }

    @Test
    void shouldKeepTheAccountOfKeysThatLast() throws Exception {
        Credentials credentials =
                credentials(List.of(Map.of("access-key-id", "A1", "secret-access-key", "S1"), temporary("2")));
        now = now.plus(Duration.ofDays(3));
        assertThat(key(credentials)).isEqualTo("A1");
        assertThat(answers).hasSize(1);
    }

    @Test
    void shouldGoOnWithWhatItHasWhereNothingIsFound() throws Exception {
        Credentials credentials = credentials(List.of(temporary("1"), Map.of()));
        now = now.plus(RenewedCredentials.KEPT);
        assertThat(key(credentials)).as("taken away").isEqualTo("A1");
        now = now.plus(RenewedCredentials.KEPT);
        assertThat(key(credentials)).as("no answer").isEqualTo("A1");
        answers.add(temporary("3"));
        assertThat(key(credentials)).as("not asked again at once").isEqualTo("A1");
        now = now.plus(RenewedCredentials.SOON);
        assertThat(key(credentials)).isEqualTo("A3");
    }

    @Test
    void shouldSayAtTheBeginningThatThereAreNone() {
        assertThatThrownBy(() -> credentials(List.of()))
                .isInstanceOf(IOException.class)
                .hasMessage("no answer");
    }
}
