package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Reference values: a search over every n and critical number with {@code scipy.stats.binom}. */
class FixedDesignTest {
    @Test
    void shouldAgreeWithTheReferenceOnTheBinomialTest() {
        assertThat(FixedDesign.bernoulli(.9, .85, .01, .01)).isEqualTo(944);
        assertThat(FixedDesign.bernoulli(.9, .8, .01, .05)).isEqualTo(198);
        assertThat(FixedDesign.bernoulli(.9, .85, .01, .05)).isEqualTo(685);
        assertThat(FixedDesign.bernoulli(.9, .8, .0005, .05)).isEqualTo(293);
        assertThat(FixedDesign.bernoulli(.9, .85, .0005, .05)).isEqualTo(1042);
        assertThat(FixedDesign.bernoulli(.95, .05, .01, .05)).isEqualTo(3);
        assertThat(FixedDesign.bernoulli(.5, .3, .2, .2)).isEqualTo(19);
        assertThat(FixedDesign.bernoulli(.99, .98, .01, .05)).isEqualTo(2258);
        assertThat(FixedDesign.bernoulli(.99, .01, .4, .4)).isEqualTo(1);
    }

    @Test
    void shouldAgreeWithTheReferenceWhereGoodOrBadIsCertain() {
        assertThat(FixedDesign.bernoulli(1, .9, .01, .05)).isEqualTo(29);
        assertThat(FixedDesign.bernoulli(.5, 0, .01, .05)).isEqualTo(7);
    }

    @Test
    void shouldBeNearTheNormalApproximationForManyTrials() {
        long normal = FixedDesign.bounded(.25, .25, .002, .01, .05);
        assertThat((double) FixedDesign.bernoulli(.501, .499, .01, .05)).isCloseTo(normal, within(normal * 1e-3));
    }

    @Property(tries = 60)
    void shouldFindTheSmallestNumberOfTrials(
            @ForAll @Scale(6) @DoubleRange(min = .4, max = .99) double good,
            @ForAll @Scale(6) @DoubleRange(min = .1, max = .7) double share,
            @ForAll @Scale(6) @DoubleRange(min = .002, max = .3) double alpha,
            @ForAll @Scale(6) @DoubleRange(min = .01, max = .3) double beta) {
        double bad = good * share;
        int n = 1;
        while (!someCriticalNumberServes(n, good, bad, alpha, beta)) {
            n++;
        }
        assertThat(FixedDesign.bernoulli(good, bad, alpha, beta)).isEqualTo(n);
    }

    private static boolean someCriticalNumberServes(int n, double good, double bad, double alpha, double beta) {
        var healthy = BinomialDistribution.of(n, good);
        var faulty = BinomialDistribution.of(n, bad);
        for (int c = 0; c < n; c++) {
            if (healthy.cumulativeProbability(c) <= alpha && faulty.survivalProbability(c) <= beta) {
                return true;
            }
        }
        return false;
    }

    @Test
    void shouldUseBothVariancesForBoundedScores() {
        assertThat(FixedDesign.bounded(.09, .16, .1, .01, .05)).isEqualTo(184);
        assertThat(FixedDesign.bounded(0, 0, .1, .01, .05)).isEqualTo(1);
        assertThat(Feasibility.shots(.25, .1, .01, .05)).isEqualTo(395);
        assertThat(Feasibility.shots(1.3, .08, .01, .05)).isEqualTo(3204);
        assertThat(Feasibility.shots(1, .01, .01, .05)).isBetween(157_000L, 158_000L); // 15.8·Var/margin²
    }

    @Test
    void shouldInvertShotsToTheMarginThatTheyDecide() {
        assertThat(Feasibility.margin(.25, 400, .01, .05)).isCloseTo(0.09928003752480785, within(1e-12));
        assertThat(Feasibility.shots(.25, Feasibility.margin(.25, 400, .01, .05) + 1e-12, .01, .05))
                .isEqualTo(400);
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> FixedDesign.bernoulli(.8, .9, .01, .05), "bad (0.9) must lie below good (0.8)");
        refused(() -> FixedDesign.bernoulli(1.1, .9, .01, .05), "from 0 to 1");
        refused(() -> FixedDesign.bernoulli(.1, -.9, .01, .05), "from 0 to 1");
        refused(() -> FixedDesign.bernoulli(.50001, .5, 1e-4, 1e-4), "widen the margin");
        refused(() -> FixedDesign.bounded(1, 1, 1e-12, .01, .05), "widen the margin");
        refused(() -> FixedDesign.bounded(-1, 1, .1, .01, .05), "variance of a good score");
        refused(() -> FixedDesign.bounded(1, -1, .1, .01, .05), "variance of a bad score");
        refused(() -> FixedDesign.bounded(1, 1, 0, .01, .05), "margin");
        refused(() -> FixedDesign.bounded(1, 1, .1, 0, .05), "alpha");
        refused(() -> FixedDesign.bounded(1, 1, .1, .01, 1), "beta");
        refused(() -> Feasibility.margin(1, 0, .01, .05), "at least 1 shot");
        refused(() -> Feasibility.margin(-1, 1, .01, .05), "variance");
        refused(() -> Feasibility.margin(1, 1, 0, .05), "alpha");
        refused(() -> Feasibility.margin(1, 1, .01, 0), "beta");
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
