package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTestTest {
    private static final List<String> LABELS =
            List.of("setosa", "versicolor", "versicolor", "setosa", "versicolor", "versicolor");
    private static final Line LINE = Line.at(.75, .1);

    private static Bench bench(int shots, int tasks) {
        Workload model =
                Bench.model(LABELS, List.of("setosa", "versicolor"), new Readout.Decision.Bit(0), shots, tasks);
        return Bench.of("accuracy", model).onHardware(3);
    }

    /** Passes over all points; every setosa is decided rightly, of the passes over versicolor a number wrongly. */
    private static Evidence.Batch passes(int passes, int wrong, int shots, int tasks) {
        var outcomes = new ArrayList<Outcome>();
        for (int pass = 0; pass < passes; pass++) {
            for (String label : LABELS) {
                boolean one = label.equals("versicolor") && pass >= wrong;
                outcomes.add(Outcome.sampled(new Counts(2, Map.of(one ? "01" : "00", (long) shots))));
            }
        }
        return new Evidence.Batch(Need.shots(1, shots, passes, 0), Collections.nCopies(tasks, outcomes));
    }

    @Test
    void shouldCountTheShotsOfAllPointsAndTasks() {
        GateContext context = bench(5, 2).context();
        DecisionTest ofClass = DecisionTest.ofClass(context, LINE, 0, 2);
        var test = ofClass.test(Bench.evidence(passes(3, 3, 5, 2)));

        assertThat(test.observations()).isEqualTo(3 * 2);
        assertThat(test.mean()).isEqualTo(1);
        assertThat(ofClass.words(test).shots()).isEqualTo(3 * 6 * 5 * 2);
    }

    @Test
    void shouldNotCountWhatOtherGatesAskedFor() {
        var own = new DecisionTest(bench(5, 1).context(), LINE);
        Evidence evidence = Bench.evidence(passes(3, 0, 5, 1), passes(40, 40, 1, 1));

        assertThat(own.test(evidence).observations()).isEqualTo(3 * 6);
        assertThat(own.test(evidence).mean()).isEqualTo(1);
        assertThat(own.interval(own.test(Bench.evidence()))).isEqualTo(new Interval(0, 1));
        assertThat(own.interval(own.test(evidence)).lower()).isBetween(.7, .9);
        assertThat(own.nextLook(evidence).get(0).look()).isEqualTo(1);
    }

    @Test
    void shouldSendTheUserOnOnlyWhereItFails() {
        var own = new DecisionTest(bench(1, 1).context(), LINE);

        Judgement.Decided pass = Bench.decided(own.judge(Bench.evidence(passes(60, 0, 1, 1)), "Accuracy"));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline()).isEqualTo("Accuracy is shown to be above the line 0.75: measured 1.00.");
        assertThat(pass.finding().next()).isEmpty();
        assertThat(pass.finding().details())
                .contains("These labelled points, decided by 1 shot each, 60 times each of 6 points.");
        Judgement.Decided fail = Bench.decided(own.judge(Bench.evidence(passes(60, 60, 1, 1)), "Accuracy"));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo("Accuracy is shown to be below the healthy 0.85: measured 0.33, the line is 0.75.");
        assertThat(fail.finding().next()).hasSize(2);
    }

    @Test
    void shouldRefuseAHealthyModelAboveOneAndNameTheMarginOfALimit() {
        GateContext context = bench(1, 1).context();
        assertThat(DecisionTest.aboveOne(context, new Line(.9, 1, ""))).isEmpty();
        Proposal.Refused above =
                DecisionTest.aboveOne(context, new Line(.95, 1.05, "")).orElseThrow();
        assertThat(above.reason())
                .isEqualTo("a healthy model would have a score above 1: the line 0.95 plus the margin 0.1");
        assertThat(above.alternative()).isEqualTo("write 'margin: 0.05' or less, or a lower line");
        assertThat(DecisionTest.aboveOne(context, new Line(1, 1.1, ""))
                        .orElseThrow()
                        .alternative())
                .isEqualTo("write a lower line");

        // 90 decisions: (2.326 + 1.645) x sqrt(.8 x .2 / 90) = .1674
        assertThat(Bench.refused(new DecisionTest(bench(1, 1).withShotLimit(15).context(), LINE).proposal(List.of()))
                        .alternative())
                .startsWith("write 'margin: 0.17', ");
    }
}
