package io.jenkins.plugins.quantum.engine.gate.kernelconcentration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Kernels;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import io.jenkins.plugins.quantum.engine.stats.SymmetricMatrix;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class KernelConcentrationGateTest {
    private final KernelConcentrationGate gate = new KernelConcentrationGate();

    private static Bench bench(int points) {
        return Bench.of("kernel-concentration", Kernels.workload(Kernels.labels(points)));
    }

    private Judgement.Decided exact(Bench bench, SymmetricMatrix.Entry kernel) {
        GateContext context = bench.context();
        return Bench.decided(gate.judge(context, Kernels.exact(gate, context, kernel)));
    }

    @Test
    void shouldCompareTheSpreadWithTheNoiseOfShots() {
        // of 6 pairs of 4 points two are within a class: mean .3, squares 2·.36 + 4·.09 over 5
        Judgement.Decided pass = exact(bench(4), Kernels.blocks(.9, 0));
        double spread = (2 * .36 + 4 * .09) / 5;
        double noise = 2 * .9 * .1 / 6 / 1000;

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(spread / noise, within(1e-6));
        assertThat(pass.finding().figures().get("kernel.shots-needed")).isEqualTo(2);
    }

    @Test
    void shouldFailAKernelThatIsNearlyConstant() {
        Judgement.Decided fail = exact(bench(6), Kernels.blocks(.012, .010));

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).startsWith("The kernel is concentrated");
        assertThat(fail.finding().figures().get("kernel.shots-needed")).isGreaterThan(50_000);
        assertThat(exact(bench(6), Kernels.blocks(0, 0)).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(exact(bench(6).with("shots", 1_000_000), Kernels.blocks(.012, .010))
                        .verdict())
                .isEqualTo(Verdict.PASS);
    }

    @Test
    void shouldJudgeShotsWithoutTakingTheirNoiseForSpread() {
        int healthy = 0;
        int constant = 0;
        for (int seed = 0; seed < 30; seed++) {
            GateContext context = bench(12).withShots(1).context();
            healthy += Bench.decided(gate.judge(
                                            context,
                                            Kernels.sampled(
                                                    gate, context, Kernels.blocks(.8, .2), Seed.generator(seed))))
                                    .verdict()
                            == Verdict.PASS
                    ? 1
                    : 0;
            constant += Bench.decided(gate.judge(
                                            context,
                                            Kernels.sampled(
                                                    gate, context, Kernels.blocks(.5, .5), Seed.generator(seed))))
                                    .verdict()
                            == Verdict.FAIL
                    ? 1
                    : 0;
        }
        assertThat(healthy).isEqualTo(30);
        assertThat(constant).isEqualTo(30);
    }

    @Tag("replay")
    @Test
    void shouldKeepItsErrorRatesAtTheLine() {
        // blocks whose spread is exactly ten times the noise of 100 shots: of 66 pairs 30 are within a class
        double d = lineDistance();
        int pass = 0;
        int fail = 0;
        for (int seed = 0; seed < 200; seed++) {
            GateContext context = bench(12).withShots(1).with("shots", 100).context();
            Verdict verdict = Bench.decided(gate.judge(
                            context,
                            Kernels.sampled(gate, context, Kernels.blocks(.5 + d, .5 - d), Seed.generator(seed))))
                    .verdict();
            pass += verdict == Verdict.PASS ? 1 : 0;
            fail += verdict == Verdict.FAIL ? 1 : 0;
        }
        assertThat(pass / 200.0).isLessThan(.05 + 3 * Math.sqrt(.05 * .95 / 200));
        assertThat(fail / 200.0).isLessThan(.01 + 3 * Math.sqrt(.01 * .99 / 200));
    }

    private static double lineDistance() {
        // p(1-p) = 1/4 - d² in both blocks; spread d²·4·(30/66)(36/66)·66/65 = 10·(1/4 - d²)/100
        double share = 4 * (30 / 66.0) * (36 / 66.0) * 66 / 65;
        return Math.sqrt(.1 * .25 / (share + .1));
    }

    @Test
    void shouldRefuseASinglePair() {
        assertThat(Bench.refused(gate.propose(bench(2).context())).alternative())
                .contains("at least 3 points");
    }

    @Test
    void shouldSayHowManyShotsReachTheLineOnlyWhereAnyDo() {
        Judgement.Decided sure = exact(bench(4), Kernels.blocks(1, 0));
        assertThat(sure.verdict()).isEqualTo(Verdict.PASS);
        assertThat(sure.finding().figures()).doesNotContainKey("kernel.shots-needed");
        Judgement.Decided constant = exact(bench(4), Kernels.blocks(.5, .5));
        assertThat(constant.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(constant.finding().details()).noneMatch(d -> d.startsWith("The line is reached"));
        assertThat(exact(bench(4), Kernels.blocks(.9, 0)).finding().details())
                .contains("The line is reached with 2 shots of each pair.");
    }

    @Test
    void shouldDrawTheKernelInTwentyBins() {
        Plot.Bars bars = (Plot.Bars)
                exact(bench(4), Kernels.blocks(1, .32)).finding().plots().get(0);

        // 2 of 6 pairs at 1, which the last bin takes; 4 from 0.30 to 0.35
        assertThat(bars.categories()).hasSize(20).startsWith("0", "0.05").endsWith("0.95");
        List<Double> shares = bars.groups().get(0).values();
        assertThat(shares.get(19)).isCloseTo(2 / 6.0, within(1e-12));
        assertThat(shares.get(6)).isCloseTo(4 / 6.0, within(1e-12));
    }

    @Test
    void shouldPutItsIntervalAroundTheRatioAndNotTakeTheSampleForTheLaw() {
        GateContext context = bench(4).withShots(1).with("shots", 100).context();
        Evidence evidence = Kernels.evidence(gate, context, (i, j) -> {
            long zeros = i == j ? 100 : i % 2 == j % 2 ? 80 : 20;
            return Outcome.sampled(new Counts(1, Map.of("0", zeros, "1", 100 - zeros)));
        });

        Finding finding = Bench.decided(gate.judge(context, evidence)).finding();

        // p(1-p) = .16 of every pair, with 99 in place of 100 shots
        double noise = .16 / 99;
        double spread = (2 * .4 * .4 + 4 * .2 * .2) / 5 - noise;
        assertThat(finding.figures().get("kernel.shot-variance")).isCloseTo(noise, within(1e-12));
        assertThat(finding.figures().get("kernel.spread")).isCloseTo(spread, within(1e-12));
        assertThat(finding.value()).isCloseTo(spread / noise, within(1e-6));
        assertThat(finding.lower()).isPositive().isLessThan(finding.value());
        assertThat(finding.upper() - finding.value()).isCloseTo(finding.value() - finding.lower(), within(1e-6));
        // a change of the six entries by .04 each moves the spread by some 2 x .04 x .27 x sqrt(6) / 5
        assertThat((finding.upper() - finding.value()) * noise).isBetween(.01, .05);
    }
}
