package io.jenkins.plugins.quantum.engine.gate.expectation;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.byTask;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.plus;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.ObservableReading;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Shots divided over measurement groups after their spread: one heavy and three light groups. */
class AllocationTest {
    private static final Readout.Expectation ENERGY = new Readout.Expectation(
            0,
            List.of(
                    List.of(new Readout.Parity(1, List.of(0))),
                    List.of(new Readout.Parity(.1, List.of(1))),
                    List.of(new Readout.Parity(.1, List.of(0))),
                    List.of(new Readout.Parity(.1, List.of(0, 1)))));
    private static final Distribution EVEN = distribution("00", .25, "01", .25, "10", .25, "11", .25);
    private final ExpectationGate gate = new ExpectationGate();
    private final Bench device = Bench.of("expectation", Bench.observable(ENERGY))
            .with("target", 0)
            .with("within", .3)
            .with("margin", .2)
            .onHardware(4);

    private static Evidence references() {
        return evidence(
                byTask(Need.reference(0, 0), EVEN, EVEN, EVEN, EVEN),
                byTask(Need.reference(1, 400), EVEN, EVEN, EVEN, EVEN));
    }

    @Test
    void shouldProposeWholeSharesInProportionToTheSpread() {
        assertThat(Allocation.candidates(List.of(.8, .2, 0.0)))
                .startsWith(Allocation.equal(3))
                .contains(new Allocation(List.of(4, 1, 1)), new Allocation(List.of(8, 2, 1)));
        assertThat(Allocation.candidates(List.of(0.0, 0.0))).containsExactly(Allocation.equal(2));
        var uneven = new Allocation(List.of(4, 1, 1));
        assertThat(uneven.pass()).isEqualTo(6);
        assertThat(uneven.stretch(0)).isCloseTo(1.5, within(1e-12));
        assertThat(uneven.isEqual()).isFalse();
    }

    @Test
    void shouldSaveShotsWhereGroupsDiffer() {
        Proposal.Accepted refined = accepted(gate.refine(device.context(), references()));
        assertThat(refined.needs()).hasSize(4).allSatisfy(n -> assertThat(n.probe())
                .isPresent());
        assertThat(refined.needs().get(0).shots())
                .isGreaterThanOrEqualTo(3 * refined.needs().get(1).shots());
        Judgement.Decided pass = play(0, 1);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        // (sum of deviations)^2 = 1.69 against 4 x 1.03 with equal shares: 59 % at best
        assertThat(pass.finding().figures().get("shots.saved")).isBetween(.35, .6);
        assertThat(pass.finding().details()).anyMatch(d -> d.contains("fewer than with equal shares"));
        assertThat(pass.finding().shots()).isPositive();
    }

    /** Shots of a device whose first group has a mean of its own. */
    private Judgement.Decided play(double mean, int run) {
        Distribution first = distribution("00", (1 + mean) / 2, "01", (1 - mean) / 2);
        UniformRandomProvider random = Seed.generator(Seed.derive(9, "neyman", Integer.toString(run)));
        Evidence evidence = references();
        for (int look = 0; look <= device.rounds(); look++) {
            Judgement judgement = gate.judge(device.context(), evidence);
            if (judgement instanceof Judgement.Decided decided) {
                return decided;
            }
            var more = (Judgement.More) judgement;
            if (look == device.rounds()) {
                return new Judgement.Decided(Verdict.INCONCLUSIVE, more.soFar());
            }
            for (Need need : more.needs()) {
                boolean heavy = need.probe().orElseThrow().name().startsWith("group 1 ");
                evidence = plus(evidence, sampled(need, List.of(List.of(heavy ? first : EVEN)), random));
            }
        }
        throw new AssertionError("unreachable");
    }

    @Tag("replay")
    @Test
    void shouldKeepTheErrorRates() {
        int red = 0;
        int missed = 0;
        for (int run = 0; run < 150; run++) {
            red += play(.1, run).verdict() == Verdict.FAIL ? 1 : 0;
            missed += play(.3, run).verdict() == Verdict.PASS ? 1 : 0;
        }
        // binomial tails at 150 runs: more than 7 at .01, more than 17 at .05, with a probability of .001
        assertThat(red).isLessThanOrEqualTo(7);
        assertThat(missed).isLessThanOrEqualTo(17);
        assertThat(play(.8, 1).verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldStillProveThatNoiseActed() {
        // the simulator is told to make noise that leaves nothing, and answers as if there were none
        Distribution sure = distribution("00", .9, "01", .1);
        Bench simulator = device.withNoise();
        Bench shots = new Bench(
                simulator.spec(),
                simulator.workload(),
                Bench.BUILTIN,
                false,
                true,
                4,
                0,
                1,
                simulator.baseline(),
                simulator.cost());
        Evidence evidence = evidence(
                byTask(Need.reference(0, 0), sure, EVEN, EVEN, EVEN),
                byTask(Need.reference(1, 400), faded(sure, .2), EVEN, EVEN, EVEN));
        var context = shots.with("target", .16).context();
        UniformRandomProvider random = Seed.generator(4);
        var more = (Judgement.More) gate.judge(context, evidence);
        for (Need need : more.needs()) {
            boolean heavy = need.probe().orElseThrow().name().startsWith("group 1 ");
            evidence = plus(evidence, sampled(need, List.of(List.of(heavy ? sure : EVEN)), random));
        }
        assertThat(((Judgement.Decided) gate.judge(context, evidence)).finding().headline())
                .startsWith("The noise had no effect");
    }

    @Test
    void shouldCountTheShotsOfAllGroupsAndTellWhatIsSaved() {
        Proposal.Accepted refined = accepted(gate.refine(device.context(), references()));
        long look = refined.needs().stream().mapToLong(Need::shots).sum();
        assertThat(refined.worstShots()).as("four looks").isEqualTo(4 * look);
        // a healthy subject takes .55 of a test with one look, and the cap is 1.5 of it
        assertThat((double) refined.expectedShots()).isCloseTo(4 * look * .55 / 1.5, withinPercentage(3));

        var pass = play(0, 1).finding();
        String saved = pass.details().stream()
                .filter(line -> line.startsWith("Shots are divided over the groups as "))
                .findFirst()
                .orElseThrow()
                .replaceAll(".*: about ([0-9.]+) % fewer than with equal shares\\.", "$1");
        assertThat(Double.parseDouble(saved)).isCloseTo(100 * pass.figures().get("shots.saved"), within(.005));
    }

    @Test
    void shouldCentreTheScoresOfUnequalGroupsOnTheTarget() {
        var energy = new Readout.Expectation(
                -.5,
                List.of(
                        List.of(new Readout.Parity(.4, List.of(0)), new Readout.Parity(-.2, List.of(0, 1))),
                        List.of(new Readout.Parity(.3, List.of(1)))));
        // -.5 + .4 (-.6) - .2 (-.6) + .3 x 0 = -.62: the target is .02 above it, .01 for each group
        var predicted = List.of(distribution("00", .2, "01", .8), distribution("00", .5, "10", .5));
        var scores = new GroupScores(new ObservableReading(energy), -.6, predicted, Allocation.equal(2));
        assertThat(scores.lowest()).isCloseTo(-.6 + 2 * (-.6 + .11), within(1e-12));
        assertThat(scores.highest()).isCloseTo(-.6 + 2 * (.6 + .11), within(1e-12));
        // +-.2 with a mean of -.12, and +-.3 with a mean of 0
        assertThat(scores.variance()).isCloseTo(2 * (.04 - .0144 + .09), within(1e-12));
    }
}
