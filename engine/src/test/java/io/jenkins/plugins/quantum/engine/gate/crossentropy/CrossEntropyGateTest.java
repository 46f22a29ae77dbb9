package io.jenkins.plugins.quantum.engine.gate.crossentropy;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CrossEntropyGateTest {
    private static final Distribution GHZ = ghz(4);
    private final CrossEntropyGate gate = new CrossEntropyGate();
    private final Bench bench = Bench.of("cross-entropy", Bench.circuit(4));
    private static final Evidence IDEAL = evidence(batch(Need.reference(0, 0), GHZ));

    @Test
    void shouldDecideByProbabilities() {
        for (double share : new double[] {.45, .55}) {
            Judgement.Decided answer = decided(gate.judge(
                    bench.withNoise().context(),
                    evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(1, 400), faded(GHZ, share)))));
            assertThat(answer.finding().value()).isCloseTo(share, within(1e-9));
            assertThat(answer.verdict()).isEqualTo(share < .5 ? Verdict.FAIL : Verdict.PASS);
        }
        assertThat(decided(gate.judge(
                                bench.context(),
                                evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(0, 0), GHZ))))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        Evidence flat = evidence(batch(Need.reference(0, 0), faded(GHZ, 0)), batch(Need.exact(0, 0), faded(GHZ, 0)));
        assertThat(decided(gate.judge(bench.context(), flat)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(10).with("min", .7);
        int[] healthy = answers(device, faded(GHZ, .78), 100);
        int[] bad = answers(device, faded(GHZ, .7), 100);
        assertThat(healthy[Verdict.FAIL.ordinal()]).isLessThanOrEqualTo(4);
        assertThat(healthy[Verdict.PASS.ordinal()]).isGreaterThan(80);
        assertThat(bad[Verdict.PASS.ordinal()]).isLessThanOrEqualTo(12);
        assertThat(bad[Verdict.FAIL.ordinal()]).isGreaterThan(75);
    }

    private int[] answers(Bench bench, Distribution truth, int runs) {
        int[] answers = new int[Verdict.values().length];
        for (int run = 0; run < runs; run++) {
            var random = Seed.generator(Seed.derive(11, "gate", Integer.toString(run)));
            Judgement.Decided answer = Bench.play(gate, bench.context(), IDEAL, List.of(List.of(truth)), random);
            answers[answer.verdict().ordinal()]++;
        }
        return answers;
    }

    @Test
    void shouldAskLessOfADeviceThanOfACircuitWithoutNoise() {
        Judgement.Decided device = Bench.play(
                gate, bench.onHardware(10).context(), IDEAL, List.of(List.of(faded(GHZ, .2))), Seed.generator(1));
        assertThat(device.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(device.finding().headline())
                .contains("below the healthy 0.58")
                .contains("the line is 0.50");
        Finding ideal = decided(gate.judge(
                        bench.context(), evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(0, 0), GHZ))))
                .finding();
        assertThat(ideal.line()).isCloseTo(.97, within(1e-12));
    }

    @Test
    void shouldReportTheBiasedFiguresBesideIt() {
        Finding finding = Bench.play(
                        gate,
                        bench.onHardware(10).context(),
                        IDEAL,
                        List.of(List.of(faded(GHZ, .9))),
                        Seed.generator(1))
                .finding();
        assertThat(finding.figures()).containsKeys("cross-entropy", "cross-entropy.nats", "tvd", "hellinger", "qed-c");
    }

    @Test
    void shouldRefuseNonsense() {
        GateContext device = bench.onHardware(3).context();
        assertThat(accepted(gate.propose(device)).needs()).hasSize(2);
        assertThat(refused(gate.refine(device, evidence(batch(Need.reference(0, 0), faded(GHZ, 0)))))
                        .alternative())
                .contains("superposition");
        Evidence noise = evidence(batch(Need.reference(0, 0), GHZ), batch(Need.reference(1, 400), faded(GHZ, .3)));
        assertThat(refused(gate.refine(bench.withNoise().withShots(3).context(), noise))
                        .reason())
                .contains("the noise model itself predicts a score of 0.30, below the line 0.50");
        assertThat(refused(gate.refine(bench.onHardware(3).withShotLimit(20).context(), IDEAL))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused(gate.refine(
                                bench.onHardware(3)
                                        .with("min", 1)
                                        .with("margin", .5)
                                        .context(),
                                IDEAL))
                        .reason())
                .contains("do not both lie inside the scores");
        assertThat(refused(gate.propose(bench.with("min", "baseline").context()))
                        .reason())
                .contains("no baseline");
        assertThat(decided(gate.judge(device, evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldWordEachAnswerByShots() {
        Bench device = bench.onHardware(3);
        Judgement.Decided pass = play(device, .95, 1);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .startsWith("The cross-entropy score is shown to be above the line 0.50: measured 0.9");
        assertThat(pass.finding().next()).isEmpty();
        Judgement.Decided fail = play(device, .2, 1);
        assertThat(fail.finding().headline())
                .startsWith("The cross-entropy score is shown to be below the healthy 0.58: measured 0.")
                .endsWith(", the line is 0.50.");
        assertThat(fail.finding().next()).hasSize(2);
        Judgement.Decided open = IntStream.range(0, 50)
                .mapToObj(seed -> play(device, .54, seed))
                .filter(answer -> answer.verdict() == Verdict.INCONCLUSIVE)
                .findFirst()
                .orElseThrow();
        assertThat(open.finding().headline()).contains("Passing means shown above 0.50");
    }

    private Judgement.Decided play(Bench bench, double share, int seed) {
        return Bench.play(gate, bench.context(), IDEAL, List.of(List.of(faded(GHZ, share))), Seed.generator(seed));
    }

    @Test
    void shouldDrawAStricterLineWithoutNoise() {
        Evidence ideal = evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(0, 0), GHZ));
        Evidence noisy = evidence(batch(Need.reference(0, 0), GHZ), batch(Need.exact(1, 400), faded(GHZ, .9)));
        double strict = decided(gate.judge(bench.context(), ideal)).finding().line();
        assertThat(decided(gate.judge(bench.withNoise().context(), noisy))
                        .finding()
                        .line())
                .isEqualTo(.5);
        assertThat(strict).isGreaterThan(.9);
        assertThat(gate.floor(bench.withNoise().context())).hasValue(.5);
    }
}
