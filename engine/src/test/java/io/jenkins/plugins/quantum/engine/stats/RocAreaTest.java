package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RocAreaTest {
    private static final boolean[] LABELS = {false, true, false, true, true};

    @Test
    void shouldCountPairsAndHalfOfTheTies() {
        // pairs of .5 and .7 with .4: won; .5 with .5: tie; .7 with .5 won; .1 loses twice
        assertThat(RocArea.known(LABELS, new double[] {.4, .5, .5, .7, .1})).isCloseTo(3.5 / 6, within(1e-12));
        assertThat(RocArea.known(LABELS, new double[] {0, 1, 0, 1, 1})).isEqualTo(1);
        assertThat(RocArea.known(LABELS, new double[] {1, 0, 1, 0, 0})).isZero();
        assertThat(RocArea.known(LABELS, new double[] {.3, .3 + 1e-12, .3, .3, .3}))
                .isEqualTo(.5);
    }

    @Test
    void shouldRefuseASingleClass() {
        assertThatThrownBy(() -> RocArea.known(new boolean[] {true, true}, new double[] {0, 1}))
                .hasMessageContaining("points of the positive class and others");
        assertThatThrownBy(() -> RocArea.known(new boolean[] {true}, new double[] {0, 1}))
                .hasMessageContaining("equally long");
    }

    @Test
    void shouldExpectTheAreaOfDrawnVotes() {
        // one shot each: positive .8, other .3: won .8·.7, tied .8·.3 + .2·.7
        boolean[] labels = {true, false};
        assertThat(RocArea.votes(labels, new double[] {.8, .3}, 1)).isCloseTo(.56 + .38 / 2, within(1e-12));
        assertThat(RocArea.votes(labels, new double[] {.8, .3}, 0)).isEqualTo(1);
        double[] shares = {.2, .7, .45, .6, .5};
        var random = Seed.generator(3);
        double mean = 0;
        int draws = 4000;
        for (int d = 0; d < draws; d++) {
            double[] votes = new double[shares.length];
            for (int i = 0; i < votes.length; i++) {
                for (int s = 0; s < 25; s++) {
                    votes[i] += random.nextDouble() < shares[i] ? 1 : 0;
                }
            }
            mean += RocArea.known(LABELS, votes) / draws;
        }
        assertThat(RocArea.votes(LABELS, shares, 25)).isCloseTo(mean, within(.01));
    }

    @Test
    void shouldAgreeWithVotesInTheNormalApproximation() {
        double[] shares = {.2, .7, .45, .6, .5};
        int shots = 400;
        double[] variances = new double[shares.length];
        for (int i = 0; i < shares.length; i++) {
            variances[i] = shares[i] * (1 - shares[i]) / shots;
        }
        assertThat(RocArea.normal(LABELS, shares, variances))
                .isCloseTo(RocArea.votes(LABELS, shares, shots), within(2e-3));
        assertThat(RocArea.normal(LABELS, shares, new double[5])).isEqualTo(RocArea.known(LABELS, shares));
        assertThat(RocArea.normal(new boolean[] {true, false}, new double[] {.5, .5}, new double[2]))
                .isEqualTo(.5);
    }

    @Property(tries = 200)
    void shouldMirrorWhenScoresAreTurned(@ForAll @Size(5) double[] raw, @ForAll @IntRange(max = 60) int shots) {
        double[] shares = new double[raw.length];
        double[] turned = new double[raw.length];
        for (int i = 0; i < raw.length; i++) {
            shares[i] = Double.isFinite(raw[i]) ? Math.abs(raw[i] % 1) : .5;
            turned[i] = 1 - shares[i];
        }
        double area = RocArea.votes(LABELS, shares, shots);
        assertThat(area).isBetween(0.0, 1 + 1e-9);
        assertThat(RocArea.votes(LABELS, turned, shots)).isCloseTo(1 - area, within(1e-9));
    }

    @Property(tries = 50)
    void shouldLoseNothingOfABinomialLaw(
            @ForAll @IntRange(min = 1, max = 5000) int shots, @ForAll @DoubleRange(max = 1) double share) {
        double[] sum = new double[1];
        VoteLaw.visit(shots, share, (votes, probability) -> sum[0] += probability);
        assertThat(sum[0]).isCloseTo(1, within(1e-9));
    }
}
