package io.jenkins.plugins.quantum.engine.gate.auc;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static io.jenkins.plugins.quantum.engine.gate.Bench.sampled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.RocArea;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class AucGateTest {
    private static final int POINTS = 20;
    private final AucGate gate = new AucGate();
    private final List<String> labels = new ArrayList<>();
    private final boolean[] positive = new boolean[POINTS];

    AucGateTest() {
        for (int i = 0; i < POINTS; i++) {
            positive[i] = i % 2 == 1;
            labels.add(positive[i] ? "versicolor" : "setosa");
        }
    }

    private Bench bench(int shots) {
        return Bench.of("auc", Bench.model(labels, shots)).with("min", .8);
    }

    private static Bench three(Map<String, String> classes, int shots) {
        return Bench.of(
                        "auc",
                        Bench.model(
                                List.of("a", "b", "c"),
                                List.of("a", "b", "c"),
                                new Readout.Decision.Votes(classes),
                                shots,
                                1))
                .with("min", .8);
    }

    @Test
    void shouldRankByTheVotes() {
        Bench four = Bench.of("auc", Bench.model(List.of("setosa", "versicolor", "setosa", "versicolor"), 0))
                .with("min", .7);
        Evidence.Batch ideal = batch(Need.exact(0, 0), bit(.6), bit(.7), bit(.2), bit(.5));
        Judgement.Decided decided = decided(gate.judge(four.context(), evidence(ideal)));
        assertThat(decided.finding().value()).isEqualTo(.75);
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().headline())
                .isEqualTo("The area under the ROC curve is 0.75 without noise; the line is 0.70.");
        assertThat(decided(gate.judge(four.with("min", .8).context(), evidence(ideal)))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldRankEachOfThreeClassesAgainstTheOthers() {
        Bench bench = three(Map.of("00", "a", "01", "b", "10", "c"), 0);
        Evidence.Batch ideal = batch(
                Need.exact(0, 0),
                distribution("00", .6, "01", .4),
                distribution("00", .5, "01", .5),
                distribution("00", .55, "10", .45));
        // a: .6 beats both; b: .5 beats both; c: .45 beats both
        assertThat(decided(gate.judge(bench.context(), evidence(ideal)))
                        .finding()
                        .value())
                .isEqualTo(1);
        assertThat(decided(gate.judge(
                                three(Map.of("00", "a", "01", "b", "10", "c"), 5)
                                        .context(),
                                evidence(ideal)))
                        .finding()
                        .value())
                .isBetween(.6, .99);
    }

    @Test
    void shouldRankByTheMeanOfAnObservable() {
        var decision = new Readout.Decision.Threshold(
                new Readout.Expectation(0, List.of(List.of(new Readout.Parity(-1, List.of(0))))), 0);
        Bench bench = Bench.of(
                        "auc",
                        Bench.model(List.of("setosa", "versicolor"), List.of("setosa", "versicolor"), decision, 100, 1))
                .with("min", .6);
        Judgement.Decided decided =
                decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), bit(.4), bit(.5)))));
        assertThat(decided.finding().value())
                .isCloseTo(RocArea.votes(new boolean[] {false, true}, new double[] {.4, .5}, 100), within(5e-3));
    }

    private List<List<Distribution>> truth(double apart) {
        var points = new ArrayList<Distribution>();
        for (int i = 0; i < POINTS; i++) {
            points.add(bit(.5 + (positive[i] ? apart : -apart) + .01 * (i / 2)));
        }
        return List.of(points);
    }

    private double area(double apart, int shots) {
        double[] shares =
                truth(apart).get(0).stream().mapToDouble(d -> d.of("01")).toArray();
        return RocArea.votes(positive, shares, shots);
    }

    private Judgement.Decided play(double apart, double line, int run) {
        Bench bench = bench(5).with("min", line).onHardware(4);
        return Bench.play(
                gate,
                bench.context(),
                evidence(),
                truth(apart),
                Seed.generator(Seed.derive(2, "auc", Integer.toString(run))));
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesWithShots() {
        double area = area(.1, 5);
        assertThat(area).isBetween(.6, .85);
        int runs = 100;
        int reds = 0;
        int missed = 0;
        int green = 0;
        for (int run = 0; run < runs; run++) {
            reds += play(.1, area - .10, run).verdict() == Verdict.FAIL ? 1 : 0;
            missed += play(.1, area, run).verdict() == Verdict.PASS ? 1 : 0;
            green += play(.1, area - .2, run).verdict() == Verdict.PASS ? 1 : 0;
        }
        // binomial tails at 100 runs: more than 6 at .01, more than 13 at .05, with a probability of .001
        assertThat(reds).isLessThanOrEqualTo(6);
        assertThat(missed).isLessThanOrEqualTo(13);
        assertThat(green).isGreaterThanOrEqualTo(95);
    }

    @Test
    void shouldSayWhatShotsShowed() {
        Judgement.Decided fail = play(.1, area(.1, 5) + .1, 1);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("The area under the ROC curve is shown to be below the healthy ");
        assertThat(fail.finding().details())
                .anyMatch(d -> d.contains("over all pairs of 20 points, each run once with 5 shots"));
        assertThat(fail.finding().lower()).isLessThanOrEqualTo(fail.finding().value());
        assertThat(fail.finding().shots()).isPositive();
    }

    @Test
    void shouldProposePassesAndStopAtTheLimit() {
        Proposal.Accepted accepted =
                accepted(gate.propose(bench(5).onHardware(3).context()));
        assertThat(accepted.needs()).singleElement().satisfies(need -> {
            assertThat(need.shots()).isEqualTo(5);
            assertThat(need.repeats()).isGreaterThan(1);
        });
        assertThat(more(gate.judge(bench(5).onHardware(3).context(), evidence()))
                        .needs())
                .isEqualTo(accepted.needs());
        assertThat(refused(gate.propose(bench(5).onHardware(3).withShotLimit(10).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        Bench limited = bench(5).onHardware(3).withShotLimit(5);
        var one = evidence(sampled(Need.shots(1, 5, 1, 0), truth(.1), Seed.generator(1)));
        assertThat(decided(gate.judge(limited.context(), one)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(refused(gate.propose(bench(0).onHardware(3).context())).reason())
                .contains("infinitely many shots");
    }
}
