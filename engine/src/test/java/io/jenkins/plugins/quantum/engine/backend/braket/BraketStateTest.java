package io.jenkins.plugins.quantum.engine.backend.braket;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The states of tasks, which searches show late and in words of their own. */
class BraketStateTest extends BraketTasks {
    @Test
    void shouldWaitForATaskThatIsNotShownYet() throws Exception {
        service.tasksVisibleAfter(Duration.ofDays(1));
        try (Backend patient = Opened.with(service.uri(), Duration.ofMinutes(1), Map.of("device", "sv1"))) {
            JobRef job = patient.submit(one(10), "t");
            JobRef another = patient.submit(one(10), "u");

            assertThat(patient.status(List.of(job)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.QUEUED);

            service.jobs().lagging(Duration.ofDays(1));
            assertThat(patient.status(List.of(job, another)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.QUEUED, JobStatus.State.QUEUED);
            service.tasksVisibleAfter(Duration.ZERO);
            assertThat(patient.status(List.of(job, another)))
                    .extracting(JobStatus::state)
                    .containsExactly(JobStatus.State.DONE, JobStatus.State.DONE);
        }
    }

    @Test
    void shouldAskForEachTaskWhenSeveralCannotBeSearched() throws Exception {
        Backend backend = garnet();
        service.jobs().failing("burnt out");
        JobRef first = backend.submit(one(10), "t");
        JobRef second = backend.submit(one(10), "u");

        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::message)
                .containsExactly("burnt out", "burnt out");
        service.plant(
                asked -> asked.is("POST", "/quantum-tasks"),
                Answer.text(400, "application/json", "{}").with("x-amzn-ErrorType", "ValidationException"));
        assertThat(backend.status(List.of(first, second)))
                .extracting(JobStatus::state)
                .containsExactly(JobStatus.State.FAILED, JobStatus.State.FAILED);
        service.plant(asked -> asked.is("POST", "/quantum-tasks"), Answer.of(500));
        assertThat(fault(() -> backend.status(List.of(first, second))).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @ParameterizedTest
    @CsvSource({"17, 17", ">2000, 2000", "None, -1", "9999999999999999999999, -1"})
    void shouldReadThePlaceInTheQueue(String text, long position) throws Exception {
        Backend backend = garnet();
        service.jobs().hold();
        service.queuePosition(text);
        JobRef job = backend.submit(one(10), "t");

        assertThat(backend.status(List.of(job)).get(0).queuePosition())
                .isEqualTo(position < 0 ? OptionalLong.empty() : OptionalLong.of(position));
    }

    @Test
    void shouldAskForThePlaceOfTheFirstOfManyThatWait() throws Exception {
        Backend backend = garnet();
        JobRef done = backend.submit(one(10), "s");
        backend.status(List.of(done));
        service.jobs().hold();
        JobRef first = backend.submit(one(10), "t");
        JobRef second = backend.submit(one(10), "u");
        int before = service.asked().size();

        List<JobStatus> statuses = backend.status(List.of(done, first, second));

        assertThat(statuses)
                .extracting(JobStatus::state)
                .containsExactly(JobStatus.State.DONE, JobStatus.State.QUEUED, JobStatus.State.QUEUED);
        assertThat(statuses)
                .extracting(JobStatus::queuePosition)
                .containsExactly(OptionalLong.empty(), OptionalLong.of(3), OptionalLong.empty());
        assertThat(service.asked()).hasSize(before + 2);
    }

    @Test
    void shouldSayHowManyShotsOfAFailedSetMayBeCharged() throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(three(), "t");
        service.plant(
                asked -> asked.method().equals("GET"),
                Answer.text(
                        200,
                        "application/json",
                        "{\"status\":\"FAILED\",\"failureReason\":\"2 of 3 executables failed\",\"numSuccessfulShots\":10}"));

        assertThat(backend.status(List.of(job)).get(0).message())
                .isEqualTo("2 of 3 executables failed (10 shots succeeded and may be charged)");
    }

    @Test
    void shouldRefuseReferencesThatWereChanged() throws Exception {
        Backend backend = garnet();
        JobRef job = backend.submit(one(10), "t");
        for (String key : List.of("kind", "runs", "shots", "bucket", "submitted")) {
            var details = new HashMap<>(job.details());
            details.put(key, "host/?x");
            assertThat(fault(() -> backend.fetch(new JobRef("aws", job.id(), details)))
                            .kind())
                    .as(key)
                    .isEqualTo(Kind.REFUSED);
        }
        assertThat(fault(() -> backend.cancel(new JobRef("aws", "../device", job.details()))))
                .hasMessageContaining("was the journal changed?");
    }
}
