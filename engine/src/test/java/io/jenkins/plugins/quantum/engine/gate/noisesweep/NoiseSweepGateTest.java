package io.jenkins.plugins.quantum.engine.gate.noisesweep;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.averaged;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class NoiseSweepGateTest {
    private static final Distribution GHZ = ghz(3);
    private static final double[] SCALES = {.25, .5, 1, 1.5, 2, 3, 5};
    private final NoiseSweepGate gate = new NoiseSweepGate();
    private final Bench bench =
            Bench.of("noise-sweep", Bench.circuit(3)).withNoise().with("line", .7);

    private static Evidence curve(double... signals) {
        var batches = new ArrayList<Evidence.Batch>();
        batches.add(batch(Need.exact(0, 0), GHZ));
        for (int i = 0; i < SCALES.length; i++) {
            batches.add(batch(Need.exact(SCALES[i], 400), faded(GHZ, signals[i])));
        }
        return new Evidence(batches);
    }

    @Test
    void shouldMeasureTheCurve() {
        assertThat(accepted(gate.propose(bench.with("min", 1.2).context())).needs())
                .extracting(Need::scale)
                .containsExactly(0.0, .25, .5, 1.0, 1.2, 1.5, 2.0, 3.0, 5.0);
    }

    @Test
    void shouldJudgeTheSignalAtTheFactor() {
        Judgement.Decided pass = decided(gate.judge(bench.context(), curve(.97, .95, .9, .84, .76, .64, .5)));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .isEqualTo("The linear score is still 0.84 at 1.5x the noise of heron-r2; the line is 0.70.");
        assertThat(pass.finding().figures().get("noise.critical")).isCloseTo(2.5, Offset.offset(1e-6));
        assertThat(((Plot.Curve) pass.finding().plots().get(0)).marks())
                .extracting(Plot.Mark::name)
                .containsExactly("device", "required", "critical");
        Judgement.Decided fail = decided(gate.judge(bench.context(), curve(.9, .85, .75, .6, .5, .4, .2)));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().next()).contains("qmlops compare main --test iris");
    }

    @Test
    void shouldJudgeTodayToo() {
        Evidence low = curve(.97, .95, .9, .84, .76, .64, .5);
        assertThat(decided(gate.judge(bench.with("today", .88).context(), low)).verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(decided(gate.judge(bench.with("today", .95).context(), low)))
                .satisfies(d -> assertThat(d.verdict()).isEqualTo(Verdict.FAIL))
                .satisfies(d -> assertThat(d.finding().headline()).contains("as it is; the line for today is 0.95"));
    }

    @Test
    void shouldDrawMoreWhereTheAverageIsUnclear() {
        var batches = new ArrayList<>(curve(.97, .95, .9, .84, .76, .64, .5).batches());
        batches.set(4, averaged(Need.exact(1.5, 400), faded(GHZ, .71), faded(GHZ, .6), faded(GHZ, .8)));
        assertThat(more(gate.judge(bench.context(), new Evidence(batches))).needs())
                .containsExactly(Need.exact(1.5, 1600));
        batches.set(3, averaged(Need.exact(1, 400), faded(GHZ, .9), faded(GHZ, .85), faded(GHZ, .95)));
        batches.set(4, batch(Need.exact(1.5, 400), faded(GHZ, .84)));
        assertThat(more(gate.judge(bench.with("today", .9).context(), new Evidence(batches)))
                        .needs())
                .containsExactly(Need.exact(1, 1600));
    }

    @Test
    void shouldFindNoDataWithoutACurveOrWithoutNoise() {
        assertThat(decided(gate.judge(bench.context(), evidence())).verdict()).isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), GHZ))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
        assertThat(decided(gate.judge(bench.context(), curve(1, 1, 1, 1, 1, 1, 1)))
                        .finding()
                        .headline())
                .startsWith("The noise had no effect");
    }

    @Test
    void shouldSayThatALineIsOutOfReach() {
        Distribution flat = faded(GHZ, 0);
        var batches = new ArrayList<Evidence.Batch>(List.of(batch(Need.exact(0, 0), flat)));
        for (double scale : SCALES) {
            batches.add(batch(Need.exact(scale, 400), Bench.distribution("000", .5, "111", .5)));
        }
        Judgement.Decided fail = decided(gate.judge(bench.context(), new Evidence(batches)));
        assertThat(fail.finding().headline()).startsWith("The overlap falls to 0.25");
    }

    @Test
    void shouldRefuseNonsense() {
        Bench plain = Bench.of("noise-sweep", Bench.circuit(3));
        assertThat(refused(gate.propose(plain.context())).reason()).contains("no noise that could be multiplied");
        assertThat(refused(gate.propose(plain.onHardware(3).context())).alternative())
                .contains("fold-decay");
        assertThat(refused(gate.propose(bench.withShots(3).context())).alternative())
                .contains("evidence: shots");
        assertThat(refused(gate.propose(bench.with("today", .6).context())).reason())
                .contains("decides nothing");
        assertThat(refused(gate.propose(bench.with("line", "baseline").context()))
                        .reason())
                .contains("no baseline");
    }

    @Test
    void shouldRefuseALineForTodayThatDecidesNothing() {
        Bench today = bench.with("today", .6);
        assertThat(refused(gate.propose(today.with("min", 1).context())).reason())
                .isEqualTo("today 0.6 asks for less than line 0.7 at 1.0x noise: it decides nothing");
        assertThat(refused(gate.propose(today.with("today", .7).context())).reason())
                .contains("today 0.7 asks for less than line 0.7 at 1.5x noise");
        // with less noise than today's the line is higher by nature
        assertThat(accepted(gate.propose(today.with("min", .9).context())).needs())
                .hasSize(9);
    }

    @Test
    void shouldProveNoiseAtTodaysScaleAndAbove() {
        assertThat(decided(gate.judge(bench.context(), curve(1, 1, .9, .84, .76, .64, .5)))
                        .verdict())
                .isEqualTo(Verdict.PASS);
        assertThat(decided(gate.judge(bench.context(), curve(.97, .95, 1, .84, .76, .64, .5)))
                        .finding()
                        .headline())
                .startsWith("The noise had no effect: the results at 1.0x heron-r2");
    }

    @Test
    void shouldAdviseWhereEitherLineIsMissed() {
        Evidence low = curve(.97, .95, .9, .84, .76, .64, .5);
        assertThat(decided(gate.judge(bench.with("today", .88).context(), low))
                        .finding()
                        .next())
                .isEmpty();
        List<String> advice = List.of("qmlops compare main --test iris", "qmlops explain RUN iris");
        assertThat(decided(gate.judge(bench.with("today", .95).context(), low))
                        .finding()
                        .next())
                .isEqualTo(advice);
        assertThat(decided(gate.judge(bench.with("line", .85).context(), low))
                        .finding()
                        .next())
                .isEqualTo(advice);
    }

    @Test
    void shouldNotDrawMoreForALineThatNobodyAskedFor() {
        // today's value cannot be told from 0, and is not judged
        var batches = new ArrayList<>(curve(.9, .5, .1, .05, .04, .03, .02).batches());
        batches.set(3, averaged(Need.exact(1, 400), faded(GHZ, .1), faded(GHZ, 0), faded(GHZ, .2)));
        Judgement.Decided fail = decided(gate.judge(bench.context(), new Evidence(batches)));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline())
                .isEqualTo("The linear score falls to 0.05 at 1.5x the noise of heron-r2; the line is 0.70.");
    }
}
