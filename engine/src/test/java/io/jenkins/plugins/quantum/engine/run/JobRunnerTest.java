package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.ScriptedBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobRunnerTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    private Path folder;

    private final ScriptedBackend backend = new ScriptedBackend();
    private final List<String> notes = new ArrayList<>();
    private final AtomicInteger pauses = new AtomicInteger();

    private Job job(String key) {
        var circuit = new Circuit(
                List.of(new Register("q", 0, 1)),
                List.of(new Register("c", 0, 1)),
                List.of(),
                List.of(new Instruction.Measure(0, 0)));
        return new Job(
                key,
                backend,
                new JobRequest(key, circuit, List.of(Map.of(), Map.of()), NoiseModel.none(), 0, 0, 7, false));
    }

    private Map<String, JobRunner.Answer> run(int cancelAfterPauses, Instant deadline, Job... jobs)
            throws InterruptedException {
        try (RunFolder run = RunFolder.open(folder);
                Journal journal = Journal.open(run.file(RunFolder.JOURNAL))) {
            var listener = new RunListener() {
                @Override
                public void note(String message) {
                    notes.add(message);
                }
            };
            return new JobRunner(
                            run,
                            journal,
                            listener,
                            () -> pauses.get() >= cancelAfterPauses,
                            Clock.fixed(NOW, ZoneOffset.UTC),
                            pause -> pauses.incrementAndGet(),
                            deadline)
                    .run(List.of(jobs));
        }
    }

    private Map<String, JobRunner.Answer> run(Job... jobs) throws InterruptedException {
        return run(Integer.MAX_VALUE, NOW.plusSeconds(60), jobs);
    }

    private List<Journal.Entry> journal() {
        return Journal.read(folder.resolve(RunFolder.JOURNAL));
    }

    @Test
    void shouldWriteTheIntentBeforeTheSubmissionAndKeepTheResult() throws InterruptedException {
        backend.through(State.QUEUED, State.RUNNING, State.DONE);

        assertThat(run(job("a")).get("a").result().outcomes()).hasSize(2);

        assertThat(journal())
                .containsExactly(
                        new Journal.Intent("a", "scripted", "a"),
                        new Journal.Submitted("a", "job-a"),
                        new Journal.Ended("a", "DONE", ""));
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
        assertThat(journal()).contains(new Journal.Ended("a", "FAILED", "takes up to 4 qubits"));
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
        backend.through(State.RUNNING);

        assertThatThrownBy(() -> run(2, NOW.plusSeconds(60), job("a"), job("b")))
                .isInstanceOf(CancellationException.class);

        assertThat(backend.cancelled()).containsExactly("job-a", "job-b");
        assertThat(journal()).contains(new Journal.Ended("b", "CANCELLED", ""));
    }

    @Test
    void shouldGiveUpAtTheDeadlineAndCancel() throws InterruptedException {
        backend.through(State.RUNNING);

        var answers = run(Integer.MAX_VALUE, NOW.minusSeconds(1), job("a"));

        assertThat(answers.get("a").failure()).isEqualTo("the deadline passed before it ended");
        assertThat(backend.cancelled()).containsExactly("job-a");
        assertThat(notes).containsExactly("The deadline has passed; what is missing counts as no data.");
    }
}
