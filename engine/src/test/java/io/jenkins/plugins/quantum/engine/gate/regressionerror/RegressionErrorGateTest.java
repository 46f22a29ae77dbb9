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
}
