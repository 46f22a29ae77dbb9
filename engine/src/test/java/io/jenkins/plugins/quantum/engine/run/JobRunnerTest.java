package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.testkit.ScriptedBackend;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on a simulator of this machine; those of services are in the tests on {@link ServiceJobs}. */
class JobRunnerTest {
    private static final String NOW = SimulatedTime.START.toString();

    @TempDir
    private Path folder;

    private final ScriptedBackend backend = new ScriptedBackend();
    private final SimulatedTime time = new SimulatedTime();

    private Job job(String key) {
        return TinyJobs.of(key, backend, 2, 0);
    }

    private Process process() {
        return new Process(folder, time, 1);
    }

    private Map<String, JobRunner.Answer> run(Job... jobs) throws InterruptedException {
        return process().run(jobs);
    }

    private List<Journal.Entry> journal() {
        return Process.journal(folder);
    }

    @Test
    void shouldWriteTheIntentBeforeTheSubmissionAndKeepTheResult() throws InterruptedException {
        backend.through(State.QUEUED, State.RUNNING, State.DONE);

        assertThat(run(job("a")).get("a").result().outcomes()).hasSize(2);

        assertThat(journal())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("at")
                .containsExactly(
                        new Journal.Intent("a", "scripted", "a", "scripted", 0, "0 USD", NOW),
                        new Journal.Submitted("a", "job-a", Map.of(), NOW),
                        new Journal.Ended("a", "DONE", "", NOW));
        assertThat(folder.resolve("evidence/a.json")).isRegularFile();
    }

    @Test
    void shouldNotRunAgainWhatIsKept() throws InterruptedException {
        backend.through(State.DONE);
        var first = run(job("a"));

        var second = run(job("a"), job("b"));

        assertThat(second.get("a")).isEqualTo(first.get("a"));
        assertThat(journal().stream().filter(Journal.Intent.class::isInstance)).hasSize(2);
    }

    @Test
    void shouldRunAgainWhatWasCutOff() throws Exception {
        backend.through(State.DONE);
        run(job("a"));
        Files.writeString(folder.resolve("evidence/a.json"), "{\"outcomes\":[{\"distri");

        assertThat(run(job("a")).get("a").result().outcomes()).hasSize(2);
    }

    @Test
    void shouldAnswerARefusedSubmissionWithItsReason() throws InterruptedException {
        backend.refusing("takes up to 4 qubits").through(State.DONE);

        assertThat(run(job("a")).get("a").failure()).isEqualTo("takes up to 4 qubits");
        assertThat(journal()).contains(new Journal.Ended("a", "FAILED", "takes up to 4 qubits", NOW));
    }

    @Test
    void shouldAnswerAFailedJobWithTheBackendsWords() throws InterruptedException {
        backend.saying("the process ended").through(State.FAILED);

        assertThat(run(job("a")).get("a").failure()).isEqualTo("the process ended");
    }

    @Test
    void shouldNameTheStateOfALostJob() throws InterruptedException {
        backend.through(State.RUNNING, State.LOST);

        assertThat(run(job("a")).get("a").failure()).isEqualTo("the job ended as LOST on scripted");
    }

    @Test
    void shouldNotTakePartOfTheResultsForAll() throws InterruptedException {
        backend.withholding(1).through(State.DONE);

        assertThat(run(job("a")).get("a").failure()).isEqualTo("scripted returned 1 results for 2 runs");
        assertThat(folder.resolve("evidence/a.json")).doesNotExist();
    }

    @Test
    void shouldCancelOpenJobsWhenTheRunIsCancelled() {
        backend.through(State.RUNNING, State.RUNNING, State.CANCELLED);
        var running = process().cancelledWhen(() -> time.passed().toMillis() >= 2);

        assertThatThrownBy(() -> running.run(job("a"), job("b"))).isInstanceOf(CancellationException.class);

        assertThat(backend.cancelled()).containsExactly("job-a", "job-b");
        assertThat(journal())
                .filteredOn(Journal.Ended.class::isInstance)
                .extracting(entry -> ((Journal.Ended) entry).state())
                .containsExactly("CANCELLED", "CANCELLED");
        assertThat(running.notes()).as("what is free is not worth a line").isEmpty();
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndCancel() throws InterruptedException {
        backend.through(State.RUNNING);
        var running = process().deadline(Duration.ofSeconds(1));

        var answers = running.run(job("a"));

        assertThat(answers.get("a").failure()).isEqualTo("the deadline passed before it ended");
        assertThat(backend.cancelled()).containsExactly("job-a");
        assertThat(running.notes()).containsExactly("The deadline has passed; what is missing counts as no data.");
    }
}
