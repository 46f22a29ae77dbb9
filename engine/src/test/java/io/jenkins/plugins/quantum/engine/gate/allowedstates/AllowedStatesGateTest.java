package io.jenkins.plugins.quantum.engine.gate.allowedstates;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.averaged;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AllowedStatesGateTest {
    private static final Distribution GHZ = ghz(3);
    private final AllowedStatesGate gate = new AllowedStatesGate();
    private final Bench bench = Bench.of("allowed-states", Bench.circuit(3)).with("states", List.of("000", "111"));

    private static Distribution leaking(double share) {
        return distribution("000", (1 - share) / 2, "111", (1 - share) / 2, "010", share);
    }

    @Test
    void shouldPassAndFailByProbabilities() {
        Judgement.Decided pass = decided(gate.judge(
                bench.withNoise().context(),
                evidence(batch(Need.exact(0, 0), GHZ), batch(Need.exact(1, 400), leaking(.1)))));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        Judgement.Decided fail = decided(gate.judge(
                bench.withNoise().context(),
                evidence(batch(Need.exact(0, 0), GHZ), batch(Need.exact(1, 400), leaking(.14)))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo(
                        "Outcomes that are not allowed have a share of 0.14 under the noise of heron-r2; at most 0.10 may.");
        assertThat(fail.finding().value()).isCloseTo(.14, within(1e-12));
        assertThat(fail.finding().figures()).containsEntry("leakage.ideal", 0.0);
    }

    @Test
    void shouldSayWhenTheCircuitItselfLeaks() {
        Finding finding = decided(
                        gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), distribution("001", 1)))))
                .finding();
        assertThat(finding.details()).anyMatch(d -> d.startsWith("Even without noise the share is 1.00"));
    }

    @Test
    void shouldBlameTheCircuitOnlyWhenItLeaksMoreThanItMay() {
        for (double share : new double[] {0, .1}) {
            Finding finding = decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), leaking(share)))))
                    .finding();
            assertThat(finding.details()).noneMatch(d -> d.startsWith("Even without noise"));
        }
    }

    @Test
    void shouldTakeTheShareOfWhatAnAnswerListsWhereUnlikelyOutcomesWereLeftOut() {
        Distribution cut = distribution("000", .4, "111", .4, "010", .05);
        Finding finding = decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), cut))))
                .finding();
        assertThat(finding.value()).isCloseTo(.05 / .85, within(1e-12));
    }

    @Test
    void shouldHalveALineThatLeavesNoRoomForTheUsualMargin() {
        Bench strict = bench.onHardware(3).with("max-leakage", .04);
        Judgement.Decided fail =
                Bench.play(gate, strict.context(), evidence(), List.of(List.of(leaking(.3))), Seed.generator(1));
        assertThat(fail.finding().headline())
                .contains("more frequent than the healthy 0.02")
                .contains("at most 0.04 may");
    }

    @Test
    void shouldSayWhatAHealthyCircuitWouldHaveToLeak() {
        Proposal.Refused refused = refused(gate.propose(
                bench.onHardware(3).with("max-leakage", .1).with("margin", .25).context()));
        assertThat(refused.reason())
                .isEqualTo("a healthy circuit would leak -0.15: max-leakage 0.1 less the margin 0.25");
    }

    @Test
    void shouldDrawMoreNoiseNearTheLineAndNeedEvidenceOfIt() {
        Evidence near = evidence(
                batch(Need.exact(0, 0), GHZ), averaged(Need.exact(1, 400), leaking(.1), leaking(.08), leaking(.13)));
        assertThat(more(gate.judge(bench.withNoise().context(), near)).needs()).containsExactly(Need.exact(1, 1600));
        Evidence capped = evidence(
                batch(Need.exact(0, 0), GHZ), averaged(Need.exact(1, 6400), leaking(.1), leaking(.08), leaking(.13)));
        assertThat(decided(gate.judge(bench.withNoise().context(), capped)).verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        Evidence same = evidence(batch(Need.exact(0, 0), GHZ), batch(Need.exact(1, 400), GHZ));
        assertThat(decided(gate.judge(bench.withNoise().context(), same)).verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(
                                bench.with("states", List.of("00", "11")).context()))
                        .reason())
                .isEqualTo("the state '00' has 2 bits, the circuit writes 3");
        assertThat(refused(gate.propose(bench.with("states", List.of()).context()))
                        .reason())
                .contains("no state is allowed");
        assertThat(refused(gate.propose(bench.with("max-leakage", .75).context()))
                        .reason())
                .isEqualTo("a device that only makes noise leaks 0.75: max-leakage 0.75 shows nothing");
        assertThat(refused(gate.propose(Bench.of("allowed-states", Bench.circuit(1))
                                .with("states", List.of("0", "1"))
                                .context()))
                        .reason())
                .contains("every outcome is allowed");
        assertThat(refused(gate.propose(
                                bench.onHardware(3).with("max-leakage", 0).context()))
                        .alternative())
                .contains("max-leakage above 0");
        assertThat(refused(gate.propose(bench.onHardware(3).withShotLimit(20).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused(gate.propose(bench.with("max-leakage", "baseline").context()))
                        .reason())
                .contains("no baseline");
    }

    @Test
    void shouldTakeItsLineFromTheBaseline() {
        Bench based = bench.with("max-leakage", "baseline").with("margin", .05).withBaseline(.04, .01, 10);
        Finding finding = decided(gate.judge(based.context(), evidence(batch(Need.exact(0, 0), leaking(.2)))))
                .finding();
        assertThat(finding.line()).isCloseTo(.11, within(1e-12));
    }

    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(3);
        int reds = 0;
        int missed = 0;
        int runs = 200;
        for (int run = 0; run < runs; run++) {
            var random = Seed.generator(Seed.derive(5, "leakage", Integer.toString(run)));
            reds += Bench.play(gate, device.context(), evidence(), List.of(List.of(leaking(.05))), random)
                                    .verdict()
                            == Verdict.FAIL
                    ? 1
                    : 0;
            missed += Bench.play(gate, device.context(), evidence(), List.of(List.of(leaking(.1))), random)
                                    .verdict()
                            == Verdict.PASS
                    ? 1
                    : 0;
        }
        assertThat(reds).isLessThanOrEqualTo(8);
        assertThat(missed).isLessThanOrEqualTo(20);
    }

    @Test
    void shouldShowLeakageAndNotWhatIsKept() {
        Bench device = bench.onHardware(3);
        assertThat(accepted(gate.propose(device.context())).needs()).hasSize(1);
        Judgement.Decided fail =
                Bench.play(gate, device.context(), evidence(), List.of(List.of(leaking(.3))), Seed.generator(1));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().value()).isBetween(.2, .4);
        assertThat(fail.finding().headline())
                .contains("more frequent than the healthy 0.05")
                .contains("at most 0.10 may");
        Judgement.Decided pass =
                Bench.play(gate, device.context(), evidence(), List.of(List.of(leaking(.01))), Seed.generator(1));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().lower()).isLessThanOrEqualTo(pass.finding().value());
        Judgement.Decided open = IntStream.range(0, 100)
                .mapToObj(seed -> Bench.play(
                        gate, device.context(), evidence(), List.of(List.of(leaking(.075))), Seed.generator(seed)))
                .filter(answer -> answer.verdict() == Verdict.INCONCLUSIVE)
                .findFirst()
                .orElseThrow();
        assertThat(open.finding().headline())
                .contains("Passing means shown below 0.10; failing means shown above 0.05.");
        assertThat(open.finding().next()).anyMatch(n -> n.startsWith("(2) widen the margin to 0."));
    }

    @Test
    void shouldFindNoDataWhereASimulatorIgnoredItsNoise() {
        Bench simulated = bench.withNoise().withShots(3);
        assertThat(accepted(gate.propose(simulated.context())).needs()).hasSize(3);
        Evidence references = evidence(batch(Need.reference(0, 0), GHZ), batch(Need.reference(1, 400), leaking(.1)));
        assertThat(Bench.play(gate, simulated.context(), references, List.of(List.of(GHZ)), Seed.generator(1))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldLetNoHealthyCircuitLeakLessThanNothing() {
        Bench device = bench.onHardware(3);
        assertThat(refused(gate.propose(device.with("max-leakage", 0).context())))
                .satisfies(r -> assertThat(r.reason())
                        .isEqualTo("a healthy circuit would leak -0.05: max-leakage 0 less the margin 0.05"))
                .satisfies(r -> assertThat(r.alternative())
                        .isEqualTo("write a margin below max-leakage, and a max-leakage above 0"));
        assertThat(refused(gate.propose(device.with("max-leakage", .1)
                                .with("margin", .1)
                                .context()))
                        .reason())
                .startsWith("a healthy circuit would leak 0");
        // half of a small leakage is the margin where none is written
        Judgement.Decided fail = Bench.play(
                gate,
                device.with("max-leakage", .04).context(),
                evidence(),
                List.of(List.of(leaking(.3))),
                Seed.generator(1));
        assertThat(fail.finding().headline())
                .startsWith("Outcomes that are not allowed are shown to be more frequent than the healthy 0.02 (");
    }
}
