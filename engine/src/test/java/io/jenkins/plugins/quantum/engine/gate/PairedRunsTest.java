package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRunsTest {
    private final Bench bench = Bench.of("classical", Bench.model(Collections.nCopies(10, "versicolor"), 5))
            .withShots(3);

    private static PairedRuns runs(Bench bench) {
        return new PairedRuns(bench.context(), .19, .1, .005);
    }

    @Test
    void shouldCountTheShotsOfBothRuns() {
        // .19 x ((2.576 + 1.645) / .1)^2 = 338.5 scores are 34 passes of 5 shots, at most 51 passes, 17 in a look
        List<Need> first = List.of(runs(bench).run(0), runs(bench).run(1));
        Proposal.Accepted accepted = Bench.accepted(runs(bench).proposal(first));

        assertThat(first).containsExactly(Need.shots(0, 5, 17, 0), Need.shots(0, 5, 17, 1));
        assertThat(accepted.needs()).isEqualTo(first);
        assertThat(accepted.expectedShots()).isEqualTo(2 * 10 * 94); // 0.55 x 170
        assertThat(accepted.worstShots()).isEqualTo(2 * 10 * 255);
        assertThat(accepted.statistical()).isTrue();
        assertThat(runs(bench).shotsOfLook()).isEqualTo(2 * 85);
        assertThat(runs(bench).shots(340)).isEqualTo(2 * 10 * 34 * 5);
        assertThat(runs(bench).byShots()).isTrue();
    }

    @Test
    void shouldLookAgainOnlyWithinTheLimit() {
        PairedRuns limited = runs(bench.withShotLimit(255));

        assertThat(limited.mayLook(340)).isTrue();
        assertThat(limited.mayLook(350)).isFalse();
        assertThat(Bench.refused(runs(bench.withShotLimit(169)).proposal(List.of()))
                        .reason())
                .isEqualTo("169 shots cannot decide iris / classical: it needs about 170 for each point");
        assertThat(runs(bench.withShotLimit(170)).proposal(List.of())).isInstanceOf(Proposal.Accepted.class);
    }
}
