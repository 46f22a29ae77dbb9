package io.jenkins.plugins.quantum.engine.gate.calibration;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
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
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CalibrationGateTest {
    private static final int POINTS = 200;
    private final CalibrationGate gate = new CalibrationGate();

    /** Four of ten points with a prediction of .4 are of the second class, eight of ten with one of .8. */
    private static List<String> labels() {
        return IntStream.range(0, POINTS)
                .mapToObj(i -> i % 10 < (i < POINTS / 2 ? 4 : 8) ? "versicolor" : "setosa")
                .toList();
    }

    private static Bench bench(int shots) {
        return Bench.of("calibration", Bench.model(labels(), shots)).with("max", .1);
    }

    private static Evidence.Batch predictions(Need need, IntToDoubleFunction share) {
        return batch(
                need,
                IntStream.range(0, POINTS)
                        .mapToObj(i -> bit(share.applyAsDouble(i)))
                        .toArray(Distribution[]::new));
    }

    private static double honest(int point) {
        return point < POINTS / 2 ? .4 : .8;
    }

    @Test
    void shouldPassPredictionsThatCanBeTakenAtTheirWord() {
        Judgement.Decided decided = decided(
                gate.judge(bench(0).context(), evidence(predictions(Need.exact(0, 0), CalibrationGateTest::honest))));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().value()).isCloseTo(0, within(1e-9));
        assertThat(decided.finding().figures().get("calibration.brier")).isCloseTo((.24 + .16) / 2, within(1e-9));
        assertThat(decided.finding().plots()).hasSize(1);
    }

    @Test
    void shouldFailAModelThatIsTooSure() {
        Judgement.Decided decided = decided(gate.judge(
                bench(0).withNoise().context(),
                evidence(
                        predictions(Need.exact(0, 0), CalibrationGateTest::honest),
                        predictions(Need.exact(1, 100), i -> i < POINTS / 2 ? .02 : .98))));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline())
                .isEqualTo("Expected calibration error is 0.28 under the noise of heron-r2; at most 0.10 is accepted.");
        assertThat(decided.finding().figures().get("calibration.ece.ideal")).isCloseTo(0, within(1e-9));
    }

    @Test
    void shouldJudgeTheBrierScoreOfPredictionsFromShots() {
        Bench brier = bench(5).with("metric", "brier").with("max", .23);
        Judgement.Decided decided = decided(
                gate.judge(brier.context(), evidence(predictions(Need.exact(0, 0), CalibrationGateTest::honest))));
        // .2 of the predictions, and .24/5 and .16/5 of their shots
        assertThat(decided.finding().value()).isCloseTo(.24, within(1e-9));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldNotBlameAModelForWhatChanceExplains() {
        Bench strict = bench(0).with("max", .01);
        Judgement.Decided decided =
                decided(gate.judge(strict.context(), evidence(predictions(Need.exact(0, 0), i -> honest(i) + .02))));
        assertThat(decided.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(decided.finding().details()).anyMatch(d -> d.contains("chance alone explains"));
    }

    @Test
    void shouldDrawMoreNoiseWhereTheLimitIsNear() {
        var outcomes = new ArrayList<Outcome>();
        for (int i = 0; i < POINTS; i++) {
            double p = honest(i) + .1;
            outcomes.add(Outcome.averaged(bit(p), List.of(bit(p - .05), bit(p + .06), bit(p - .01))));
        }
        var noisy = new Evidence.Batch(Need.exact(1, 100), List.of(outcomes));
        Judgement open = gate.judge(
                bench(0).withNoise().context(),
                evidence(predictions(Need.exact(0, 0), CalibrationGateTest::honest), noisy));
        assertThat(more(open).needs()).containsExactly(Need.exact(1, 400));
    }

    @Test
    void shouldBeExactOnlyAndTakeALineFromTheBaseline() {
        assertThat(accepted(gate.propose(bench(0).context())).statistical()).isFalse();
        assertThat(refused(gate.propose(bench(5).onHardware(3).context())).reason())
                .startsWith("calibration cannot be decided by shots");
        Bench recorded = bench(0).with("max", "baseline").with("margin", .05).withBaseline(.02, 0, 1);
        Judgement.Decided decided = decided(
                gate.judge(recorded.context(), evidence(predictions(Need.exact(0, 0), CalibrationGateTest::honest))));
        assertThat(decided.finding().line()).isCloseTo(.07, within(1e-9));
    }

    private static Bench few(int points) {
        return Bench.of("calibration", Bench.model(labels().subList(0, points), 0))
                .with("max", .1);
    }

    @Test
    void shouldRefuseFewerThanTenPointsForEachBin() {
        assertThat(accepted(gate.propose(few(100).context())).needs()).isNotEmpty();
        var refused = refused(gate.propose(few(99).context()));
        // the square root of 10 / (2 pi 99) is 0.1268
        assertThat(refused.reason())
                .isEqualTo("99 points are too few for 10 bins: by chance alone a model whose every prediction is true"
                        + " would show an error of about 0.13 where it is unsure");
        assertThat(refused.alternative())
                .isEqualTo("write 'bins: 9', label at least 100 points, or write 'metric: brier'");
        assertThat(refused(gate.propose(few(20).context())).alternative()).startsWith("write 'bins: 2', ");
        assertThat(refused(gate.propose(few(19).context())).alternative()).startsWith("label at least 100 points");
        assertThat(accepted(gate.propose(few(20).with("bins", 2).context())).needs())
                .isNotEmpty();
    }

    @Test
    void shouldRefuseALimitThatAlwaysPredictingTheShareMeets() {
        // 60 % are of the second class: .6 * .4
        Bench brier = bench(0).with("metric", "brier");
        var refused = refused(gate.propose(brier.with("max", .25).context()));
        assertThat(refused.reason())
                .isEqualTo("max 0.25 shows nothing: always predicting the share of the class has a Brier score of"
                        + " 0.24");
        assertThat(refused.alternative()).isEqualTo("write a max below 0.24");
        assertThat(accepted(gate.propose(brier.with("max", .239).context())).needs())
                .isNotEmpty();
    }
}
