package io.jenkins.plugins.quantum.engine.gate.svmaccuracy;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernels;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvmAccuracyGateTest {
    private final SvmAccuracyGate gate = new SvmAccuracyGate();

    private static Bench bench(List<String> labels) {
        return Bench.of("svm-accuracy", Kernels.workload(labels));
    }

    private Judgement.Decided exact(Bench bench, SymmetricMatrix.Entry kernel) {
        GateContext context = bench.context();
        return Bench.decided(gate.judge(context, Kernels.exact(gate, context, kernel)));
    }

    @Test
    void shouldPassAKernelWhoseBlocksAreTheClasses() {
        Judgement.Decided pass =
                exact(bench(Kernels.labels(40)).with("min", .9).with("train", 30), Kernels.blocks(.8, .2));

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isEqualTo(1);
        assertThat(pass.finding().headline()).contains("1.00 of 10 held-out points");
    }

    @Test
    void shouldFailAKernelThatMixesTheClassesAndNameThePoints() {
        // alike by the halves of the file, which cut across the classes
        Judgement.Decided fail =
                exact(bench(Kernels.labels(40)).with("min", .8), (i, j) -> i == j ? 1 : i / 20 == j / 20 ? .9 : .1);

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().details()).anyMatch(d -> d.startsWith("Wrong: points "));
    }

    @Test
    void shouldHoldOutEachClassInItsShare() {
        List<String> labels = new ArrayList<>(Collections.nCopies(30, "a"));
        labels.addAll(Collections.nCopies(10, "b"));
        HeldOut split = HeldOut.of(labels, 20, 42);

        assertThat(split.train()).hasSize(20).filteredOn(p -> p >= 30).hasSize(5);
        assertThat(split.test()).hasSize(20).doesNotContainAnyElementsOf(split.train());
        assertThat(HeldOut.of(labels, 20, 42)).isEqualTo(split);
        assertThat(HeldOut.of(labels, 20, 43)).isNotEqualTo(split);
    }

    @Test
    void shouldDecideThreeClasses() {
        var labels = new ArrayList<String>();
        for (int i = 0; i < 30; i++) {
            labels.add(List.of("a", "b", "c").get(i % 3));
        }
        Judgement.Decided pass = exact(bench(labels).with("min", .9), (i, j) -> i == j ? 1 : i % 3 == j % 3 ? .7 : .1);

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldLetTheHeldOutPointsStandForOthersWhereShotsDecide() {
        Bench shots = bench(Kernels.labels(120))
                .with("train", 20)
                .with("min", .8)
                .with("margin", .19)
                .withShots(1);
        GateContext context = shots.context();
        Judgement.Decided pass = Bench.decided(
                gate.judge(context, Kernels.sampled(gate, context, Kernels.blocks(.8, .2), Seed.generator(1))));

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().lower()).isBetween(.9, 1.0);

        Judgement.Decided fail = Bench.decided(gate.judge(
                context,
                Kernels.sampled(gate, context, (i, j) -> i == j ? 1 : i / 60 == j / 60 ? .9 : .1, Seed.generator(1))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);

        Proposal.Refused few =
                Bench.refused(gate.propose(shots.with("train", 100).context()));
        assertThat(few.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(few.reason()).contains("held-out points, there are 20");
        assertThat(Bench.refused(gate.propose(shots.with("min", .95).context())).reason())
                .contains("above 1");
    }

    @Test
    void shouldRefuseWhatCannotBeJudged() {
        Bench bench = bench(Kernels.labels(10)).with("min", .8);
        assertThat(Bench.refused(gate.propose(bench.with("train", 10).context()))
                        .reason())
                .contains("leaves none to judge by");
        assertThat(Bench.refused(gate.propose(bench.with("min", .3).context())).reason())
                .contains("always answering the most frequent class");
        assertThat(Bench.refused(gate.propose(bench(List.of("a", "a", "a", "a"))
                                .with("min", .8)
                                .context()))
                        .reason())
                .contains("have the label 'a'");
        var rare = new ArrayList<>(Collections.nCopies(9, "a"));
        rare.add("b");
        assertThat(Bench.refused(gate.propose(
                                bench(rare).with("min", .95).with("train", 2).context()))
                        .reason())
                .contains("a class has none");
        assertThat(Bench.refused(gate.propose(bench.with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
    }

    @Test
    void shouldSayWhichShareOfTheHeldOutPointsIsRight() {
        // two points of the other class in each block: ten are held out, and the machine follows the blocks
        List<String> labels = new ArrayList<>(Kernels.labels(40));
        HeldOut split = HeldOut.of(labels, 30, 42);
        int odd = split.test().get(0);
        Finding finding = exact(
                        bench(labels).with("min", .8).with("train", 30),
                        (i, j) -> i == j ? 1 : (i == odd ? i + 1 : i) % 2 == (j == odd ? j + 1 : j) % 2 ? .8 : .2)
                .finding();

        assertThat(finding.headline())
                .isEqualTo("A support vector machine on this kernel classifies 0.90 of 10 held-out points rightly; the"
                        + " line is 0.80.");
        assertThat(finding.value()).isCloseTo(.9, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(split.train()).isSorted();
        assertThat(split.test()).isSorted();
    }

    @Test
    void shouldNameLineAndMarginWhereNoKernelIsThatGood() {
        assertThat(Bench.refused(gate.propose(bench(Kernels.labels(120))
                                .with("train", 20)
                                .with("min", .95)
                                .with("margin", .19)
                                .withShots(1)
                                .context()))
                        .reason())
                .isEqualTo("a healthy kernel would have an accuracy above 1: the line 0.95 plus the margin 0.19");
    }
}
