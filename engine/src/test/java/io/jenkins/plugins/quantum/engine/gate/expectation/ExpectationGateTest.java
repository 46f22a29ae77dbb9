package io.jenkins.plugins.quantum.engine.gate.expectation;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.byTask;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ExpectationGateTest {
    private static final Readout.Expectation ENERGY = new Readout.Expectation(
            -.5,
            List.of(
                    List.of(new Readout.Parity(.4, List.of(0)), new Readout.Parity(-.2, List.of(0, 1))),
                    List.of(new Readout.Parity(.3, List.of(1)))));
    private final ExpectationGate gate = new ExpectationGate();
    private final Bench bench = Bench.of("expectation", Bench.observable(ENERGY));

    private static final Distribution A = distribution("00", .2, "01", .8);
    private static final Distribution B = distribution("00", .5, "10", .5);
    // -.5 + .4(-.6) - .2(-.6) + .3·0 = -.62

    private Bench target(double target) {
        return bench.with("target", target);
    }

    @Test
    void shouldComputeTheMeanOverAllGroups() {
        Judgement.Decided pass = decided(gate.judge(target(-.6).context(), evidence(byTask(Need.exact(0, 0), A, B))));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(-.62, within(1e-12));
        assertThat(pass.finding().headline())
                .isEqualTo("The mean of the observable is -0.62, 0.02 from the target -0.6; at most 0.05 is allowed.");
        assertThat(pass.finding().details()).contains("mean -0.62     exact, 2 measured groups");
    }

    @Test
    void shouldFailUnderNoiseAndNameTheBias() {
        Bench noisy = target(-.6).withNoise();
        Judgement.Decided fail = decided(gate.judge(
                noisy.context(),
                evidence(byTask(Need.exact(0, 0), A, B), byTask(Need.exact(1, 400), faded(A, .3), B))));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().figures().get("expectation.bias")).isCloseTo(.084, within(1e-9));
        Judgement.Decided own = decided(gate.judge(
                target(-.9).withNoise().context(),
                evidence(byTask(Need.exact(0, 0), A, B), byTask(Need.exact(1, 400), faded(A, .3), B))));
        assertThat(own.finding().details()).anyMatch(d -> d.startsWith("It misses the target without any noise"));
    }

    @Test
    void shouldDrawMoreNoiseNearTheEdge() {
        Bench noisy = target(-.6).withNoise();
        assertThat(more(gate.judge(noisy.context(), drawn(400))).needs()).containsExactly(Need.exact(1, 1600));
        assertThat(decided(gate.judge(noisy.context(), drawn(6400))).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    private static Evidence drawn(int trajectories) {
        Distribution mean = distribution("00", .325, "01", .675);
        return evidence(
                byTask(Need.exact(0, 0), A, B),
                new Evidence.Batch(
                        Need.exact(1, trajectories),
                        List.of(
                                List.of(Outcome.averaged(
                                        mean,
                                        List.of(distribution("00", .25, "01", .75), distribution("00", .4, "01", .6)))),
                                List.of(Outcome.exact(B)))));
    }

    @Test
    void shouldFindNoDataWithoutNoiseOrEvidence() {
        Bench noisy = target(-.6).withNoise();
        assertThat(decided(gate.judge(
                                noisy.context(),
                                evidence(byTask(Need.exact(0, 0), A, B), byTask(Need.exact(1, 400), A, B))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(noisy.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(noisy.onHardware(3).context(), evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(target(-3).context())).reason()).contains("reaches from -1.4 to 0.4");
        assertThat(refused(gate.propose(target(-.5).with("within", 1).context()))
                        .alternative())
                .isEqualTo("write a smaller within");
        assertThat(refused(gate.propose(target(-.5).with("margin", .1).context()))
                        .reason())
                .contains("leaves nothing healthy");
        assertThat(accepted(gate.propose(target(-.6).context())).needs()).containsExactly(Need.exact(0, 0));
    }

    private static Evidence references(Distribution a) {
        return evidence(byTask(Need.reference(0, 0), A, B), byTask(Need.reference(1, 400), a, B));
    }

    @Test
    void shouldRefuseAPredictedBiasBeyondTheDistance() {
        Bench device = target(-.6).onHardware(3);
        assertThat(accepted(gate.propose(device.context())).needs())
                .containsExactly(Need.reference(0, 0), Need.reference(1, 400));
        Proposal.Refused refused = refused(gate.refine(device.context(), references(faded(A, .3))));
        assertThat(refused.reason())
                .isEqualTo("the prediction is -0.54, 0.064 from the target -0.6; only 0.05 is allowed");
        assertThat(refused.alternative()).contains("within of at least 0.089");
        assertThat(decided(gate.judge(device.context(), references(faded(A, .3))))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(refused(gate.refine(device.withShotLimit(50).context(), references(A)))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(accepted(gate.refine(device.context(), evidence())).needs()).hasSize(2);
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = target(-.62).with("within", .1).onHardware(3);
        Evidence references = references(A);
        assertThat(more(gate.judge(device.context(), references)).needs()).hasSize(1);
        int reds = 0;
        int missed = 0;
        int passes = 0;
        Distribution edge = distribution("00", .45, "01", .55); // .1 from the target
        for (int run = 0; run < 150; run++) {
            var random = Seed.generator(Seed.derive(3, "energy", Integer.toString(run)));
            Verdict healthy = Bench.play(gate, device.context(), references, List.of(List.of(A), List.of(B)), random)
                    .verdict();
            reds += healthy == Verdict.FAIL ? 1 : 0;
            passes += healthy == Verdict.PASS ? 1 : 0;
            missed += Bench.play(gate, device.context(), references, List.of(List.of(edge), List.of(B)), random)
                                    .verdict()
                            == Verdict.PASS
                    ? 1
                    : 0;
        }
        // binomial tails at 150 runs: more than 7 at .01, more than 17 at .05, with a probability of .001
        assertThat(reds).isLessThanOrEqualTo(7);
        assertThat(missed).isLessThanOrEqualTo(17);
        assertThat(passes).isGreaterThan(75);
    }

    @Test
    void shouldSayWhatItSawByShots() {
        Bench device = target(-.62).with("within", .1).onHardware(3);
        Distribution far = distribution("00", .9, "01", .1);
        Judgement.Decided fail =
                Bench.play(gate, device.context(), references(A), List.of(List.of(far), List.of(B)), Seed.generator(1));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .contains("shown to be further than the healthy 0.05 from the target -0.62");
        Distribution between = distribution("00", .39, "01", .61);
        Judgement.Decided open = fail;
        for (int seed = 1; open.verdict() != Verdict.INCONCLUSIVE && seed < 50; seed++) {
            open = Bench.play(
                    gate, device.context(), references(A), List.of(List.of(between), List.of(B)), Seed.generator(seed));
        }
        assertThat(open.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(open.finding().next()).anyMatch(n -> n.startsWith("(2) accept what is shown: within "));
    }

    @Test
    void shouldShowTheNearerEndOfTheDistance() {
        Evidence exact = evidence(byTask(Need.exact(0, 0), A, B));
        assertThat(decided(gate.judge(target(-.6).context(), exact)).finding().line())
                .isCloseTo(-.65, within(1e-12));
        assertThat(decided(gate.judge(target(-.65).context(), exact)).finding().line())
                .isCloseTo(-.6, within(1e-12));
    }

    @Test
    void shouldBlameTheCircuitOnlyWhereItMissesWithoutNoise() {
        Judgement.Decided noise = decided(gate.judge(
                target(-.6).withNoise().context(),
                evidence(byTask(Need.exact(0, 0), A, B), byTask(Need.exact(1, 400), faded(A, .3), B))));
        assertThat(noise.finding().details()).containsExactly("ideal -0.62   1.0x -0.54     exact, 2 measured groups");
        // without noise just within the distance
        Judgement.Decided edge = decided(gate.judge(
                single().with("target", -1).with("within", .5).withNoise().context(),
                evidence(
                        byTask(Need.exact(0, 0), distribution("00", .25, "01", .75)),
                        byTask(Need.exact(1, 400), distribution("00", .5, "01", .5)))));
        assertThat(edge.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(edge.finding().details()).containsExactly("ideal -0.50   1.0x 0.00     exact, 1 measured group");
    }

    /** Z of one qubit, from -1 to 1. */
    private static Bench single() {
        return Bench.of(
                "expectation",
                Bench.observable(new Readout.Expectation(0, List.of(List.of(new Readout.Parity(1, List.of(0)))))));
    }

    @Test
    void shouldAcceptTargetsWhoseDistanceTouchesTheRange() {
        for (double sign : new double[] {-1, 1}) {
            Bench touching = single().with("within", .5).with("target", sign * 1.5);
            assertThat(accepted(gate.propose(touching.context())).needs()).containsExactly(Need.exact(0, 0));
            assertThat(refused(gate.propose(
                                    touching.with("target", sign * 1.5625).context()))
                            .reason())
                    .isEqualTo("no state is within 0.5 of the target " + (sign < 0 ? "-" : "")
                            + "1.5625: the observable reaches from -1 to 1");
        }
        assertThat(refused(gate.propose(
                                single().with("within", 1).with("target", 0).context()))
                        .reason())
                .isEqualTo("every state is within 1 of the target: the observable reaches from -1 to 1");
        assertThat(accepted(gate.propose(
                                single().with("within", 1).with("target", .25).context()))
                        .needs())
                .hasSize(1);
    }

    @Test
    void shouldPredictNoNoiseWhereThereIsNone() {
        assertThat(accepted(gate.propose(target(-.6).withShots(3).context())).needs())
                .containsExactly(Need.reference(0, 0));
    }

    @Test
    void shouldOfferTheDistanceThatIsShown() {
        Bench device = target(-.62).with("within", .1).onHardware(3);
        Evidence references = references(A);
        Need look = more(gate.judge(device.context(), references)).needs().get(0);
        var between = List.of(List.of(distribution("00", .39, "01", .61)), List.of(B));
        var soFar = more(gate.judge(
                        device.context(), Bench.plus(references, Bench.sampled(look, between, Seed.generator(2)))))
                .soFar();
        double farthest = Math.max(-.62 - soFar.lower(), soFar.upper() + .62);
        assertThat(farthest).isGreaterThan(.1);
        assertThat(soFar.next())
                .containsExactly(
                        "(1) continue: qmlops resume RUN --rounds 2",
                        "(2) accept what is shown: within " + Wording.plain(farthest));
    }
}
