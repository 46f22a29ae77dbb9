package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/** Reference values: scipy 1.x, {@code binomtest(...).proportion_ci(..., 'exact')} and {@code norm.interval}. */
class IntervalsTest {
    @Test
    void shouldAgreeWithTheReferenceOnClopperPearson() {
        equal(Intervals.clopperPearson(0, 10, .95), 0, 0.3084971078187607);
        equal(Intervals.clopperPearson(10, 10, .95), 0.6915028921812392, 1);
        equal(Intervals.clopperPearson(7, 10, .95), 0.34754714994000274, 0.9332604888222655);
        equal(Intervals.clopperPearson(800, 1000, .95), 0.7738406271786294, 0.8243794251691577);
        equal(Intervals.clopperPearson(1, 1, .9), 0.05, 1);
        equal(Intervals.clopperPearson(81, 263, .99), 0.2368373581655392, 0.386258325669745);
    }

    @Property(tries = 200)
    void shouldCoverTheProbabilityOfABinomial(
            @ForAll @DoubleRange(min = .01, max = .99) double p, @ForAll @IntRange(min = 1, max = 60) int n) {
        var binomial = BinomialDistribution.of(n, p);
        double covered = 0;
        for (int k = 0; k <= n; k++) {
            covered += Intervals.clopperPearson(k, n, .9).contains(p) ? binomial.probability(k) : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(.9 - 1e-12);
    }

    @Test
    void shouldAgreeWithTheFormulaOfEmpiricalBernstein() {
        equal(Intervals.empiricalBernstein(1000, .3, .2, -1, 2, .95), 0.22742852707789035, 0.3725714729221096);
        equal(Intervals.empiricalBernstein(1000, -.99, 0, -1, 2, .95), -1, -.99 + 0.03071 + 4.3e-6);
        equal(Intervals.empiricalBernstein(2, 1, 0, 1, 3, .95), 1, 3);
    }

    @Test
    void shouldAgreeWithTheReferenceOnNormalIntervals() {
        equal(Intervals.normal(1.5, .2, .95), 1.1080072030919892, 1.8919927969080108);
        equal(Intervals.normal(1.5, 0, .95), 1.5, 1.5);
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> Intervals.clopperPearson(0, 0, .95), "at least 1 trial");
        refused(() -> Intervals.clopperPearson(-1, 3, .95), "-1 successes in 3 trials");
        refused(() -> Intervals.clopperPearson(4, 3, .95), "4 successes in 3 trials");
        refused(() -> Intervals.clopperPearson(1, 3, 1), "confidence must lie between 0 and 1, not 1.0");
        refused(() -> Intervals.clopperPearson(1, 3, 0), "confidence");
        refused(() -> Intervals.clopperPearson(1, 3, Double.NaN), "confidence");
        refused(() -> Intervals.empiricalBernstein(1, .5, .1, 0, 1, .95), "at least 2 scores");
        refused(() -> Intervals.empiricalBernstein(9, .5, -.1, 0, 1, .95), "variance");
        refused(() -> Intervals.empiricalBernstein(9, 2, .1, 0, 1, .95), "a mean of 2.0");
        refused(() -> Intervals.empiricalBernstein(9, -1, .1, 0, 1, .95), "a mean of -1.0");
        refused(() -> Intervals.empiricalBernstein(9, 1, .1, 1, 1, .95), "from 1.0 to 1.0");
        refused(() -> Intervals.empiricalBernstein(9, 1, .1, 1, 1.0 / 0, .95), "Infinity");
        refused(() -> Intervals.empiricalBernstein(9, 1, .1, -1.0 / 0, 1, .95), "Infinity");
        refused(() -> Intervals.normal(Double.NaN, 1, .95), "mean");
        refused(() -> Intervals.normal(0, -1, .95), "standard error");
        refused(() -> Intervals.normal(0, 1, 1), "confidence");
        refused(() -> new Interval(1, 0), "from 1.0 to 0.0");
        refused(() -> new Interval(Double.NaN, 0), "from NaN");
    }

    @Test
    void shouldContainItsEnds() {
        var interval = new Interval(1, 2);
        assertThat(interval.contains(1)).isTrue();
        assertThat(interval.contains(2)).isTrue();
        assertThat(interval.contains(.999)).isFalse();
        assertThat(interval.contains(2.001)).isFalse();
        assertThat(interval.contains(Double.NaN)).isFalse();
    }

    private static void equal(Interval interval, double lower, double upper) {
        assertThat(interval.lower()).isCloseTo(lower, within(1e-9));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-5));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
