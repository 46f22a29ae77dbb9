package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.accuracy.AccuracyGate;
import io.jenkins.plugins.quantum.engine.gate.f1.F1Gate;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelVerdictTest {
    private static final String MODEL = "It misses the line without any noise: look at the model, not at the device.";

    private final Bench bench =
            Bench.of("accuracy", Bench.model(List.of("setosa", "setosa", "versicolor", "versicolor"), 0));

    /** So many of the four points are decided rightly. */
    private static Distribution[] right(int points) {
        var decided = new Distribution[4];
        for (int i = 0; i < 4; i++) {
            decided[i] = Bench.bit((i < points) == (i >= 2) ? .9 : .1);
        }
        return decided;
    }

    private static Judgement.Decided judge(Bench bench, double min, int ideal, int noisy) {
        Evidence evidence = bench.noisy()
                ? Bench.evidence(
                        Bench.batch(Need.exact(0, 0), right(ideal)), Bench.batch(Need.exact(1, 100), right(noisy)))
                : Bench.evidence(Bench.batch(Need.exact(0, 0), right(ideal)));
        return Bench.decided(new ModelVerdict(bench.context(), ModelFigure.ACCURACY).judge(evidence, Line.at(min, .1)));
    }

    @Test
    void shouldBlameTheModelOnlyWhereItMissesTheLineWithoutNoise() {
        Judgement.Decided noise = judge(bench.withNoise(), .75, 3, 2);
        assertThat(noise.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(noise.finding().headline())
                .isEqualTo("Accuracy is 0.50 under the noise of heron-r2; the line is 0.75.");
        assertThat(noise.finding().details())
                .doesNotContain(MODEL)
                .contains(
                        "ideal 0.75   1.0x 0.50     exact, 4 points",
                        "Decided wrong as often as right or more: 2 of 4 points (3, 4, counted from 1).");
        assertThat(noise.finding().figures()).containsEntry("accuracy.drop", .25);
        assertThat(judge(bench.withNoise(), .75, 2, 1).finding().details()).contains(MODEL);
        assertThat(judge(bench, .75, 2, 2).finding().details()).doesNotContain(MODEL);
    }

    @Test
    void shouldAskWhetherTheClassesAreTheOtherWayRound() {
        String question = "With the two classes the other way round it would be 0.75 without noise: is their order in"
                + " the suite the one that the model means?";
        assertThat(judge(bench, .75, 1, 1).finding().details()).contains(question);
        assertThat(judge(bench, .76, 1, 1).finding().details()).doesNotContain(question);
    }

    @Test
    void shouldDrawTheRecallsWithAndWithoutNoise() {
        assertThat(groups(judge(bench.withNoise(), .5, 4, 3))).containsExactly("ideal", "heron-r2");
        assertThat(groups(judge(bench, .5, 4, 4))).containsExactly("ideal");
    }

    private static List<String> groups(Judgement.Decided decided) {
        return ((Plot.Bars) decided.finding().plots().get(0))
                .groups().stream().map(Plot.Group::name).toList();
    }

    @Test
    void shouldCompareClassesOnlyWhereThereAreTwo() {
        Bench one = Bench.of("f1", Bench.model(Collections.nCopies(3, "versicolor"), 0));
        Proposal.Refused refused =
                Bench.refused(new F1Gate().propose(one.with("min", .9).context()));
        assertThat(refused.reason()).isEqualTo("all labelled points are of the class versicolor: f1 compares classes");
        assertThat(refused.alternative()).isEqualTo("add points of another class to the data");
        assertThat(ModelGate.oneClass(bench.context(), "f1")).isEmpty();
    }

    @Test
    void shouldStartTheAxisOfItsTrendAtAConstantAnswer() {
        assertThat(new AccuracyGate().floor(bench.context())).hasValue(.5);
    }
}
