package io.jenkins.plugins.quantum.engine.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ExpectationTestTest {
    private static final ExpectationDesign DESIGN = new ExpectationDesign(-.5, .2, .1, .01, .05);

    @Test
    void shouldSplitIntoTwoOneSidedDesigns() {
        var below = DESIGN.below();
        assertThat(below.good()).isCloseTo(-.6, within(1e-12));
        assertThat(below.bad()).isCloseTo(-.7, within(1e-12));
        assertThat(below.alpha()).isEqualTo(.005);
        assertThat(below.beta()).isEqualTo(.05);
        var above = DESIGN.aboveNegated();
        assertThat(above.good()).isCloseTo(.4, within(1e-12));
        assertThat(above.bad()).isCloseTo(.3, within(1e-12));
        assertThat(above.alpha()).isEqualTo(.005);
        assertThat(above.beta()).isEqualTo(.05);
    }

    @Test
    void shouldPassOnTargetAndFailOnEitherSide() {
        assertThat(after(5000, -.5).decision()).isEqualTo(Decision.PASS);
        assertThat(after(5000, -.9).decision()).isEqualTo(Decision.FAIL);
        assertThat(after(5000, -.1).decision()).isEqualTo(Decision.FAIL);
        assertThat(after(10, -.5).decision()).isEqualTo(Decision.CONTINUE);
    }

    @Test
    void shouldNotPassBeforeBothSidesHave() {
        // far below +within after few scores, not yet above -within
        var test = ExpectationTest.bounded(DESIGN, -1, 1, .75);
        boolean oneSideOnly = false;
        for (int i = 0; i < 400 && test.decision() == Decision.CONTINUE; i++) {
            test = test.update(new double[] {1, -1, -1, -1});
            var state = test.state();
            var below = state.below().decision();
            var above = state.above().decision();
            oneSideOnly |= (below == Decision.PASS) != (above == Decision.PASS);
            assertThat(test.decision() == Decision.PASS).isEqualTo(below == Decision.PASS && above == Decision.PASS);
        }
        assertThat(oneSideOnly).isTrue();
        assertThat(test.decision()).isEqualTo(Decision.PASS);
    }

    @Test
    void shouldReportTheDecidingEvidence() {
        var test = ExpectationTest.bounded(DESIGN, -1, 1).update(new double[] {-1, 1}, new long[] {30, 10});
        var below = SequentialTest.restore(test.state().below());
        var above = SequentialTest.restore(test.state().above());
        assertThat(test.logAgainstBad()).isEqualTo(Math.min(below.logAgainstBad(), above.logAgainstBad()));
        assertThat(test.logAgainstHealthy()).isEqualTo(Math.max(below.logAgainstHealthy(), above.logAgainstHealthy()));
        assertThat(below.logAgainstBad()).isNotEqualTo(above.logAgainstBad());
        assertThat(test.observations()).isEqualTo(40);
        assertThat(test.mean()).isCloseTo(-.5, within(1e-12));
    }

    @Test
    void shouldLeaveOutASideThatScoresCannotReach() {
        // all scores lie above -1: a mean below -1.1 cannot be
        var design = new ExpectationDesign(-.9, .2, .1, .01, .05);
        var test = ExpectationTest.bounded(design, -1, 1);
        assertThat(test.state().below()).isNull();
        assertThat(test.update(new double[] {-.9}, new long[] {3000}).decision())
                .isEqualTo(Decision.PASS);
        assertThat(test.update(new double[] {-.5}, new long[] {3000}).decision())
                .isEqualTo(Decision.FAIL);
        assertThat(test.update(new double[] {-.9}).mean()).isCloseTo(-.9, within(1e-12));
        var upper = ExpectationTest.bounded(new ExpectationDesign(.9, .2, .1, .01, .05), -1, 1);
        assertThat(upper.state().above()).isNull();
        assertThat(upper.decision()).isEqualTo(Decision.CONTINUE);
        assertThat(upper.update(new double[] {.9}).mean()).isCloseTo(.9, within(1e-12));
    }

    @Test
    void shouldKeepMeansOfGroupsApartWithoutPairingTheirShots() {
        // groups with means .3 and -.8 that sum to the target -.5: score = target + 2(value - expected mean)
        var test = ExpectationTest.cycled(DESIGN, -3.1, 3.1, 2, 2);
        double[] values = {-.5 + 2 * (1 - .3), -.5 + 2 * (-1 - .3), -.5 + 2 * (1 + .8), -.5 + 2 * (-1 + .8)};
        var after = test.update(values, new long[] {6500, 3500, 1000, 9000});
        assertThat(after.mean()).isCloseTo(-.5, within(1e-12));
        assertThat(after.decision()).isEqualTo(Decision.PASS);
        refused(() -> test.update(values, new long[] {1, 1, 1, 0}), "3 scores are no complete passes over 2 points");
    }

    @Test
    void shouldGoOnFromStoredEvidence() throws Exception {
        var json = new ObjectMapper();
        var test = after(10, -.5);
        var state = json.readValue(json.writeValueAsString(test.state()), ExpectationTest.State.class);
        assertThat(ExpectationTest.restore(state).update(new double[] {.1}).state())
                .isEqualTo(test.update(new double[] {.1}).state());
    }

    @Test
    void shouldRefuseNonsense() {
        refused(() -> new ExpectationDesign(0, .1, .2, .01, .05), "leaves nothing healthy within 0.1");
        refused(() -> new ExpectationDesign(Double.NaN, .1, .1, .01, .05), "target");
        refused(() -> new ExpectationDesign(0, 0, .1, .01, .05), "within");
        refused(() -> new ExpectationDesign(0, .1, 0, .01, .05), "margin");
        refused(() -> new ExpectationDesign(0, .1, .1, 1, .05), "alpha");
        refused(() -> new ExpectationDesign(0, .1, .1, .01, 0), "beta");
        refused(() -> ExpectationTest.bounded(DESIGN, 0, 1), "no score from 0.0 to 1.0 is within");
        // within the distance, but not healthy: the healthy means end at -.4 and start at -.6
        refused(() -> ExpectationTest.bounded(DESIGN, -.35, 1), "is within 0.1 of the target -0.5");
        refused(() -> ExpectationTest.bounded(DESIGN, -1, -.62), "is within 0.1 of the target -0.5");
        refused(() -> ExpectationTest.bounded(DESIGN, -1, -.65), "no score from -1.0 to -0.65 is within");
        refused(() -> ExpectationTest.bounded(DESIGN, -.6, -.4), "nothing to test");
        refused(() -> ExpectationTest.bounded(DESIGN, 1, 0), "from 1.0 to 0.0");
        refused(() -> new ExpectationTest.State(null, null), "at least one side");
        var state = after(10, -.5).state();
        var other = after(11, -.5).state();
        refused(() -> new ExpectationTest.State(state.below(), other.above()), "the same scores");
    }

    private static ExpectationTest after(int scores, double value) {
        return ExpectationTest.bounded(DESIGN, -1, 1).update(new double[] {value}, new long[] {scores});
    }

    private static void refused(ThrowingCallable call, String sentence) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining(sentence);
    }
}
