package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LookPlanTest {
    /** Four points of five shots a decision: a pass brings 4 scores and takes 5 shots of each point. */
    private final Bench bench = Bench.of(
                    "accuracy", Bench.model(List.of("setosa", "versicolor", "setosa", "versicolor"), 5))
            .withShots(3);

    private LookPlan plan(Bench each) {
        return LookPlan.of(each.context(), 100, 4, 5);
    }

    @Test
    void shouldLayCompletePassesOutOverTheRounds() {
        // 25 passes, capped at 38 = 1.5 x 25, 13 in each of 3 looks
        LookPlan plan = plan(bench);

        assertThat(plan).isEqualTo(new LookPlan(125, 190, 65));
        assertThat(plan.expectedShots(bench.workload())).isEqualTo(4 * 69); // 0.55 x 125
        assertThat(plan.worstShots(bench.workload())).isEqualTo(4 * 195);
        assertThat(plan.refusal(bench.context(), .25, 4, 5)).isEmpty();
    }

    @Test
    void shouldStayWithinTheUsersLimit() {
        // 12 passes are allowed, 4 in each of 3 looks
        LookPlan plan = plan(bench.withShotLimit(60));

        assertThat(plan).isEqualTo(new LookPlan(125, 60, 20));
        assertThat(plan.mayLook(bench.withShotLimit(60).context(), 40)).isTrue();
        assertThat(plan.mayLook(bench.withShotLimit(60).context(), 41)).isFalse();
        assertThat(plan.mayLook(bench.context(), 1_000_000)).isTrue();
        assertThat(plan(bench.withShotLimit(125))
                        .refusal(bench.withShotLimit(125).context(), .25, 4, 5))
                .isEmpty();
    }

    @Test
    void shouldNameTheMarginThatTheLimitDecides() {
        GateContext limited = bench.withShotLimit(60).context();

        // 12 passes are 48 scores: (2.326 + 1.645) x sqrt(variance / 48)
        Proposal.Refused refused =
                plan(bench.withShotLimit(60)).refusal(limited, .25, 4, 5).orElseThrow();

        assertThat(refused.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(refused.reason())
                .isEqualTo("60 shots cannot decide iris / accuracy: it needs about 125 for each point");
        assertThat(refused.alternative()).startsWith("write 'margin: 0.29', allow ");
        // 0.495, rounded up to 0.5, is wider than any margin that may be written
        assertThat(plan(bench.withShotLimit(60))
                        .refusal(limited, .746, 4, 5)
                        .orElseThrow()
                        .alternative())
                .startsWith("allow ");
    }

    @Test
    void shouldFindTheFewestScoresThatPass() {
        assertThat(LookPlan.leastScores(n -> n >= 37)).isEqualTo(37);
        assertThat(LookPlan.leastScores(n -> n >= 64)).isEqualTo(64);
        assertThat(LookPlan.leastScores(n -> true)).isEqualTo(1);
        assertThat(LookPlan.leastScores(n -> false)).isEqualTo(1L << 40);
    }
}
