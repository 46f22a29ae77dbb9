package io.jenkins.plugins.quantum.engine.gate.accuracy;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
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
import org.junit.jupiter.api.Test;

class SampledAccuracyTest {
    private final AccuracyGate gate = new AccuracyGate();
    private final List<String> labels = new ArrayList<>();
    private final Bench bench;

    SampledAccuracyTest() {
        for (int i = 0; i < 30; i++) {
            labels.add(i % 2 == 0 ? "setosa" : "versicolor");
        }
        bench = Bench.of("accuracy", Bench.model(labels, 1)).with("min", .75).onHardware(3);
    }

    /** Points that are decided right by one shot with a mean probability. */
    private List<List<Distribution>> truth(double accuracy) {
        var points = new ArrayList<Distribution>();
        for (int i = 0; i < labels.size(); i++) {
            // half of the points easier, half harder, the mean as asked for
            double right = accuracy + (i % 4 < 2 ? .1 : -.1);
            points.add(bit(i % 2 == 0 ? 1 - right : right));
        }
        return List.of(points);
    }

    private Judgement.Decided play(double accuracy, int run) {
        return Bench.play(
                gate,
                bench.context(),
                evidence(),
                truth(accuracy),
                Seed.generator(Seed.derive(1, "accuracy", Integer.toString(run))));
    }

    @Test
    void shouldProposeCompletePasses() {
        Proposal.Accepted accepted = accepted(gate.propose(bench.context()));
        Need look = accepted.needs().get(0);
        assertThat(look.shots()).isEqualTo(1);
        assertThat(look.scale()).isEqualTo(1);
        assertThat(look.repeats()).isPositive();
        assertThat(accepted.worstShots()).isEqualTo(3L * look.repeats() * 30);
        assertThat(accepted.statistical()).isTrue();
    }

    @Test
    void shouldHoldItsErrorRatesAtBothEdges() {
        int runs = 200;
        int reds = 0;
        int missed = 0;
        for (int run = 0; run < runs; run++) {
            reds += play(.85, run).verdict() == Verdict.FAIL ? 1 : 0;
            missed += play(.75, run).verdict() == Verdict.PASS ? 1 : 0;
        }
        // binomial tails at 200 runs: more than 8 at .01, more than 20 at .05, with a probability of .001
        assertThat(reds).isLessThanOrEqualTo(8);
        assertThat(missed).isLessThanOrEqualTo(20);
    }

    @Test
    void shouldSayWhatItSaw() {
        Judgement.Decided pass = play(.89, 1);
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline()).startsWith("Accuracy is shown to be above the line 0.75: measured 0.");
        assertThat(pass.finding().details())
                .anyMatch(d ->
                        d.matches("These labelled points, decided by 1 shot each, \\d+ times each of 30 points\\."));
        Judgement.Decided fail = play(.6, 1);
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .startsWith("Accuracy is shown to be below the healthy 0.85: measured 0.")
                .endsWith(", the line is 0.75.");
    }

    @Test
    void shouldRefuseWhatCannotBeDecided() {
        assertThat(refused(gate.propose(bench.withShotLimit(3).context())))
                .satisfies(r -> assertThat(r.kind()).isEqualTo(Proposal.Kind.FEASIBILITY))
                .satisfies(r ->
                        assertThat(r.reason()).startsWith("3 shots cannot decide iris / accuracy: it needs about "))
                .satisfies(r -> assertThat(r.reason()).endsWith(" for each point"));
        assertThat(refused(gate.propose(bench.with("min", .95).context())).alternative())
                .isEqualTo("write 'margin: 0.05' or less, or a lower line");
        assertThat(refused(gate.propose(bench.with("min", "baseline")
                                .withBaseline(.1, .05, 10)
                                .context()))
                        .reason())
                .contains("which nothing can miss");
        assertThat(refused(gate.propose(bench.with("min", "baseline")
                                .withBaseline(.9, .01, 3)
                                .context()))
                        .reason())
                .contains("has 3 runs")
                .contains("at least 5");
        Bench endless =
                Bench.of("accuracy", Bench.model(labels, 0)).with("min", .75).onHardware(3);
        assertThat(refused(gate.propose(endless.context())).alternative()).contains("shots: 25");
    }

    @Test
    void shouldStopAtTheUsersLimit() {
        Bench limited = bench.withShotLimit(2);
        var evidence = evidence(sampled(Need.shots(1, 1, 2, 0), truth(.8), Seed.generator(4)));
        Judgement.Decided decided = decided(gate.judge(limited.context(), evidence));
        assertThat(decided.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decided.finding().next().get(0))
                .isEqualTo("(1) allow more than 2 shots (--shots), then qmlops resume RUN --rounds 2");
    }

    @Test
    void shouldSplitTheRateOfFalseRedOverTheGatesOfTheBuild() {
        long alone = accepted(gate.propose(bench.context())).worstShots();
        long shared = accepted(gate.propose(bench.sharedBy(20).context())).worstShots();
        assertThat(shared).isGreaterThan(alone);
    }
}
