package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limits that Amazon holds against an account. */
class BraketSpendingLimitTest extends BraketTasks {
    @Test
    void shouldSubmitOnlyUnderALimitWhereOneIsAskedFor() throws Exception {
        Backend guarded =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "iqm/garnet", "spending-limit", "required"));
        Instant now = Instant.now();

        assertThat(fault(() -> guarded.submit(one(10), "t")))
                .hasMessageContaining("create-spending-limit")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
        assertThat(service.jobs().accepted()).isZero();
        service.plant(asked -> asked.path().equals("/spending-limits"), Answer.of(503));
        assertThat(fault(() -> guarded.submit(one(10), "t")).kind()).isEqualTo(Kind.TRANSIENT);

        service.limit(GARNET, "5.00", "1.00", now.minusSeconds(60), now.plusSeconds(600));
        guarded.submit(one(10), "t");
        assertThat(fault(() -> guarded.submit(one(1000), "u"))).hasMessageContaining("would exceed the spending limit");
        assertThat(guarded.availability().message())
                .contains("spending limit 5.00 USD")
                .contains("1.00 spent");
    }

    @Test
    void shouldNotCountALimitOfAnotherTime() throws Exception {
        Instant now = Instant.now();
        service.limit(GARNET, "5.00", "0", now.plusSeconds(600), now.plusSeconds(6000));
        Backend guarded =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "iqm/garnet", "spending-limit", "required"));

        assertThat(fault(() -> guarded.submit(one(10), "t"))).hasMessageContaining("no spending limit holds");
    }

    @Test
    void shouldNotAskForALimitOnASimulator() throws Exception {
        try (Backend backend =
                Opened.with(service.uri(), Duration.ZERO, Map.of("device", "sv1", "spending-limit", "required"))) {
            backend.submit(one(10), "t");

            assertThat(service.jobs().accepted()).isEqualTo(1);
        }
    }
}
