package io.jenkins.plugins.quantum.engine.gate.kernelalignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernels;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelAlignmentGateTest {
    private final KernelAlignmentGate gate = new KernelAlignmentGate();

    private static Bench bench(List<String> labels) {
        return Bench.of("kernel-alignment", Kernels.workload(labels));
    }

    private Judgement.Decided exact(Bench bench, SymmetricMatrix.Entry kernel) {
        GateContext context = bench.context();
        return Bench.decided(gate.judge(context, Kernels.exact(gate, context, kernel)));
    }

    @Test
    void shouldComputeTheFrobeniusProduct() {
        // 4 points: 4 ones, 4 entries of .8 with +1, 8 of .2 with -1
        double expected = (4 + 4 * .8 - 8 * .2) / (4 * Math.sqrt(4 + 4 * .64 + 8 * .04));

        Judgement.Decided pass = exact(bench(Kernels.labels(4)).with("min", .52), Kernels.blocks(.8, .2));

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(expected, within(1e-12));
        assertThat(pass.finding().confidence()).isEqualTo(1);
        Judgement.Decided fail = exact(bench(Kernels.labels(4)).with("min", .55), Kernels.blocks(.8, .2));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().line()).isEqualTo(.55);
    }

    @Test
    void shouldLeaveOutOnePointAfterAnother() {
        List<String> labels = List.of("a", "a", "b", "b", "b");
        SymmetricMatrix kernel = SymmetricMatrix.of(5, (i, j) -> 1.0 / (1 + Math.abs(i - j)));
        var zero = SymmetricMatrix.of(5, (i, j) -> 0);
        double without = new Alignment(labels, kernel, zero).without(1);

        int[] left = {0, 2, 3, 4};
        SymmetricMatrix smaller = SymmetricMatrix.of(4, (i, j) -> kernel.get(left[i], left[j]));
        double expected =
                new Alignment(List.of("a", "b", "b", "b"), smaller, SymmetricMatrix.of(4, (i, j) -> 0)).value();
        assertThat(without).isCloseTo(expected, within(1e-12));
    }

    @Test
    void shouldTreatThreeClassesAlike() {
        List<String> labels = List.of("a", "b", "c", "a", "b", "c");
        Judgement.Decided perfect =
                exact(bench(labels).with("min", .6), (i, j) -> labels.get(i).equals(labels.get(j)) ? 1 : 0);

        // T has -1/2 between classes: <K,T> = 12, |K|² = 12, |T|² = 12 + 24/4
        assertThat(perfect.finding().value()).isCloseTo(12 / Math.sqrt(12.0 * 18), within(1e-12));
    }

    @Test
    void shouldTakeItsLineFromTheBaseline() {
        Bench bench = bench(Kernels.labels(6)).with("min", "baseline").withBaseline(.6, .01, 10);
        Judgement.Decided decided = exact(bench, Kernels.blocks(.8, .1));

        assertThat(decided.finding().line()).isCloseTo(.6 - .02 - .05, within(1e-12));
        assertThat(Bench.refused(gate.propose(
                                bench(Kernels.labels(6)).with("min", "baseline").context()))
                        .alternative())
                .contains("qmlops baseline");
    }

    @Test
    void shouldDecideFromShotsAtTheLineAndBeyond() {
        int passes = 0;
        int reds = 0;
        double value = exact(bench(Kernels.labels(12)).with("min", .5), Kernels.blocks(.5, .2))
                .finding()
                .value();
        for (int seed = 0; seed < 100; seed++) {
            GateContext line = bench(Kernels.labels(12))
                    .withShots(1)
                    .with("shots", 100)
                    .with("margin", .03)
                    .with("min", value)
                    .context();
            Evidence evidence = Kernels.sampled(gate, line, Kernels.blocks(.5, .2), Seed.generator(seed));
            passes += Bench.decided(gate.judge(line, evidence)).verdict() == Verdict.PASS ? 1 : 0;
            GateContext healthy = bench(Kernels.labels(12))
                    .withShots(1)
                    .with("shots", 100)
                    .with("margin", .03)
                    .with("min", value - .03)
                    .context();
            reds += Bench.decided(gate.judge(healthy, evidence)).verdict() == Verdict.FAIL ? 1 : 0;
        }
        assertThat(passes / 100.0).isLessThan(.05 + 3 * Math.sqrt(.05 * .95 / 100));
        assertThat(reds).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldDrawMoreNoiseNearTheLine() {
        GateContext context =
                bench(Kernels.labels(4)).with("min", .5262).withNoise().context();
        Evidence evidence = Kernels.evidence(gate, context, (i, j) -> {
            double value = Kernels.blocks(.8, .2).at(i, j) * .9;
            return Outcome.averaged(
                    Kernels.outcome(value).distribution(),
                    List.of(
                            Kernels.outcome(value - .09).distribution(),
                            Kernels.outcome(value + .09).distribution()));
        });
        Evidence ideal = new Evidence(evidence.batches().stream()
                .map(batch -> batch.need().scale() == 0
                        ? new Evidence.Batch(
                                batch.need(),
                                List.of(batch.outcomes().get(0).stream()
                                        .map(o -> Kernels.outcome(
                                                Math.min(1, o.distribution().of("0") / .9)))
                                        .toList()))
                        : batch)
                .toList());

        Judgement.More more = Bench.more(gate.judge(context, ideal));

        assertThat(more.needs().get(0).trajectories())
                .isEqualTo(4 * ideal.batches().get(1).need().trajectories());
    }

    @Test
    void shouldRefuseWhatShowsNothing() {
        assertThat(Bench.refused(gate.propose(
                                bench(Kernels.labels(4)).with("min", .5).context()))
                        .reason())
                .contains("a kernel that knows nothing of the points reaches 0.50");
        assertThat(Bench.refused(gate.propose(
                                bench(List.of("a", "a", "a")).with("min", .9).context()))
                        .alternative())
                .contains("shuffle the file");
    }

    @Test
    void shouldTakeWhatErrorsOfTheEntriesAddOffTheNorm() {
        SymmetricMatrix kernel = SymmetricMatrix.of(2, (i, j) -> i == j ? 1 : .5);
        SymmetricMatrix variances = SymmetricMatrix.of(2, (i, j) -> .04);

        // <K,T> = 1 + 1 - .5 - .5, |K|^2 = 2 (1 - .04) + 2 (.25 - .04), |T|^2 = 4
        assertThat(new Alignment(List.of("a", "b"), kernel, variances).value())
                .isCloseTo(1 / Math.sqrt(2.34 * 4), within(1e-12));
    }

    @Test
    void shouldPutItsIntervalAroundTheValueAndNameItsLine() {
        GateContext context = bench(Kernels.labels(6))
                .withShots(1)
                .with("min", "baseline")
                .withBaseline(.6, .01, 10)
                .context();
        Finding finding = Bench.decided(
                        gate.judge(context, Kernels.sampled(gate, context, Kernels.blocks(.8, .1), Seed.generator(1))))
                .finding();

        assertThat(finding.lower()).isLessThan(finding.value());
        assertThat(finding.upper() - finding.value()).isCloseTo(finding.value() - finding.lower(), within(1e-12));
        assertThat(finding.confidence()).isEqualTo(.95);
        assertThat(finding.details())
                .contains("Line: baseline of 10 runs: mean 0.60, less 2 x 0.01 between runs, less margin 0.05.");
        assertThat(exact(bench(Kernels.labels(4)).with("min", .52), Kernels.blocks(.8, .2))
                        .finding()
                        .details())
                .noneMatch(d -> d.startsWith("Line"));
    }
}
