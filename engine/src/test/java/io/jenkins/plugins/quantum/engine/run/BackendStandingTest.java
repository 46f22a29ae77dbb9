package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.run.BackendStanding.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendStandingTest {
    /** A backend that answers one question. */
    private record Asked(String device, Availability answer, BackendException fault) implements Backend {
        @Override
        public String name() {
            return "lab";
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.remote("braket", device, false, 20, false, 1, 1, 100);
        }

        @Override
        public Availability availability() throws BackendException {
            if (fault != null) {
                throw fault;
            }
            return answer;
        }

        @Override
        public Optional<String> whyNot(JobRequest request) {
            return Optional.empty();
        }

        @Override
        public JobRef submit(JobRequest request, String clientToken) {
            throw new AssertionError("nothing may be submitted");
        }

        @Override
        public List<JobStatus> status(List<JobRef> jobs) {
            return List.of();
        }

        @Override
        public JobResult fetch(JobRef job) {
            throw new AssertionError("there is nothing to fetch");
        }

        @Override
        public void cancel(JobRef job) {
            throw new AssertionError("there is nothing to cancel");
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static Backend online(Availability.State state) {
        return new Asked(
                "braket/iqm/garnet",
                new Availability(state, OptionalLong.of(12), Optional.of(Duration.ofMinutes(34)), "nightly service"),
                null);
    }

    @Test
    void shouldDescribeABackendThatIsReady() {
        BackendStanding standing = BackendStanding.of(online(Availability.State.ONLINE));

        assertThat(standing.ready()).isTrue();
        assertThat(standing.reachable()).isEqualTo(Answer.YES);
        assertThat(standing.authorised()).isEqualTo(Answer.YES);
        assertThat(standing.device()).isEqualTo("online, 12 jobs waiting, about 34 min (nightly service)");
        assertThat(standing.price()).contains("0.30 USD a task").contains("0.00145 USD a shot");
        assertThat(standing.calibration()).isEqualTo("the service publishes none");
    }

    @Test
    void shouldSayWhatToDoWhenTheDeviceIsOffline() {
        BackendStanding standing = BackendStanding.of(online(Availability.State.OFFLINE));

        assertThat(standing.ready()).isFalse();
        assertThat(standing.advice()).contains("offline").contains("another backend");
    }

    @ParameterizedTest
    @CsvSource({
        "UNAUTHORISED, YES, NO",
        "REFUSED, YES, UNKNOWN",
        "THROTTLED, YES, UNKNOWN",
        "TRANSIENT, NO, UNKNOWN",
        "OFFLINE, NO, UNKNOWN"
    })
    void shouldSayWhichQuestionWasAnsweredWithNo(Kind kind, Answer reachable, Answer authorised) {
        BackendStanding standing =
                BackendStanding.of(new Asked("braket/unknown", null, new BackendException("check the key", kind)));

        assertThat(standing.reachable()).isEqualTo(reachable);
        assertThat(standing.authorised()).isEqualTo(authorised);
        assertThat(standing.advice()).isEqualTo("check the key");
        assertThat(standing.price()).contains("not in the price book");
    }
}
