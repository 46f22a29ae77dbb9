package io.jenkins.plugins.quantum.engine.gate;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import org.junit.jupiter.api.Test;

/** What two sequential tests of an annealer's reads plan. */
class AnnealerTestsTest {
    private final Bench bench =
            Bench.of("ground-state-rate", Bench.problem(FOUR, -4)).withShots(4);

    @Test
    void shouldPlanAShareByItsMiddle() {
        var test = new GroundStateTest(bench.context(), Line.at(.5, .1));
        Proposal.Accepted accepted = Bench.accepted(test.proposal());
        long fixed = FixedDesign.bernoulli(.6, .5, .01, .05);
        long look = (long) Math.ceil(Math.ceil(1.5 * fixed) / 4);

        assertThat(test.variance()).isCloseTo(.55 * .45, within(1e-12));
        assertThat(test.lookReads()).isEqualTo(look);
        assertThat(accepted.needs()).containsExactly(Need.shots(0, look, 1, 0));
        assertThat(accepted.worstShots()).isEqualTo(4 * look);
        // (2.326 + 1.645) x sqrt(.2475 / 100) = 0.198
        assertThat(Bench.refused(new GroundStateTest(bench.withShotLimit(100).context(), Line.at(.5, .1)).proposal())
                        .alternative())
                .startsWith("write 'margin: 0.2', allow ");
    }

    private Proposal bounded(Bench each, Line line, double variance) {
        return new BoundedReads(each.context(), line, -1, variance).proposal();
    }

    @Test
    void shouldPlanAMeanByItsVariance() {
        // .5 x ((2.326 + 1.645) / .2)^2 = 197.2, times 1.5 in four looks: 297 / 4
        assertThat(Bench.accepted(bounded(bench, Line.at(.5, .2), .5)).needs())
                .containsExactly(Need.shots(0, 75, 1, 0));
        Proposal.Refused refused = Bench.refused(bounded(bench.withShotLimit(50), Line.at(.5, .2), .5));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused.reason()).isEqualTo("50 shots cannot decide iris / ground-state-rate: it needs about 198");
        // (2.326 + 1.645) x sqrt(.5 / 50) = .397
        assertThat(refused.alternative()).startsWith("write 'margin: 0.4', ");
    }

    @Test
    void shouldTakeTheReadsThatAHealthyAnnealerNeedsAtTheTop() {
        // every read is best: only how sure one must be counts, in a range a tenth of the margin wider than the scores
        var design = new SequentialDesign(1, .8, .01, .05);
        long least = 1;
        while (SequentialTest.bounded(design, -1, 1.02, 1e-6)
                        .update(new double[] {1}, new long[] {least})
                        .decision()
                != Decision.PASS) {
            least++;
        }

        assertThat(Bench.accepted(bounded(bench, new Line(.8, 1, ""), 1e-6)).needs())
                .containsExactly(Need.shots(0, (long) Math.ceil(Math.ceil(1.5 * least) / 4), 1, 0));
    }
}
