package io.jenkins.plugins.quantum.engine.gate.worstclass;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class WorstClassGateTest {
    private final WorstClassGate gate = new WorstClassGate();
    private final List<String> labels = new ArrayList<>();
    private final Bench hardware;

    WorstClassGateTest() {
        for (int i = 0; i < 24; i++) {
            labels.add(i % 4 == 0 ? "versicolor" : "setosa");
        }
        hardware =
                Bench.of("worst-class", Bench.model(labels, 1)).with("min", .75).onHardware(4);
    }

    /** The probability of a right decision, by class. */
    private List<List<Distribution>> truth(double setosa, double versicolor) {
        var points = new ArrayList<Distribution>();
        for (String label : labels) {
            points.add(bit(label.equals("setosa") ? 1 - setosa : versicolor));
        }
        return List.of(points);
    }

    private Judgement.Decided play(double setosa, double versicolor, int run) {
        return Bench.play(
                gate,
                hardware.context(),
                evidence(),
                truth(setosa, versicolor),
                Seed.generator(Seed.derive(3, "worst", Integer.toString(run))));
    }

    @Test
    void shouldNameTheLowestRecallWhereAccuracyForgivesIt() {
        var points = new ArrayList<Distribution>();
        labels.forEach(label -> points.add(bit(label.equals("setosa") ? .1 : .2)));
        Judgement.Decided decided = decided(gate.judge(
                Bench.of("worst-class", Bench.model(labels, 0)).with("min", .5).context(),
                evidence(batch(Need.exact(0, 0), points.toArray(Distribution[]::new)))));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().value()).isZero();
        assertThat(decided.finding().details()).contains("Right by class: setosa 1.00, versicolor 0.00.");
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesWithShots() {
        int runs = 200;
        int reds = 0;
        int missed = 0;
        int green = 0;
        for (int run = 0; run < runs; run++) {
            reds += play(.85, .85, run).verdict() == Verdict.FAIL ? 1 : 0;
            missed += play(.99, .75, run).verdict() == Verdict.PASS ? 1 : 0;
            green += play(.97, .96, run).verdict() == Verdict.PASS ? 1 : 0;
        }
        // binomial tails at 200 runs: more than 8 at .01, more than 20 at .05, with a probability of .001
        assertThat(reds).isLessThanOrEqualTo(8);
        assertThat(missed).isLessThanOrEqualTo(20);
        assertThat(green).isGreaterThanOrEqualTo(190);
    }

    @Test
    void shouldSayWhichClassItSaw() {
        Judgement.Decided fail = play(.97, .4, 1);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("The recall of versicolor is shown to be below the healthy 0.85");
        assertThat(fail.finding().details())
                .anyMatch(d -> d.startsWith("Recall of setosa: 0."))
                .anyMatch(d -> d.startsWith("Recall of versicolor: 0."));
        Judgement.Decided pass = play(.98, .97, 1);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .startsWith("The recall of every class is shown to be above the line 0.75");
    }

    @Test
    void shouldRunAsOftenAsTheSmallestClassNeeds() {
        Proposal.Accepted accepted = accepted(gate.propose(hardware.context()));
        Need look = accepted.needs().get(0);
        // 6 of 24 points are of the smaller class
        assertThat(look.repeats() * 6L * 4).isGreaterThan(100);
        assertThat(more(gate.judge(hardware.context(), evidence())).needs()).containsExactly(look);
        var one = evidence(sampled(look, truth(.8, .8), Seed.generator(1)));
        assertThat(more(gate.judge(hardware.context(), one)).soFar().headline()).startsWith("Measured ");
        assertThat(decided(gate.judge(hardware.withShotLimit(look.repeats()).context(), one))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldNameTheWorseOfTwoThatFail() {
        assertThat(play(.5, .1, 1).finding().headline()).startsWith("The recall of versicolor is shown to be below");
        assertThat(play(.1, .5, 1).finding().headline()).startsWith("The recall of setosa is shown to be below");
    }

    @Test
    void shouldHaveNoDataWhereASimulatorIgnoresTheNoise() {
        Bench simulator = Bench.of("worst-class", Bench.model(labels, 1))
                .with("min", .75)
                .withNoise()
                .withShots(4);
        Need look = accepted(gate.propose(simulator.context())).needs().stream()
                .filter(need -> need.shots() > 0)
                .findFirst()
                .orElseThrow();
        Distribution[] same = truth(.9, .9).get(0).toArray(Distribution[]::new);
        var evidence = evidence(
                batch(Need.reference(0, 0), same),
                batch(Need.reference(1, 100), same),
                sampled(look, truth(.9, .9), Seed.generator(1)));

        assertThat(decided(gate.judge(simulator.context(), evidence)).verdict()).isEqualTo(Verdict.NO_DATA);
    }
}
