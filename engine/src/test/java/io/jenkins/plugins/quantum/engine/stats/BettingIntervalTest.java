package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BettingIntervalTest {
    @Test
    void shouldHoldTheMeanInNineteenOfTwentySamples() {
        // scores of −5 in one of 400 reads, else 0: a mean of −0.0125 that few samples show
        var random = Seed.generator(7);
        var interval = new BettingInterval(-5, 0, .01, .06, .95);
        int missed = 0;
        int replays = 2000;
        for (int replay = 0; replay < replays; replay++) {
            long low = 0;
            for (int i = 0; i < 600; i++) {
                low += random.nextDouble() < 1 / 400.0 ? 1 : 0;
            }
            Interval found = interval.of(Map.of(-5.0, low, 0.0, 600 - low));
            missed += found.lower() > -.0125 || found.upper() < -.0125 ? 1 : 0;
        }

        assertThat(missed).isLessThan(replays / 20);
    }

    @Test
    void shouldBeNarrowerThanTheEmpiricalBernsteinIntervalForScoresSmallBesideTheirRange() {
        Interval bets = new BettingInterval(-5, 0, .01, .01, .95).of(Map.of(0.0, 950L, -.1, 50L));

        assertThat(bets.lower()).isBetween(-.06, -.005);
        assertThat(bets.upper()).isBetween(-.005, 0.0);
        Interval bernstein = Intervals.empiricalBernstein(1000, -.005, .000475, -5, 0, .95);
        assertThat(bets.upper() - bets.lower()).isLessThan(bernstein.upper() - bernstein.lower());
    }

    @Test
    void shouldMirror() {
        Interval one = new BettingInterval(0, 1, .1, 0, .9).of(new TreeMap<>(Map.of(.25, 30L, .75, 10L)));
        Interval other = new BettingInterval(0, 1, .1, 0, .9).of(new TreeMap<>(Map.of(.75, 30L, .25, 10L)));

        assertThat(one.lower() + other.upper()).isBetween(.999999, 1.000001);
        assertThat(one.lower()).isLessThan(.375);
        assertThat(one.upper()).isGreaterThan(.375);
    }

    @Test
    void shouldRefuseWhatIsNoSample() {
        var interval = new BettingInterval(0, 1, .1, 0, .95);

        assertThatThrownBy(() -> interval.of(Map.of())).hasMessageContaining("at least 1 score");
        assertThatThrownBy(() -> interval.of(Map.of(2.0, 1L))).hasMessageContaining("outside the range");
        assertThatThrownBy(() -> new BettingInterval(1, 0, .1, 0, .95)).hasMessageContaining("reach");
    }
}
