package io.jenkins.plugins.quantum.engine.testkit;

import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.fault;
import static io.jenkins.plugins.quantum.engine.testkit.ContractStand.token;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Faults on the way: what may be tried again is told apart from what may not. */
interface FaultsContract extends ContractPart {
    @Test
    default void shouldPassOnHowLongTheServiceWantsToBeLeftAlone() throws BackendException {
        Backend backend = stand().backend();
        stand().service().plant(stand()::submits, stand().throttled());

        BackendException refusal = fault(() -> backend.submit(stand().asymmetric(), token()));

        assertThat(refusal.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(refusal.retryAfter())
                .isEqualTo(
                        stand().throttled().headers().containsKey("Retry-After")
                                ? Duration.ofSeconds(7)
                                : Duration.ZERO);
        assertThat(stand().service().jobs().accepted()).isZero();
    }

    @Test
    default void shouldTakeAFaultWhileAskingForStatesForTransient() throws BackendException {
        Backend backend = stand().backend();
        JobRef job = backend.submit(stand().asymmetric(), token());
        for (Answer answer :
                List.of(Answer.text(503, "text/plain", "busy"), Answer.text(200, "application/json", "{\"stat"))) {
            stand().service().plant(request -> !stand().submits(request), answer);

            assertThat(fault(() -> backend.status(List.of(job))).kind()).isEqualTo(Kind.TRANSIENT);
        }
        assertThat(stand().ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    default void shouldRenewATokenThatExpiresBetweenTwoQuestions() throws BackendException {
        Backend backend = stand().backend();
        stand().service().jobs().hold();
        JobRef job = backend.submit(stand().asymmetric(), token());
        stand().service().expireTokens();
        stand().service().jobs().release();
        try {
            backend.status(List.of(job));
        } catch (BackendException e) {
            assertThat(e.kind()).isEqualTo(Kind.UNAUTHORISED);
        }

        assertThat(stand().ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }
}
