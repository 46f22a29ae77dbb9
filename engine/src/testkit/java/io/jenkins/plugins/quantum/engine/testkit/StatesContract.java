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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The states of jobs, their cancellation and its races, and the device's own state. */
interface StatesContract extends ContractPart {
    @Test
    default void shouldGoThroughTheStatesOfAJob() throws BackendException {
        Backend backend = stand().backend();
        stand().service().jobs().hold();
        JobRef job = backend.submit(stand().asymmetric(), token());

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.QUEUED);
        stand().service().jobs().taking(Duration.ZERO, Duration.ofDays(1)).release();
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.RUNNING);
        stand().service().jobs().taking(Duration.ZERO, Duration.ZERO);
        assertThat(stand().ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    default void shouldTakeAStateItDoesNotKnowForRunning() throws BackendException {
        Backend backend = stand().backend();
        JobRef job = backend.submit(stand().asymmetric(), token());
        stand().service().jobs().speaking("TRANSMOGRIFYING");

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.RUNNING);
        stand().service().jobs().speaking(null);
        assertThat(stand().ended(backend, job).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    default void shouldAnswerForManyJobsInTheOrderAsked() throws BackendException {
        Backend backend = stand().backend();
        List<JobRef> jobs = new ArrayList<>();
        for (int i = 0; i < Math.min(5, backend.conduct().statusBatch()); i++) {
            jobs.add(backend.submit(stand().asymmetric(), token()));
        }
        for (JobRef job : jobs) {
            stand().ended(backend, job);
        }

        assertThat(backend.status(jobs)).extracting(JobStatus::job).isEqualTo(jobs);
    }

    @Test
    default void shouldSayWhyAJobFailed() throws BackendException {
        Backend backend = stand().backend();
        stand().service().jobs().failing("the ion was lost");
        JobRef job = backend.submit(stand().asymmetric(), token());

        JobStatus status = stand().ended(backend, job);

        assertThat(status.state()).isEqualTo(JobStatus.State.FAILED);
        assertThat(status.message()).contains("the ion was lost");
        assertThat(fault(() -> backend.fetch(job)).kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    default void shouldCallAJobLostThatTheServiceDoesNotKnow() throws BackendException {
        Backend backend = stand().backend();
        JobRef job = backend.submit(stand().asymmetric(), token());
        stand().service().jobs().forget(job.id());

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.LOST);
    }

    @Test
    default void shouldCancelAJobThatWaits() throws BackendException {
        Backend backend = stand().backend();
        stand().service().jobs().hold();
        JobRef job = backend.submit(stand().asymmetric(), token());

        backend.cancel(job);

        assertThat(stand().ended(backend, job).state()).isEqualTo(stand().cancelled());
        backend.cancel(job);
        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(stand().cancelled());
    }

    @Test
    default void shouldLeaveAJobAloneThatEndedBeforeItsCancellation() throws BackendException {
        Backend backend = stand().backend();
        JobRef job = backend.submit(stand().asymmetric(), token());
        stand().ended(backend, job);

        backend.cancel(job);

        assertThat(backend.status(List.of(job)).get(0).state()).isEqualTo(JobStatus.State.DONE);
        assertThat(stand().fetched(backend, job).outcomes()).hasSize(1);
    }

    @Test
    default void shouldSayWhetherTheDeviceTakesJobs() throws BackendException {
        assertThat(stand().backend().availability().usable()).isTrue();
    }
}
