package io.jenkins.plugins.quantum.engine.gate.regressionerror;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.more;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Readout;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegressionErrorGateTest {
    private static final Readout.Expectation Z0 =
            new Readout.Expectation(0, List.of(List.of(new Readout.Parity(1, List.of(0)))));
    private final RegressionErrorGate gate = new RegressionErrorGate();

    private static Bench bench(int shots, Double... targets) {
        Workload points = Bench.model(List.of("setosa", "setosa", "versicolor").subList(0, targets.length), 0);
        return Bench.of(
                        "regression-error",
                        new Workload(
                                points.tasks(),
                                new Readout.Regression(List.of(targets), Z0, shots),
                                points.metrics(),
                                points.digest()))
                .with("max", .2);
    }

    /** Means of Z of 0.8, 0 and -0.4. */
    private static Evidence.Batch ideal() {
        return batch(Need.exact(0, 0), bit(.1), bit(.5), bit(.7));
    }

    @Test
    void shouldMeasureTheErrorWithAndWithoutNoise() {
        Bench bench = bench(0, .9, .1, -.5);
        Judgement.Decided pass = decided(gate.judge(bench.context(), evidence(ideal())));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(.1, within(1e-9));
        assertThat(pass.finding().headline())
                .isEqualTo("The root mean squared error is 0.10 without noise; at most 0.20 is accepted.");
        Judgement.Decided fail = decided(gate.judge(
                bench.withNoise().with("metric", "mae").context(),
                evidence(ideal(), batch(Need.exact(1, 100), bit(.35), bit(.5), bit(.6)))));
        // means .3, 0, -.2
        assertThat(fail.finding().value()).isCloseTo((.6 + .1 + .3) / 3, within(1e-9));
        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().details())
                .anyMatch(d -> d.startsWith("Farthest off: point 1 (0.30 for 0.90), point 3"));
        assertThat(fail.finding().figures()).containsKeys("regression.rmse", "regression.mae", "regression.mae.ideal");
    }

    @Test
    void shouldCountTheScatterOfShots() {
        Bench bench = bench(10, .8, 0.0, -.4);
        double rmse = decided(gate.judge(bench.context(), evidence(ideal())))
                .finding()
                .value();
        assertThat(rmse).isCloseTo(Math.sqrt((.36 + 1 + .84) / 10 / 3), within(1e-9));
    }

    @Test
    void shouldDrawMoreNoiseWhereTheLimitIsNear() {
        Bench bench = bench(0, .8, 0.0).withNoise();
        var ideal = batch(Need.exact(0, 0), bit(.1), bit(.5));
        var outcomes = List.of(
                Outcome.averaged(bit(.2), List.of(bit(.25), bit(.2), bit(.15))),
                Outcome.averaged(bit(.6), List.of(bit(.62), bit(.6), bit(.58))));
        Judgement open =
                gate.judge(bench.context(), evidence(ideal, new Evidence.Batch(Need.exact(1, 100), List.of(outcomes))));
        assertThat(more(open).needs()).containsExactly(Need.exact(1, 400));
    }

    @Test
    void shouldTakeALineFromTheBaselineAndRefuseNonsense() {
        Bench recorded = bench(0, .9, .1, -.5)
                .with("max", "baseline")
                .with("margin", .03)
                .withBaseline(.08, 0, 1);
        assertThat(accepted(gate.propose(recorded.context())).needs()).containsExactly(Need.exact(0, 0));
        assertThat(decided(gate.judge(recorded.context(), evidence(ideal())))
                        .finding()
                        .line())
                .isCloseTo(.11, within(1e-9));
        assertThat(refused(gate.propose(bench(0, .9, .1, -.5).onHardware(3).context()))
                        .reason())
                .contains("cannot be decided by shots");
        assertThat(refused(gate.propose(bench(0, .3, .3, .3).context())).alternative())
                .contains("all the same");
        assertThat(refused(gate.propose(bench(0, 2.0, .1, -.5).context())).reason())
                .contains("no model can reach it");
        assertThat(refused(gate.propose(bench(0, .9, .1, -.5)
                                .with("max", .6)
                                .with("metric", "mae")
                                .context()))
                        .reason())
                .contains("shows nothing");
    }

    @Test
    void shouldRefuseALimitThatAConstantReaches() {
        // labels of 1 and -1: always predicting 0 errs by 1
        Proposal.Refused refused =
                refused(gate.propose(bench(0, 1.0, -1.0).with("max", 1).context()));
        assertThat(refused.reason())
                .isEqualTo("max 1 shows nothing: always predicting the same number has an error of 1.00");
        assertThat(refused.alternative()).isEqualTo("write a max below 1.00");
        assertThat(accepted(gate.propose(bench(0, 1.0, -1.0).with("max", .99).context()))
                        .needs())
                .containsExactly(Need.exact(0, 0));
    }

    @Test
    void shouldTellWhereTheMeansCanLie() {
        Workload points = bench(0, 2.5, 1.5, .5).workload();
        var shifted = new Readout.Expectation(.5, List.of(List.of(new Readout.Parity(1, List.of(0)))));
        Bench bench = Bench.of(
                "regression-error",
                new Workload(
                        points.tasks(),
                        new Readout.Regression(List.of(2.5, 1.5, .5), shifted, 0),
                        points.metrics(),
                        points.digest()));
        // 2.5 is 1 above what can be reached
        double least = Math.sqrt(1.0 / 3);
        Proposal.Refused refused = refused(gate.propose(bench.with("max", .5).context()));
        assertThat(refused.reason())
                .isEqualTo("no model can reach it: the observable's mean lies from -0.50 to 1.50, the labels leave an"
                        + " error of at least 0.58");
        assertThat(refused.alternative())
                .isEqualTo("scale the labels into that range, or the observable's coefficients up to them");
        assertThat(accepted(gate.propose(bench.with("max", least + 1e-9).context()))
                        .needs())
                .hasSize(1);
        assertThat(refused(gate.propose(
                                bench.with("max", .33).with("metric", "mae").context()))
                        .reason())
                .endsWith("at least 0.33");
    }

    @Test
    void shouldSayFromHowManyShotsANumberIsPredicted() {
        assertThat(decided(gate.judge(bench(0, .9, .2, -.45).context(), evidence(ideal())))
                        .finding()
                        .details())
                .containsExactly(
                        "exact, 3 points",
                        "These labelled points, predicted from infinitely many shots each.",
                        // the mean is .65 / 3, the squares sum to 1.0525
                        "Always predicting the same number has an error of 0.55.",
                        "Farthest off: point 2 (0.00 for 0.20), point 1 (0.80 for 0.90), point 3 (-0.40 for -0.45),"
                                + " counted from 1.");
        assertThat(decided(gate.judge(bench(10, .9, .1, -.5).context(), evidence(ideal())))
                        .finding()
                        .details())
                .contains(
                        "These labelled points, predicted from 10 shots each, whose own scatter is part of the error.");
    }
}
