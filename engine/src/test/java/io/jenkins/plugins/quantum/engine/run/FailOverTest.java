package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider.Call;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailOverTest {
    private static final String BELL =
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            qubit[2] q;
            bit[2] c;
            h q[0];
            cx q[0], q[1];
            c = measure q;
            """;

    @TempDir
    private Path folder;

    private final SimulatedTime time = new SimulatedTime();
    private final ModelProvider garnet = device("garnet", "braket/iqm/garnet");
    private final ModelProvider emerald = device("emerald", "braket/iqm/emerald");
    private ModelWorld world;

    private ModelProvider device(String name, String priced) {
        return new ModelProvider(name, time, Repetition.NONE).device(priced).answering(BellShots::perfect);
    }

    @BeforeEach
    void suite() {
        world = new ModelWorld(time, folder).with(garnet).with(emerald).file("bell.qasm", BELL);
        profile("backends: [garnet, emerald], budget: 100 USD, deadline: 4h");
    }

    private void profile(String profile) {
        world.file(
                "quantum.yml",
                """
                version: 1
                profiles:
                  night: {%s}
                backends:
                  garnet: {type: model}
                  emerald: {type: model}
                tests:
                  - name: bell
                    circuit: bell.qasm
                    gates: {fidelity: {min: 0.7}}
                """
                        .formatted(profile));
    }

    private RunResult run() throws InterruptedException {
        return world.run("out", 1, () -> false);
    }

    private static RunResult.TestResult only(RunResult result) {
        assertThat(result.tests()).hasSize(1);
        return result.tests().get(0);
    }

    @Test
    void shouldStayOnTheFirstBackendThatWorks() throws InterruptedException {
        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("garnet");
        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.warnings()).isEmpty();
        assertThat(result.choices())
                .containsExactly(new RunResult.Choice(
                        "bell",
                        "garnet",
                        "it comes first in the list of those that can run it and decide it within the budget",
                        List.of("emerald")));
        assertThat(emerald.calls(Call.SUBMIT) + emerald.calls(Call.AVAILABILITY))
                .isZero();
        assertThat(result.cost().actual()).matches("\\d+\\.\\d+ USD").isNotEqualTo("0 USD");
    }

    @Test
    void shouldMoveTheWholeTestWhenTheDeviceIsOffline() throws InterruptedException {
        garnet.outage(now -> true);

        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("emerald");
        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.warnings())
                .containsExactly(
                        "Test bell moved from garnet to emerald before anything was measured: garnet is offline.");
        assertThat(world.notes()).containsAll(result.warnings());
        assertThat(result.choices())
                .containsExactly(new RunResult.Choice(
                        "bell",
                        "emerald",
                        "the test was moved there from garnet: garnet is offline",
                        List.of("garnet")));
        assertThat(garnet.jobs()).isEmpty();
    }

    @Test
    void shouldMoveWhenSubmissionsFailAgainAndAgain() throws InterruptedException {
        garnet.mishap((call, done) -> {
            if (call == Call.SUBMIT && !done) {
                throw new BackendException("502 Bad Gateway", Kind.TRANSIENT);
            }
        });

        assertThat(only(run()).backend()).isEqualTo("emerald");
        assertThat(garnet.calls(Call.SUBMIT)).isEqualTo(5);
    }

    @Test
    void shouldLeaveALongQueueAndCancelWhatWaitsThere() throws InterruptedException {
        garnet.taking(Duration.ofDays(2), Duration.ofSeconds(5));
        profile("backends: [garnet, emerald], budget: 100 USD, deadline: 4h, queue-deadline: 20m");

        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("emerald");
        assertThat(result.warnings().get(0)).endsWith("nothing of it had begun after 20 minutes.");
        assertThat(garnet.jobs()).isNotEmpty().allMatch(ModelProvider.Job::cancelled);
        assertThat(world.notes()).contains("Job job-1 on garnet was cancelled.");
        assertThat(result.mayBill()).isEmpty();
    }

    @Test
    void shouldLeaveTheQueueOfADeviceThatWentDown() throws InterruptedException {
        Instant down = SimulatedTime.START.plusSeconds(20);
        garnet.taking(Duration.ofMinutes(1), Duration.ofSeconds(5)).outage(now -> now.isAfter(down));

        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("emerald");
        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(result.warnings())
                .containsExactly(
                        "Test bell moved from garnet to emerald before anything was measured: garnet is offline.");
        assertThat(garnet.jobs()).singleElement().satisfies(job -> assertThat(job.cancelled())
                .isTrue());
        assertThat(Duration.between(SimulatedTime.START, time.instant()))
                .as("a look at a device that took a job is five minutes old, and it must be down at three")
                .isLessThan(Duration.ofMinutes(10));
    }

    @Test
    void shouldWaitWhileADeviceWithItsJobIsDownForAMoment() throws InterruptedException {
        Instant down = SimulatedTime.START.plus(Duration.ofMinutes(5));
        garnet.taking(Duration.ofMinutes(20), Duration.ofSeconds(5))
                .outage(now -> now.isAfter(down) && now.isBefore(down.plusSeconds(60)));

        assertThat(only(run()).backend()).isEqualTo("garnet");
        assertThat(emerald.calls(Call.SUBMIT)).isZero();
    }

    @Test
    void shouldFindTheOneDeviceThatIsUpForAFewMinutesOnly() throws InterruptedException {
        Instant up = SimulatedTime.START.plus(Duration.ofMinutes(41));
        garnet.taking(Duration.ofSeconds(40), Duration.ofSeconds(20))
                .outage(now -> now.isBefore(up) || now.isAfter(up.plus(Duration.ofMinutes(4))));
        emerald.outage(now -> true);

        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("garnet");
        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldNotMoveOnceSomethingIsMeasured() throws InterruptedException {
        Instant[] measured = new Instant[1];
        garnet.mishap((call, done) -> {
            if (call == Call.FETCH && done && measured[0] == null) {
                measured[0] = time.instant();
            }
        });
        garnet.taking(Duration.ofSeconds(10), Duration.ofMinutes(30));
        garnet.outage(now -> now.isAfter(SimulatedTime.START.plusSeconds(120)));

        RunResult result = run();

        assertThat(only(result).backend()).isEqualTo("garnet");
        assertThat(emerald.jobs()).isEmpty();
        assertThat(measured[0]).isNotNull();
    }

    @Test
    void shouldComeBackToTheFirstWhenAllAreDownForAWhile() throws InterruptedException {
        emerald.outage(now -> true);
        garnet.outage(now -> now.isBefore(SimulatedTime.START.plus(Duration.ofMinutes(90))));

        RunResult result = run();

        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(only(result).backend()).isEqualTo("garnet");
    }

    @Test
    void shouldHaveNoDataWhenNothingComesBack() throws InterruptedException {
        emerald.outage(now -> true);
        garnet.outage(now -> true);

        RunResult result = run();

        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(time.passed()).isBetween(Duration.ofHours(4), Duration.ofHours(5));
    }

    @Test
    void shouldGiveUpALongQueueWithoutAnotherBackendWhenTheSuiteSaysSo() throws InterruptedException {
        garnet.taking(Duration.ofDays(2), Duration.ofSeconds(5));
        profile("backends: [garnet], budget: 100 USD, deadline: 4h, queue-deadline: 20m");

        RunResult result = run();

        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(only(result).gates().get(0).finding().headline())
                .contains("nothing of it had begun after 20 minutes, and no other backend can take it");
        assertThat(time.passed()).isLessThan(Duration.ofMinutes(30));
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
    }

    @Test
    void shouldNeverFallFromADeviceToASimulator() throws InterruptedException {
        garnet.outage(now -> true);
        profile("backends: [garnet, builtin], budget: 100 USD, deadline: 1h");

        assertThat(only(run()).gates().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldNotMoveToWhatTheBudgetDoesNotCover() throws InterruptedException {
        garnet.outage(now -> true);
        emerald.device("braket/ionq/forte-1");
        profile("backends: [garnet, emerald], budget: 20 USD, deadline: 1h");

        RunResult result = run();

        assertThat(only(result).gates().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(result.warnings()).singleElement().asString().startsWith("emerald cannot take over test bell: ");
        assertThat(emerald.jobs()).isEmpty();
    }

    @Test
    void shouldGoOnWhereTheTestWasMovedToAndEndWhatWasLeft() throws InterruptedException {
        garnet.taking(Duration.ofDays(2), Duration.ofSeconds(5));
        emerald.taking(Duration.ofMinutes(10), Duration.ofSeconds(5));
        profile("backends: [garnet, emerald], budget: 100 USD, deadline: 4h, queue-deadline: 20m");
        garnet.mishap((call, done) -> {
            if (call == Call.CANCEL) {
                throw new Killed();
            }
        });
        assertThatThrownBy(this::run).isInstanceOf(Killed.class);
        garnet.mishap((call, done) -> {});

        RunResult result = world.resume("out");

        assertThat(only(result).backend()).isEqualTo("emerald");
        assertThat(garnet.jobs()).isNotEmpty().allMatch(ModelProvider.Job::cancelled);
        assertThat(emerald.jobs()).extracting(ModelProvider.Job::cancelled).containsOnly(false);
        assertThat(result.warnings()).anyMatch(words -> words.startsWith("Test bell goes on on emerald"));
    }

    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void shouldRefuseToWipeTheTraceOfJobsThatMayBill() {
        garnet.mishap((call, done) -> {
            if (call == Call.STATUS) {
                throw new Killed();
            }
        });
        assertThatThrownBy(this::run).isInstanceOf(Killed.class);
        garnet.mishap((call, done) -> {});

        assertThatThrownBy(this::run)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("was cut off and left 1 job that may bill, the first on garnet at most")
                .hasMessageContaining("qmlops resume");
        assertThat(folder.resolve("out").resolve(RunFolder.JOURNAL)).isRegularFile();
    }

    @Test
    void shouldRunAgainInAFolderWhoseRunWasCancelledInOrder() throws Exception {
        garnet.taking(Duration.ofHours(1), Duration.ofSeconds(5));
        assertThatThrownBy(() -> world.run("out", 1, () -> time.passed().toMinutes() > 5))
                .isInstanceOf(CancellationException.class);
        assertThat(garnet.jobs()).allMatch(ModelProvider.Job::cancelled);
        garnet.taking(Duration.ofSeconds(1), Duration.ofSeconds(5));

        assertThat(only(run()).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        List<String> lines = Files.readAllLines(folder.resolve("out").resolve(RunFolder.JOURNAL));
        assertThat(lines).filteredOn(line -> line.contains("\"started\"")).hasSize(1);
    }
}
