package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ShapeCheckTest {
    private static final double[] FOUR = {.4, .3, .2, .1};
    private static final double[] GHZ = {.46, .46, .01, .01, .01, .01, .02, .02};
    private static final double GHZ_NORM = .5 - .125;

    @Test
    void shouldMeasureTheDistanceAsAShareOfThatFromUniform() {
        var check = ShapeCheck.of(FOUR, .05, 100, .01, .05, 1);
        assertThat(check.distance(new long[] {30, 40, 20, 10})).isCloseTo(0.25858585858586003, within(1e-9));
        refused(() -> check.distance(new long[] {30, 40, 20, 11}), "made for 100 shots, not for 101");
    }

    @Test
    void shouldHaveOneLineWithEnoughShotsAndAGapWithFew() {
        var few = ShapeCheck.of(GHZ, GHZ_NORM, 50, .01, .05, 1);
        assertThat(few.decisive()).isFalse();
        assertThat(few.failAbove()).isGreaterThan(few.passBelow());
        var many = ShapeCheck.of(GHZ, GHZ_NORM, 2000, .01, .05, 1);
        assertThat(many.decisive()).isTrue();
        assertThat(many.failAbove()).isEqualTo(many.passBelow()).isBetween(.05, .20);
    }

    @Test
    void shouldPassThePredictedShapeAndFailAStuckOne() {
        var check = ShapeCheck.of(GHZ, GHZ_NORM, 2000, .01, .05, 1);
        assertThat(check.judge(new long[] {920, 920, 20, 20, 20, 20, 40, 40})).isEqualTo(Decision.PASS);
        assertThat(check.judge(new long[] {1840, 0, 20, 20, 20, 20, 40, 40})).isEqualTo(Decision.FAIL);
    }

    @Test
    void shouldAdmitThatFewShotsShowNothing() {
        var check = ShapeCheck.of(GHZ, GHZ_NORM, 30, .01, .05, 1);
        assertThat(check.judge(new long[] {19, 10, 1, 0, 0, 0, 0, 0})).isEqualTo(Decision.CONTINUE);
        assertThat(check.judge(new long[] {0, 0, 0, 0, 30, 0, 0, 0})).isEqualTo(Decision.FAIL);
        var some = ShapeCheck.of(GHZ, GHZ_NORM, 200, .01, .05, 1);
        assertThat(some.decisive()).isFalse();
        assertThat(some.judge(new long[] {92, 92, 2, 2, 2, 2, 4, 4})).isEqualTo(Decision.PASS);
        assertThat(some.judge(new long[] {130, 54, 2, 2, 2, 2, 4, 4})).isEqualTo(Decision.CONTINUE);
    }

    /** Without the simulated part, which 10⁸ shots make vanish; the figures are from the formula by another program. */
    @Test
    void shouldBoundTheLinearPartByNormalQuantiles() {
        var check = ShapeCheck.of(GHZ, GHZ_NORM, 100_000_000, new ShapeCheck.Limits(.05, .0500001, .01, .05), 1);
        assertThat(check.decisive()).isFalse();
        assertThat(check.failAbove()).isCloseTo(0.05014533773210915, within(2e-7));
        assertThat(check.passBelow()).isCloseTo(0.0498895115236345, within(2e-7));
    }

    @Test
    void shouldWidenTheSimulatedPartByTheDistance() {
        double upper = fewShots(0, .2).failAbove();
        double widened = fewShots(.05, .2).failAbove() - .05 - 0.20553859187330384;
        assertThat(widened / upper).isCloseTo(1.2101904347256112, within(1e-9));
        double near = fewShots(0, .2).passBelow() - .2 + 0.346816247673528;
        double far = fewShots(0, .4).passBelow() - .4 + 0.5270182113519427;
        assertThat(near).isNegative();
        assertThat(far / near).isCloseTo((1 + Math.sqrt(2) * 0.4203808694512223) / 1.4203808694512223, within(1e-9));
    }

    private static ShapeCheck fewShots(double good, double bad) {
        var check = ShapeCheck.of(GHZ, GHZ_NORM, 50, new ShapeCheck.Limits(good, bad, .01, .05), 1);
        assertThat(check.decisive()).isFalse();
        return check;
    }

    /** Two shots of a fair coin: equal ones are 1/2 from the law, unequal ones -1/2. */
    @Test
    void shouldSimulateTheUnbiasedDistance() {
        var check = ShapeCheck.of(new double[] {.5, .5}, .25, 2, new ShapeCheck.Limits(0, 1e-12, .01, .05), 1);
        assertThat(check.failAbove()).isCloseTo(.5 / .25, within(1e-9));
        assertThat(check.passBelow()).isCloseTo(-.5 / .25, within(1e-4));
    }

    @Test
    void shouldRepeatWithTheSameSeed() {
        var first = ShapeCheck.of(GHZ, GHZ_NORM, 200, .01, .05, 1);
        assertThat(ShapeCheck.of(GHZ, GHZ_NORM, 200, .01, .05, 1).failAbove()).isEqualTo(first.failAbove());
        assertThat(ShapeCheck.of(GHZ, GHZ_NORM, 200, .01, .05, 2).failAbove()).isNotEqualTo(first.failAbove());
    }

    /** The linear part of the error, which a bootstrap from the prediction alone does not see, matters on the edges. */
    @Test
    void shouldKeepItsErrorRatesOnTheEdges() {
        var random = Seed.generator(3);
        double[] ideal = porterThomas(random, 64);
        double norm = Arrays.stream(ideal).map(p -> p * p).sum() - 1.0 / 64;
        double[] predicted = Arrays.stream(ideal).map(p -> .8 * p + .2 / 64).toArray();
        var check = ShapeCheck.of(predicted, norm, 5000, .01, .05, 1);
        assertThat(check.decisive()).isTrue();
        for (boolean peaked : new boolean[] {true, false}) {
            double[] good = moved(predicted, norm, ShapeCheck.GOOD, peaked);
            double[] bad = moved(predicted, norm, ShapeCheck.BAD, peaked);
            assertThat(share(check, good, Decision.FAIL, random)).isLessThan(.02);
            assertThat(share(check, bad, Decision.PASS, random)).isLessThan(.07);
        }
    }

    private static double share(ShapeCheck check, double[] q, Decision wrong, UniformRandomProvider random) {
        int replays = 1000;
        int errors = 0;
        double[] cumulative = q.clone();
        Arrays.parallelPrefix(cumulative, Double::sum);
        for (int r = 0; r < replays; r++) {
            long[] counts = new long[q.length];
            for (int s = 0; s < 5000; s++) {
                int at = Arrays.binarySearch(cumulative, random.nextDouble());
                counts[Math.min(q.length - 1, at < 0 ? -at - 1 : at + 1)]++;
            }
            errors += check.judge(counts) == wrong ? 1 : 0;
        }
        return errors / (double) replays;
    }

    /** A law at a distance from the predicted one, towards its mode or in the direction of alternating signs. */
    private static double[] moved(double[] from, double norm, double distance, boolean peaked) {
        double[] direction = new double[from.length];
        int mode = 0;
        for (int i = 0; i < from.length; i++) {
            mode = from[i] > from[mode] ? i : mode;
        }
        for (int i = 0; i < from.length; i++) {
            direction[i] =
                    peaked ? (i == mode ? 1 : 0) - from[i] : (i % 2 == 0 ? 1 : -1) * Math.min(from[i], from[i ^ 1]);
        }
        double length = Math.sqrt(Arrays.stream(direction).map(d -> d * d).sum());
        double step = Math.sqrt(distance * norm) / length;
        assertThat(step).isLessThan(1);
        double[] moved = new double[from.length];
        for (int i = 0; i < from.length; i++) {
            moved[i] = from[i] + step * direction[i];
        }
        return moved;
    }

    private static double[] porterThomas(UniformRandomProvider random, int outcomes) {
        double[] p = new double[outcomes];
        for (int i = 0; i < outcomes; i++) {
            p[i] = -Math.log1p(-random.nextDouble());
        }
        double sum = Arrays.stream(p).sum();
        return Arrays.stream(p).map(x -> x / sum).toArray();
    }

    @Test
    @Timeout(30)
    void shouldNotDrawMillionsOfShots() {
        // limits near 0 show the simulated part of the error alone
        var limits = new ShapeCheck.Limits(0, 1e-9, .01, .05);
        double tenThousand = ShapeCheck.of(GHZ, GHZ_NORM, 10_000, limits, 1).failAbove();
        double aBillion = ShapeCheck.of(GHZ, GHZ_NORM, 1_000_000_000, limits, 1).failAbove();
        assertThat(aBillion * 1e9).isCloseTo(tenThousand * 1e4, within(1e-3));
        assertThat(tenThousand).isPositive();
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> ShapeCheck.of(FOUR, 0, 100, .01, .05, 1), "distance of the ideal outcomes from uniform");
        refused(() -> ShapeCheck.of(FOUR, .05, 1, .01, .05, 1), "at least 2 shots");
        refused(() -> ShapeCheck.of(new double[] {.5}, .05, 9, .01, .05, 1), "must sum to 1");
        refused(() -> new ShapeCheck.Limits(.2, .2, .01, .05), "must lie below the bad one");
        refused(() -> new ShapeCheck.Limits(-.1, .2, .01, .05), "good");
        refused(() -> new ShapeCheck.Limits(.1, Double.NaN, .01, .05), "bad");
        refused(() -> new ShapeCheck.Limits(.1, .2, 0, .05), "alpha");
        refused(() -> new ShapeCheck.Limits(.1, .2, .01, 1), "beta");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
