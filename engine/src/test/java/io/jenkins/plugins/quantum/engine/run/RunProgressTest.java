package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.gate.Odds;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.testkit.BellShots;
import io.jenkins.plugins.quantum.engine.testkit.ModelProvider;
import io.jenkins.plugins.quantum.engine.testkit.ModelWorld;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedTime;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunProgressTest {
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
    private final ModelProvider garnet = new ModelProvider("garnet", time, Repetition.NONE).device("braket/iqm/garnet");
    private final List<RunProgress> told = new ArrayList<>();
    private ModelWorld world;

    @BeforeEach
    void suite() {
        garnet.answering(BellShots::perfect).taking(Duration.ofMinutes(10), Duration.ofMinutes(10));
        world = new ModelWorld(time, folder)
                .with(garnet)
                .listening(new RunListener() {
                    @Override
                    public void progress(RunProgress progress) {
                        told.add(progress);
                    }
                })
                .file("bell.qasm", BELL);
        suite("fidelity: {min: 0.7}");
    }

    private void suite(String gates) {
        world.file(
                "quantum.yml",
                """
                version: 1
                profiles: {night: {backends: [garnet], budget: 100 USD, deadline: 4h}}
                backends: {garnet: {type: model}}
                tests:
                  - {name: bell, circuit: bell.qasm, gates: {%s}}
                """
                        .formatted(gates));
    }

    private RunProgress last() {
        return told.get(told.size() - 1);
    }

    private static RunProgress.Backend on(RunProgress progress, String backend) {
        return progress.backends().stream()
                .filter(line -> line.name().equals(backend))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTellWhatThePlanHoldsBeforeAnythingIsSubmitted() throws InterruptedException {
        world.run("out", 1, () -> false);

        RunProgress planned = told.stream()
                .filter(progress -> !progress.profile().isEmpty())
                .findFirst()
                .orElseThrow();
        assertThat(planned.suite()).isEqualTo("quantum.yml");
        assertThat(planned.profile()).isEqualTo("night");
        assertThat(planned.tests()).isEqualTo(1);
        assertThat(planned.allGates()).isEqualTo(1);
        assertThat(planned.decided()).isZero();
        assertThat(planned.gates().get(0).verdict()).isNull();
        assertThat(planned.gates().get(0).value()).isNaN();
        assertThat(planned.cost().limit()).isEqualTo("100.00 USD");
        assertThat(planned.cost().spent()).isEqualTo("0 USD");
    }

    @Test
    void shouldFollowJobsThroughTheQueueToMoneyAndEvidence() throws InterruptedException {
        RunResult result = world.run("out", 1, () -> false);

        List<RunProgress> atWork = told.stream()
                .filter(progress -> progress.backends().stream()
                        .anyMatch(line -> line.name().equals("garnet")))
                .toList();
        assertThat(atWork).anySatisfy(progress -> {
            assertThat(on(progress, "garnet").queued()).isEqualTo(1);
            assertThat(on(progress, "garnet").busy()).isTrue();
            assertThat(progress.cost().underWay()).matches("\\d+\\.\\d+ USD");
            assertThat(progress.line()).startsWith("garnet: 0 %, 1 queued, 0 running, 0 done");
        });
        assertThat(atWork)
                .anySatisfy(
                        progress -> assertThat(on(progress, "garnet").running()).isEqualTo(1));
        RunProgress.Backend garnetAtLast = on(last(), "garnet");
        assertThat(garnetAtLast.busy()).isFalse();
        assertThat(garnetAtLast.done()).isEqualTo(garnet.jobs().size());
        assertThat(garnetAtLast.failed()).isZero();
        assertThat(garnetAtLast.shots()).isEqualTo(result.cost().shots());
        assertThat(garnetAtLast.spent()).isEqualTo(result.cost().actual());
        assertThat(last().cost().spent()).isEqualTo(result.cost().actual());
        assertThat(last().cost().underWay()).isEmpty();
        assertThat(last().cost().share()).isBetween(0.0001, 0.5);
        assertThat(last().line()).isEmpty();
        RunProgress.Gate gate = last().gates().get(0);
        assertThat(gate.verdict()).isEqualTo(Verdict.PASS);
        assertThat(gate.lower()).isLessThanOrEqualTo(gate.value());
        assertThat(gate.upper()).isGreaterThanOrEqualTo(gate.value());
        assertThat(gate.line()).isEqualTo(0.7);
        assertThat(gate.odds().pass()).isGreaterThanOrEqualTo(gate.odds().passAt());
        assertThat(last().decided()).isEqualTo(1);
    }

    @Test
    void shouldMeasureHowLongJobsWaited() throws InterruptedException {
        world.run("out", 1, () -> false);

        QueueTimes waits = on(last(), "garnet").waits();
        assertThat(waits.jobs()).isEqualTo(garnet.jobs().size());
        assertThat(waits.mean()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(12));
        assertThat(waits.counts().get(4)).isEqualTo(waits.jobs()); // up to 900 s
    }

    @Test
    void shouldCountWhatFailed() throws InterruptedException {
        garnet.answering(request -> List.of());

        RunResult result = world.run("out", 1, () -> false);

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(on(last(), "garnet").failed()).isPositive();
        assertThat(on(last(), "garnet").done()).isZero();
        assertThat(last().gates().get(0).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldCountWhatAnEarlierProcessBrought() throws InterruptedException {
        world.run("out", 1, () -> false);
        RunProgress before = last();
        told.clear();

        world.resume("out");

        assertThat(last().cost().spent()).isEqualTo(before.cost().spent());
        assertThat(last().shots()).isEqualTo(before.shots());
    }

    @Test
    void shouldStaySmallHoweverManyGatesThereAre() throws InterruptedException {
        String tests = IntStream.range(0, 80)
                .mapToObj(i -> "  - {name: t%02d, circuit: bell.qasm, gates: {resources: {two-qubit: %d}}}\n"
                        .formatted(i, i < 70 ? 1 : 0))
                .reduce("", String::concat);
        world.file("quantum.yml", "version: 1\ntests:\n" + tests);

        world.run("out", 1, () -> false);

        assertThat(last().gates()).hasSize(RunProgress.MOST_GATES);
        assertThat(last().allGates()).isEqualTo(80);
        assertThat(last().decided()).isEqualTo(80);
        assertThat(last().verdicts()).containsOnly(Map.entry(Verdict.PASS, 70), Map.entry(Verdict.FAIL, 10));
        assertThat(last().gates().stream().filter(gate -> gate.verdict() == Verdict.FAIL))
                .hasSize(10);
        assertThat(last().gates()).extracting(RunProgress.Gate::test).isSorted();
    }

    @Test
    void shouldTravelBetweenProcesses() throws Exception {
        world.run("out", 1, () -> false);
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(last());
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(last());
        }
        assertThat(RunJson.MAPPER.readValue(RunJson.MAPPER.writeValueAsString(last()), RunProgress.class))
                .isEqualTo(last());
    }

    @Test
    void shouldGuessTheWaitFromHowTheQueueMoved() {
        var outlook = new QueueOutlook();
        outlook.seen(20, time.instant());
        assertThat(outlook.expectedSeconds()).isEqualTo(-1);
        time.sleep(Duration.ofSeconds(100));
        outlook.seen(15, time.instant());
        assertThat(outlook.expectedSeconds()).isEqualTo(300);
        outlook.seen(15, time.instant());
        assertThat(outlook.expectedSeconds()).isEqualTo(300);
        outlook.seen(0, time.instant());
        assertThat(outlook.expectedSeconds()).isZero();
        outlook.seen(30, time.instant());
        assertThat(outlook.expectedSeconds()).isEqualTo(-1);
    }

    @Test
    void shouldSayInALineWhatWaitsHowLongAndWhatItCost() {
        var garnetLine = new RunProgress.Backend(
                "garnet", "braket", "d", false, 3, 1, 5, 1, 0.55, 7, 720, 5000, "1.20 USD", QueueTimes.none());
        var progress = new RunProgress(
                "quantum.yml",
                "night",
                1,
                List.of(),
                4,
                2,
                Map.of(Verdict.PASS, 2),
                List.of(garnetLine),
                5000,
                new RunProgress.Cost("25.00 USD", "20.00 USD", "1.20 USD", "", 0.048));

        assertThat(progress.line())
                .isEqualTo("garnet: 55 %, 3 queued, 1 running, 5 done, 1 failed, 7 before them, about 12 min to wait;"
                        + " 2 of 4 gates decided; spent 1.20 USD of 25.00 USD");
        assertThat(progress.withoutMoney().toString()).doesNotContain("USD");
        assertThat(progress.withoutMoney().line()).endsWith("2 of 4 gates decided");
    }

    @Test
    void shouldRefuseAHistogramOfOtherClasses() {
        assertThatThrownBy(() -> new QueueTimes(List.of(1L), 1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(QueueTimes.none().plus(Duration.ofDays(30)).counts().get(10)).isEqualTo(1);
        assertThat(QueueTimes.none().mean()).isZero();
    }

    @Test
    void shouldBoundOdds() {
        assertThat(Odds.ofLogs(-3, 5, 1000, 3).againstHealthy()).isEqualTo(1);
        assertThat(Odds.ofLogs(-3, 5, 1000, 3).againstBad()).isEqualTo(1e9);
    }

    @Test
    void shouldSumBothPartsOfARunAndTakeTheMoneyOfThePaidOne() throws InterruptedException {
        world.run("out", 1, () -> false);
        RunProgress paid = last();
        var free = new RunProgress(
                "quantum.yml",
                "night",
                2,
                many(RunProgress.MOST_GATES),
                3,
                5,
                Map.of(Verdict.FAIL, 1, Verdict.PASS, 4),
                List.of(),
                700,
                new RunProgress.Cost("100.00 USD", "0 USD", "0 USD", "", 0));

        RunProgress both = free.plus(paid);

        assertThat(both.tests()).isEqualTo(3);
        assertThat(both.allGates()).isEqualTo(RunProgress.MOST_GATES + 4);
        assertThat(both.gates()).hasSize(RunProgress.MOST_GATES);
        assertThat(both.gates().get(0).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(both.decided()).isEqualTo(5 + paid.decided());
        assertThat(both.verdicts()).containsEntry(Verdict.FAIL, 1).containsEntry(Verdict.PASS, 5);
        assertThat(both.shots()).isEqualTo(700 + paid.shots());
        assertThat(both.cost()).isEqualTo(paid.cost());
        assertThat(both.backends()).isEqualTo(paid.backends());
    }

    /** The last one failed, all others passed. */
    private static List<RunProgress.Gate> many(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> new RunProgress.Gate(
                        "t" + i,
                        "fidelity",
                        "builtin",
                        1,
                        i == number ? Verdict.FAIL : Verdict.PASS,
                        "",
                        1,
                        1,
                        1,
                        0,
                        10,
                        null))
                .toList();
    }
}
