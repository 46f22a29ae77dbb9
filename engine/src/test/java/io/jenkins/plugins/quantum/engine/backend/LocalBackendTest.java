package io.jenkins.plugins.quantum.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LocalBackendTest {
    private interface Work {
        JobResult run(JobRequest request, Progress progress) throws BackendException, InterruptedException;
    }

    /** A backend whose work is given by the test. */
    private static final class Scripted extends LocalBackend {
        private final Work work;

        Scripted(int threads, Work work) {
            super("scripted", threads);
            this.work = work;
        }

        @Override
        protected JobResult execute(JobRequest request, Progress progress)
                throws BackendException, InterruptedException {
            return work.run(request, progress);
        }

        @Override
        protected void check(JobRequest request) throws BackendException {
            if (request.shots() > 1000) {
                throw new BackendException("at most 1000 shots", false);
            }
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities("scripted", true, 1, 1, 1, true, false, false, true);
        }
    }

    private static final JobResult EMPTY = new JobResult(List.of(), Map.of());
    private Scripted backend;

    @AfterEach
    void close() {
        backend.close();
    }

    private static JobRequest request(String id, long shots) {
        var circuit = new Circuit(List.of(new Register("q", 0, 1)), List.of(), List.of(), List.of());
        return new JobRequest(id, circuit, List.of(Map.of()), NoiseModel.none(), shots, 0, 1, false);
    }

    private JobStatus await(JobRef job) {
        JobStatus status = backend.status(List.of(job)).get(0);
        while (!status.state().ended()) {
            Thread.onSpinWait();
            status = backend.status(List.of(job)).get(0);
        }
        return status;
    }

    @Test
    void shouldRunAJobOnANamedDaemonThread() throws Exception {
        backend = new Scripted(1, (request, progress) -> {
            var thread = Thread.currentThread();
            return new JobResult(List.of(), Map.of("thread", thread.getName(), "daemon", "" + thread.isDaemon()));
        });
        JobRef job = backend.submit(request("a", 0), "token");
        assertThat(job).isEqualTo(new JobRef("scripted", "token"));
        assertThat(await(job)).isEqualTo(new JobStatus(job, JobStatus.State.DONE, 1, ""));
        assertThat(backend.fetch(job).facts())
                .containsEntry("thread", "qmlops-scripted-1")
                .containsEntry("daemon", "true");
    }

    @Test
    void shouldStartAJobOnlyOnceForTheSameToken() throws Exception {
        var runs = new AtomicInteger();
        backend = new Scripted(2, (request, progress) -> {
            runs.incrementAndGet();
            return EMPTY;
        });
        JobRef first = backend.submit(request("a", 0), "token");
        await(first);
        JobRef second = backend.submit(request("a", 0), "token");
        await(second);
        assertThat(second).isEqualTo(first);
        assertThat(runs).hasValue(1);
    }

    @Test
    void shouldRefuseBeforeQueueing() {
        backend = new Scripted(1, (request, progress) -> EMPTY);
        assertThatThrownBy(() -> backend.submit(request("a", 2000), "token")).hasMessage("at most 1000 shots");
        assertThat(backend.status(List.of(new JobRef("scripted", "token")))
                        .get(0)
                        .state())
                .isEqualTo(JobStatus.State.LOST);
    }

    @Test
    void shouldCallAJobOfAnotherProcessOrBackendLost() {
        backend = new Scripted(1, (request, progress) -> EMPTY);
        var unknown = new JobRef("scripted", "gone");
        assertThat(backend.status(List.of(unknown, new JobRef("aer", "x"))))
                .extracting(JobStatus::state)
                .containsOnly(JobStatus.State.LOST);
        assertThatThrownBy(() -> backend.fetch(unknown))
                .isInstanceOf(BackendException.class)
                .hasMessageContaining("does not know the job gone");
        backend.cancel(unknown);
    }

    @Test
    void shouldReportProgressAndQueueWhileThePoolIsBusy() throws Exception {
        var running = new CountDownLatch(1);
        var release = new CountDownLatch(1);
        backend = new Scripted(1, (request, progress) -> {
            progress.reach(0.25);
            running.countDown();
            release.await();
            return EMPTY;
        });
        JobRef first = backend.submit(request("a", 0), "1");
        JobRef second = backend.submit(request("b", 0), "2");
        running.await();
        assertThat(backend.status(List.of(first, second)))
                .containsExactly(
                        new JobStatus(first, JobStatus.State.RUNNING, 0.25, ""),
                        new JobStatus(second, JobStatus.State.QUEUED, 0, ""));
        assertThatThrownBy(() -> backend.fetch(first))
                .hasMessageContaining("not finished")
                .satisfies(e -> assertThat(((BackendException) e).retryable()).isTrue());
        release.countDown();
        assertThat(await(second).state()).isEqualTo(JobStatus.State.DONE);
    }

    @Test
    void shouldCancelARunningAndAWaitingJobAndRunTheNext() throws Exception {
        var running = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        backend = new Scripted(1, (request, progress) -> {
            if (request.id().equals("good")) {
                progress.reach(0.5);
                return EMPTY;
            }
            running.countDown();
            try {
                while (true) {
                    progress.reach(0.1);
                }
            } finally {
                interrupted.countDown();
            }
        });
        JobRef first = backend.submit(request("a", 0), "1");
        JobRef waiting = backend.submit(request("b", 0), "2");
        running.await();
        backend.cancel(waiting);
        backend.cancel(first);
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        JobRef next = backend.submit(request("good", 0), "3");
        assertThat(await(next).state()).isEqualTo(JobStatus.State.DONE);
        assertThat(backend.status(List.of(first, waiting)))
                .extracting(JobStatus::state)
                .containsOnly(JobStatus.State.CANCELLED);
        assertThatThrownBy(() -> backend.fetch(first)).hasMessageContaining("cancelled");
        backend.cancel(next);
        assertThat(backend.fetch(next)).isEqualTo(EMPTY);
    }

    @Test
    void shouldTurnFaultsIntoFailedJobsWithWords() throws Exception {
        backend = new Scripted(1, (request, progress) -> {
            switch (request.id()) {
                case "known" -> throw new BackendException("no such device", false);
                case "memory" -> throw new OutOfMemoryError("simulated");
                default -> throw new IllegalStateException("broken");
            }
        });
        JobRef known = backend.submit(request("known", 0), "1");
        JobRef memory = backend.submit(request("memory", 0), "2");
        JobRef other = backend.submit(request("other", 0), "3");
        assertThat(await(known).message()).isEqualTo("no such device");
        assertThat(await(memory).message()).contains("out of memory");
        assertThat(await(other).message()).contains("internal error").contains("broken");
        assertThatThrownBy(() -> backend.fetch(other)).hasRootCauseMessage("broken");
    }

    @Test
    void shouldCancelEverythingAndAcceptNothingAfterClose() throws Exception {
        var running = new CountDownLatch(1);
        backend = new Scripted(1, (request, progress) -> {
            running.countDown();
            new CountDownLatch(1).await();
            return EMPTY;
        });
        JobRef job = backend.submit(request("a", 0), "1");
        running.await();
        backend.close();
        assertThat(await(job).state()).isEqualTo(JobStatus.State.CANCELLED);
        assertThatThrownBy(() -> backend.submit(request("b", 0), "2")).hasMessageContaining("closed");
    }
}
