package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoriesTest {
    @Test
    void shouldDrawLessOftenWhereMoreIsSimulated() {
        assertThat(Trajectories.first(Bench.circuit(8))).isEqualTo(400);
        assertThat(Trajectories.first(Bench.circuit(9))).isEqualTo(200);
        assertThat(Trajectories.first(Bench.model(List.of("setosa"), 0))).isEqualTo(400);
        assertThat(Trajectories.first(Bench.model(List.of("setosa", "versicolor"), 0)))
                .isEqualTo(100);
    }

    @Test
    void shouldGrowTwiceByFour() {
        Workload narrow = Bench.circuit(2);
        Finding open = Finding.words("open", List.of(), List.of());

        assertThat(Bench.more(Trajectories.unclear(narrow, Need.exact(1, 400), open))
                        .needs())
                .containsExactly(Need.exact(1, 1600));
        assertThat(Bench.more(Trajectories.unclear(narrow, Need.exact(1, 1600), open))
                        .needs())
                .containsExactly(Need.exact(1, 6400));
        assertThat(Bench.decided(Trajectories.unclear(narrow, Need.exact(1, 6400), open))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
        // no draws: nothing to draw more often
        assertThat(Bench.decided(Trajectories.unclear(narrow, Need.exact(0, 0), open))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }
}
