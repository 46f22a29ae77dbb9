package io.jenkins.plugins.quantum.engine.gate.kernelpsd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernels;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelPsdGateTest {
    private final KernelPsdGate gate = new KernelPsdGate();

    private static Bench bench(int points) {
        return Bench.of("kernel-psd", Kernels.workload(Kernels.labels(points)));
    }

    private Judgement.Decided exact(Bench bench, SymmetricMatrix.Entry kernel) {
        GateContext context = bench.context();
        return Bench.decided(gate.judge(context, Kernels.exact(gate, context, kernel)));
    }

    @Test
    void shouldPassAKernelAndDrawIt() {
        Judgement.Decided pass = exact(bench(6), Kernels.blocks(.8, .1));

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(.2, within(1e-9));
        assertThat(pass.finding().confidence()).isEqualTo(.99);
        assertThat(pass.finding().plots()).hasSize(2);
        var heat = (Plot.Heat) pass.finding().plots().get(1);
        assertThat(heat.columns()).containsExactly("a 1", "a 3", "a 5", "b 2", "b 4", "b 6");
        assertThat(heat.rows()).startsWith("b 6");
        assertThat(heat.values().get(0)).containsExactly(.1, .1, .1, .8, .8, 1.0);
    }

    @Test
    void shouldFailWhatHasANegativeEigenvalue() {
        // 1 is like 2 and 2 like 3, but 1 is nothing like 3
        Judgement.Decided fail = exact(bench(3), (i, j) -> i == j ? 1 : Math.abs(j - i) == 1 ? .9 : 0);

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().value()).isCloseTo(1 - .9 * Math.sqrt(2), within(1e-9));
        assertThat(fail.finding().headline()).startsWith("This is no kernel: its smallest eigenvalue is -0.27");
    }

    @Test
    void shouldFailWhatDependsOnTheOrderOfAPair() {
        GateContext context = bench(4).context();
        Evidence evidence =
                Kernels.evidence(gate, context, (i, j) -> Kernels.outcome(i == j ? 1 : i == 3 && j == 1 ? .31 : .3));

        Judgement.Decided fail = Bench.decided(gate.judge(context, evidence));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).contains("points 2 and 4 the two orders differ by 0.01");
        assertThat(fail.finding().figures().get("kernel.asymmetry")).isCloseTo(.01, within(1e-9));
    }

    @Test
    void shouldFailAPointThatIsNotLikeItself() {
        Judgement.Decided fail = exact(bench(3), (i, j) -> i == j ? .98 : .5);

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).contains("of a point with itself it is 0.02 away from 1");
    }

    @Test
    void shouldSeldomRefuseTheKernelOfFewStatesFromShots() {
        // two clusters: of rank 2, so that 18 eigenvalues are exactly 0 and shot noise pushes them below
        Bench bench = bench(20).withShots(1).with("shots", 200);
        int red = 0;
        for (int seed = 0; seed < 200; seed++) {
            GateContext context = bench.context();
            Evidence evidence = Kernels.sampled(gate, context, (i, j) -> i % 2 == j % 2 ? 1 : .4, Seed.generator(seed));
            red += Bench.decided(gate.judge(context, evidence)).verdict() == Verdict.PASS ? 0 : 1;
        }
        assertThat(red).isLessThanOrEqualTo(2);
    }

    @Test
    void shouldSeeThroughShotNoiseWhatIsNoKernel() {
        GateContext context = bench(12).withShots(1).context();
        Evidence evidence =
                Kernels.sampled(gate, context, (i, j) -> i == j ? 1 : Math.abs(j - i) == 1 ? .9 : 0, Seed.generator(1));

        Judgement.Decided fail = Bench.decided(gate.judge(context, evidence));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().shots()).isEqualTo(1000L * 78);
    }

    @Test
    void shouldTakeShotsInOneLookAndSayWhatTheyAre() {
        Proposal.Accepted accepted =
                Bench.accepted(gate.propose(bench(5).onHardware(3).context()));

        assertThat(accepted.needs()).hasSize(2);
        assertThat(accepted.statistical()).isTrue();
        assertThat(accepted.worstShots()).isEqualTo(1000L * (15 + 10));
        Proposal.Refused refused = Bench.refused(
                gate.propose(bench(5).onHardware(3).withShotLimit(400).context()));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused.alternative()).contains("'shots: 400'");
    }

    @Test
    void shouldTakeTheErrorOfNoiseDrawsIntoTheBound() {
        GateContext context = bench(3).withNoise().context();
        Evidence evidence = Kernels.evidence(gate, context, (i, j) -> {
            double value = i == j ? .9 : .5;
            return Outcome.averaged(
                    Kernels.outcome(value).distribution(),
                    List.of(
                            Kernels.outcome(value - .05).distribution(),
                            Kernels.outcome(value + .05).distribution()));
        });
        // the noiseless ones must differ, else the noise did nothing
        Evidence ideal = new Evidence(evidence.batches().stream()
                .map(batch -> batch.need().scale() == 0
                        ? new Evidence.Batch(
                                batch.need(),
                                List.of(batch.outcomes().get(0).stream()
                                        .map(o ->
                                                Kernels.outcome(o.distribution().of("0") > .6 ? 1 : .55))
                                        .toList()))
                        : batch)
                .toList());

        Judgement.Decided pass = Bench.decided(gate.judge(context, ideal));

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        // three entries of variance .05² in a row
        assertThat(pass.finding().line()).isCloseTo(-2.3 * .05 * Math.sqrt(3), within(1e-4));
        assertThat(pass.finding().details()).anyMatch(d -> d.contains("with itself is 0.90"));
        assertThat(Bench.decided(gate.judge(context, evidence)).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldHaveNoDataWithoutEvidence() {
        GateContext context = bench(3).context();
        assertThat(Bench.decided(gate.judge(context, Bench.evidence())).verdict())
                .isEqualTo(Verdict.NO_DATA);
        Evidence swapped = new Evidence(List.of(
                Kernels.exact(gate, context, Kernels.blocks(.8, .1)).batches().get(1)));
        assertThat(Bench.decided(gate.judge(context, swapped)).verdict()).isEqualTo(Verdict.NO_DATA);
        GateContext shots = bench(3).withShots(1).context();
        assertThat(Bench.decided(gate.judge(shots, Bench.evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldDrawTheEigenvaluesFromTheGreatest() {
        Finding finding = exact(bench(3), (i, j) -> i == j ? 1 : .4).finding();

        var spectrum = (Plot.Curve) finding.plots().get(0);
        List<Plot.Point> points = spectrum.series().get(0).points();
        assertThat(points).extracting(Plot.Point::x).containsExactly(1.0, 2.0, 3.0);
        assertThat(points.get(0).y()).isCloseTo(1.8, within(1e-9));
        assertThat(points.get(1).y()).isCloseTo(.6, within(1e-9));
        assertThat(points.get(2).y()).isCloseTo(.6, within(1e-9));
        assertThat(spectrum.line()).isEqualTo(finding.line());
        // three probabilities in a row, each with an error of 1e-6
        assertThat(finding.line()).isCloseTo(-3e-6, within(1e-12));
        assertThat(finding.lower()).isCloseTo(finding.value() - 3e-6, within(1e-12));
        assertThat(finding.upper()).isCloseTo(finding.value() + 3e-6, within(1e-12));
    }

    @Test
    void shouldNameThePairThatExceedsMostWhatIsExplained() {
        // points 1 and 2 differ by more, but so do the draws of their noise
        GateContext context = bench(3).withNoise().context();
        Evidence noisy = Kernels.evidence(gate, context, (i, j) -> {
            double value = i == j ? .9 : i < j ? .5 : i == 1 ? .53 : j == 0 ? .52 : .5;
            double half = i + j == 1 ? .1 : 0;
            return Outcome.averaged(
                    Kernels.outcome(value).distribution(),
                    List.of(
                            Kernels.outcome(value - half).distribution(),
                            Kernels.outcome(value + half).distribution()));
        });
        Evidence evidence = new Evidence(noisy.batches().stream()
                .map(batch -> batch.need().scale() == 0
                        ? new Evidence.Batch(
                                batch.need(),
                                List.of(batch.outcomes().get(0).stream()
                                        .map(o -> Kernels.outcome(.55))
                                        .toList()))
                        : batch)
                .toList());

        Judgement.Decided fail = Bench.decided(gate.judge(context, evidence));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).contains("points 1 and 3 the two orders differ by 0.02");
    }
}
