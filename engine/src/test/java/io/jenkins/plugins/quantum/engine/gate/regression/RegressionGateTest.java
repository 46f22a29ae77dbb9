package io.jenkins.plugins.quantum.engine.gate.regression;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionGateTest {
    private static final List<String> LABELS = List.of("setosa", "versicolor", "setosa", "versicolor");

    private final RegressionGate gate = new RegressionGate();
    private final Workload model = Bench.model(LABELS, 25);
    private final Workload recorded = model.since(List.of(new Workload.Task(
            "then", model.tasks().get(0).program(), model.tasks().get(0).bindings())));
    private final Bench bench = Bench.of("regression", recorded);
    private final Probe then = new Probe("as recorded", recorded.recorded());

    @Test
    void shouldCompareBothOnTheSamePoints() {
        Need today = Need.exact(0, 0);
        Judgement.Decided fail = decided(gate.judge(
                bench.context(),
                evidence(
                        batch(today, bit(.1), bit(.5), bit(.1), bit(.9)),
                        batch(today.of(then), bit(.1), bit(.9), bit(.1), bit(.9)))));
        Judgement.Decided pass = decided(gate.judge(
                bench.context(),
                evidence(
                        batch(today, bit(.1), bit(.88), bit(.1), bit(.9)),
                        batch(today.of(then), bit(.1), bit(.9), bit(.1), bit(.9)))));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .matches(
                        "Accuracy is 0\\.\\d+, of the recorded model \\d\\.\\d+ on the same points: a loss of 0\\.\\d+,"
                                + " at most 0\\.05 is accepted\\.");
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().figures()).containsKeys("accuracy", "accuracy.recorded", "accuracy.change");
    }

    @Test
    void shouldMeasureBothInEveryLook() {
        List<Need> needs = accepted(gate.propose(bench.onHardware(3).context())).needs();

        assertThat(needs).hasSize(2);
        assertThat(needs.get(1)).isEqualTo(needs.get(0).of(then));
        assertThat(accepted(gate.propose(bench.context())).needs())
                .containsExactly(Need.exact(0, 0), Need.exact(0, 0).of(then));
    }

    @Test
    void shouldAskForMoreWhenOnlyOneOfTheTwoWasMeasured() {
        Need look =
                accepted(gate.propose(bench.onHardware(3).context())).needs().get(0);
        var random = io.jenkins.plugins.quantum.engine.stats.Seed.generator(7);

        Judgement judgement = gate.judge(
                bench.onHardware(3).context(),
                evidence(Bench.sampled(look, List.of(List.of(bit(.1), bit(.9), bit(.1), bit(.9))), random)));

        assertThat(judgement).isInstanceOf(Judgement.More.class);
    }

    @Test
    void shouldRefuseNonsense() {
        Workload other = Bench.model(List.of("setosa", "versicolor"), 25).since(recorded.recorded());

        assertThat(refused(gate.propose(Bench.of("regression", model).context()))
                        .alternative())
                .contains("qmlops baseline");
        assertThat(refused(gate.propose(Bench.of("regression", other).context()))
                        .reason())
                .contains("4 points", "2 points");
        assertThat(refused(gate.propose(
                                bench.with("max", 0.02).with("margin", 0.03).context()))
                        .reason())
                .contains("better than the recorded one");
        assertThat(refused(gate.propose(
                                Bench.of("regression", Bench.model(LABELS, 0).since(recorded.recorded()))
                                        .onHardware(3)
                                        .context()))
                        .reason())
                .contains("infinitely many shots");
        assertThat(refused(gate.propose(bench.onHardware(3).withShotLimit(100).context()))
                        .reason())
                .contains("cannot decide");
    }

    @Test
    void shouldNotDecideWithoutTheRecordedRun() {
        assertThat(decided(gate.judge(
                                bench.context(), evidence(batch(Need.exact(0, 0), bit(.1), bit(.9), bit(.1), bit(.9)))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }
}
