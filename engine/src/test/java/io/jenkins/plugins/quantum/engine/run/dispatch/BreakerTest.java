package io.jenkins.plugins.quantum.engine.run.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final Breaker breaker = new Breaker();

    private void fail(int times, Instant at) {
        for (int i = 0; i < times; i++) {
            breaker.left();
            breaker.failed(at);
        }
    }

    @Test
    void shouldOpenAfterFailuresInARowOnly() {
        fail(4, NOW);
        breaker.worked();
        fail(4, NOW);
        assertThat(breaker.open()).isFalse();

        fail(1, NOW);

        assertThat(breaker.open()).isTrue();
        assertThat(breaker.allowedFrom()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void shouldLetASingleTryThroughAndRestLongerAfterEachThatFails() {
        fail(5, NOW);
        breaker.left();
        assertThat(breaker.allowedFrom()).as("while the try is under way").isEqualTo(Instant.MAX);

        breaker.failed(NOW);
        assertThat(breaker.allowedFrom()).isEqualTo(NOW.plusSeconds(60));
        fail(20, NOW);
        assertThat(breaker.allowedFrom()).isEqualTo(NOW.plus(Breaker.LONGEST_REST));

        breaker.worked();
        assertThat(breaker.allowedFrom()).isEqualTo(Instant.MIN);
    }

    @Test
    void shouldAllowAnotherTryWhenOneToldNothing() {
        fail(5, NOW);
        breaker.left();
        breaker.undecided();

        assertThat(breaker.open()).isTrue();
        assertThat(breaker.allowedFrom()).isEqualTo(NOW.plusSeconds(30));
    }

    @Test
    void shouldSpreadTriesOverAGrowingTime() {
        var backoff = new Backoff(7);
        Conduct conduct = Conduct.cloud(Repetition.NONE, 1);

        for (int faults = 1; faults < 60; faults++) {
            Duration bound = Backoff.bound(conduct.quickest(), faults, conduct.slowest());
            assertThat(backoff.after(faults, conduct)).isPositive().isLessThanOrEqualTo(bound.plusMillis(1));
        }
        assertThat(Backoff.bound(conduct.quickest(), 1, conduct.slowest())).isEqualTo(Duration.ofSeconds(4));
        assertThat(Backoff.bound(conduct.quickest(), 60, conduct.slowest())).isEqualTo(Duration.ofMinutes(1));
        assertThat(backoff.after(5, conduct)).isNotEqualTo(backoff.after(5, conduct));
    }
}
