package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelTest {
    private static Kernel kernel(Need need, Outcome each) {
        return Kernel.of(
                Kernels.workload(List.of("a", "b")), new Evidence.Batch(need, List.of(List.of(each, each, each))));
    }

    @Test
    void shouldSayHowItWasMeasured() {
        Kernel exact = kernel(Need.exact(0, 0), Kernels.outcome(.5));
        Kernel drawn = kernel(
                Need.exact(1, 100),
                Outcome.averaged(
                        Bench.distribution("0", .5, "1", .5),
                        List.of(Bench.distribution("0", .4, "1", .6), Bench.distribution("0", .6, "1", .4))));
        Kernel shots = kernel(Need.shots(1, 100, 1, 0), Outcome.sampled(new Counts(1, Map.of("0", 36L, "1", 64L))));

        assertThat(KernelGate.measured(exact)).isEqualTo("2 points, 3 pairs, exact");
        assertThat(KernelGate.measured(drawn)).isEqualTo("2 points, 3 pairs, averaged over noise draws");
        assertThat(KernelGate.measured(shots)).isEqualTo("2 points, 3 pairs, 100 shots each");
        assertThat(KernelGate.used(shots)).isEqualTo(300);
    }

    @Test
    void shouldCarryTheErrorsOfEntriesIntoAFigure() {
        Kernel shots = kernel(Need.shots(1, 100, 1, 0), Outcome.sampled(new Counts(1, Map.of("0", 36L, "1", 64L))));

        // sqrt(.36 x .64 / 100) = .048; 2000 redrawn kernels know it to 1.6 %
        assertThat(shots.standardError(redrawn -> redrawn.values().get(0, 1), 2000, 7))
                .isCloseTo(.048, within(.003));
        assertThat(kernel(Need.exact(0, 0), Kernels.outcome(.5)).standardError(Kernel::meanDiagonal, 7))
                .isZero();
    }
}
