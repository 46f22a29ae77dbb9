package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.stats.ShotScore;
import org.junit.jupiter.api.Test;

class ScoredDesignTest {
    private final Bench bench =
            Bench.of("cross-entropy", Bench.circuit(2)).withNoise().withShots(3);

    /** Scores from -1 to 2 whose mean under any law is given. */
    private record Given(double mean) implements ShotScore {
        @Override
        public boolean undefined() {
            return false;
        }

        @Override
        public double lowest() {
            return -1;
        }

        @Override
        public double highest() {
            return 2;
        }

        @Override
        public double[] scores() {
            return new double[] {2, -1};
        }

        @Override
        public double mean(double[] law) {
            return mean;
        }

        @Override
        public double variance(double[] law) {
            return .25;
        }
    }

    private Proposal refined(double prediction) {
        Evidence references = Bench.evidence(
                Bench.batch(Need.reference(0, 0), Bench.ghz(2)),
                Bench.batch(Need.reference(1, 400), Bench.faded(Bench.ghz(2), .9)));
        return new ScoredDesign(bench.context(), Line.at(.5, .1), .01, shots -> new Given(prediction), "r", "a")
                .refined(references);
    }

    @Test
    void shouldRefuseALineThatTheNoiseModelItselfMisses() {
        Proposal.Refused refused = Bench.refused(refined(.49));
        assertThat(refused.reason()).isEqualTo("the noise model itself predicts a score of 0.49, below the line 0.50");
        assertThat(refused.alternative()).isEqualTo("write a min of at most 0.39, or test a smaller circuit");
        assertThat(Bench.accepted(refined(.5)).statistical()).isTrue();
    }

    @Test
    void shouldAskForAPredictionOnlyWhereThereIsNoise() {
        assertThat(ReferencedShots.references(bench.context()))
                .containsExactly(Need.reference(0, 0), Need.reference(1, 400));
        assertThat(ReferencedShots.references(
                        Bench.of("cross-entropy", Bench.circuit(2)).withShots(3).context()))
                .containsExactly(Need.reference(0, 0));
    }
}
