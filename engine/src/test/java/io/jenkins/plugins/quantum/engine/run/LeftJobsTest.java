package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run left at a provider when its process died is ended by another process. */
class LeftJobsTest {
    /** Ends a process on the spot, as a kill does: nothing is written any more. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private ModelProvider garnet;
    private ModelWorld world;

    private void world(Repetition repetition) {
        garnet = new ModelProvider("garnet", time, repetition)
                .device("braket/iqm/garnet")
                .answering(BellShots::perfect)
                .taking(Duration.ofHours(1), Duration.ofMinutes(1));
        world = new ModelWorld(time, folder)
                .with(garnet)
                .file(
                        "bell.qasm",
                        """
                        OPENQASM 3.0;
                        include "stdgates.inc";
                        qubit[2] q;
                        bit[2] c;
                        h q[0];
                        cx q[0], q[1];
                        c = measure q;
                        """)
                .file(
                        "quantum.yml",
                        """
                        version: 1
                        profiles:
                          night: {backends: [garnet], budget: 100 USD, deadline: 4h}
                        backends:
                          garnet: {type: model}
                        tests:
                          - name: bell
                            circuit: bell.qasm
                            gates: {fidelity: {min: 0.7}}
                        """);
    }

    /** Runs until a call, in which the process dies; afterwards the provider works again. */
    private void killedIn(Call call, boolean done) {
        garnet.mishap((now, after) -> {
            if (now == call && after == done) {
                throw new Killed();
            }
        });
        assertThatThrownBy(() -> world.run("out", 1, () -> false)).isInstanceOf(Killed.class);
        garnet.mishap((now, after) -> {});
    }

    private static EndedJob only(List<EndedJob> jobs) {
        assertThat(jobs).hasSize(1);
        return jobs.get(0);
    }

    private State stateOfTheOnlyJob() {
        assertThat(garnet.jobs()).hasSize(1);
        return garnet.state(garnet.jobs().get(0));
    }

    @Test
    void shouldCancelAJobThatStillWaits() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);

        EndedJob job = only(world.cancel("out"));

        assertThat(job.ending().how()).isEqualTo(How.CANCELLED);
        assertThat(job.over()).isTrue();
        assertThat(job.words()).isEqualTo("Job job-1 on garnet was cancelled.");
        assertThat(stateOfTheOnlyJob()).isEqualTo(State.CANCELLED);
        assertThat(world.cancel("out")).as("a second time").isEmpty();
    }

    @Test
    void shouldSayThatAJobHadFinishedAndLetAResumeFetchIt() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);
        time.sleep(Duration.ofHours(3));

        EndedJob job = only(world.cancel("out"));

        assertThat(job.ending().how()).isEqualTo(How.FINISHED);
        assertThat(job.over()).isTrue();
        assertThat(job.words())
                .matches("Job job-1 on garnet finished before it could be cancelled: it bills, at most [0-9.]+ USD;"
                        + " 'qmlops resume' fetches its result\\.");
        assertThat(world.resume("out").passed()).isTrue();
        assertThat(garnet.jobs()).hasSize(1);
    }

    @Test
    void shouldSubmitAgainWhatWasCancelledWhenTheRunGoesOn() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);
        world.cancel("out");

        assertThat(world.resume("out").passed()).isTrue();
        assertThat(garnet.jobs()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"TOKEN", "TAG"})
    void shouldFindAndCancelAJobWhoseIdWasNeverWritten(Repetition repetition) throws InterruptedException {
        world(repetition);
        killedIn(Call.SUBMIT, true);

        EndedJob job = only(world.cancel("out"));

        assertThat(job.ending().how()).isEqualTo(How.CANCELLED);
        assertThat(job.ending().id()).isEqualTo("job-1");
        assertThat(stateOfTheOnlyJob()).isEqualTo(State.CANCELLED);
    }

    @Test
    void shouldNotSubmitWhatTheProvidersListDoesNotHave() throws InterruptedException {
        world(Repetition.TAG);
        killedIn(Call.SUBMIT, false);

        EndedJob job = only(world.cancel("out"));

        assertThat(job.words()).isEqualTo("A job on garnet was never submitted.");
        assertThat(garnet.jobs()).isEmpty();
        assertThat(world.cancel("out")).isEmpty();
    }

    @Test
    void shouldSayWhatMayBillWhereNobodyCanKnow() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.SUBMIT, true);

        EndedJob job = only(world.cancel("out"));

        assertThat(job.ending().how()).isEqualTo(How.UNKNOWN);
        assertThat(job.over()).isFalse();
        assertThat(job.words()).matches("A job on garnet may exist and bill, at most [0-9.]+ USD: .*");
    }

    @Test
    void shouldCancelByTheIdAloneWhenTheSuiteHasChanged() throws InterruptedException {
        world(Repetition.TOKEN);
        killedIn(Call.STATUS, false);
        world.file(
                "quantum.yml",
                """
                version: 1
                backends:
                  garnet: {type: model}
                tests:
                  - name: other
                    circuit: bell.qasm
                    gates: {fidelity: {min: 0.9}}
                """);

        assertThat(only(world.cancel("out")).ending().how()).isEqualTo(How.CANCELLED);
        assertThat(stateOfTheOnlyJob()).isEqualTo(State.CANCELLED);
    }

    @Test
    void shouldNameTheTokenWhenWhatWasSubmittedCannotBeReadAnyMore() throws Exception {
        world(Repetition.TAG);
        killedIn(Call.SUBMIT, true);
        Files.delete(folder.resolve("bell.qasm"));

        EndedJob job = only(world.cancel("out"));

        assertThat(job.over()).isFalse();
        assertThat(job.words()).contains("token-1-0");
        assertThat(world.notes()).anyMatch(note -> note.contains("bell.qasm"));
    }

    @Test
    void shouldLeaveJobsAloneWhoseBackendIsAnotherDeviceNow() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);
        garnet.device("braket/iqm/emerald");

        EndedJob job = only(world.cancel("out"));

        assertThat(job.over()).isFalse();
        assertThat(job.words())
                .contains("job-1")
                .contains("'garnet' is another device now, braket/iqm/emerald, and was braket/iqm/garnet");
        assertThat(stateOfTheOnlyJob()).isEqualTo(State.QUEUED);
    }

    @Test
    void shouldSayThatAJobMayStillRunWhenTheProviderDoesNotAnswer() throws InterruptedException {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);
        garnet.mishap((call, done) -> {
            throw new BackendException("502 Bad Gateway", Kind.TRANSIENT);
        });

        EndedJob job = only(world.cancel("out"));

        assertThat(job.ending().how()).isEqualTo(How.OPEN);
        assertThat(job.words()).startsWith("Job job-1 on garnet may still run and bill, at most ");
    }

    @Test
    void shouldGoOnWithoutTheSuiteAndSaySo() throws Exception {
        world(Repetition.NONE);
        killedIn(Call.STATUS, false);
        Files.delete(folder.resolve("quantum.yml"));

        EndedJob job = only(world.cancel("out"));

        assertThat(job.over()).isFalse();
        assertThat(job.words()).contains("expected a configured backend, found 'garnet'");
        assertThat(world.notes()).anyMatch(note -> note.startsWith("The suite cannot be read"));
    }

    @Test
    void shouldFindNothingInAFinishedRun() throws InterruptedException {
        world(Repetition.NONE);
        world.run("out", 1, () -> false);

        assertThat(world.cancel("out")).isEmpty();
    }

    @Test
    void shouldRefuseAFolderWithoutARun() {
        world(Repetition.NONE);

        assertThatThrownBy(() -> world.cancel("elsewhere"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no journal in it");
    }
}
