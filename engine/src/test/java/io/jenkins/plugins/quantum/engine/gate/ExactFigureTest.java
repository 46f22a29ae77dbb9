package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import org.junit.jupiter.api.Test;

class ExactFigureTest {
    private final Bench bench = Bench.of("entangled", Bench.circuit(2));

    private static Distribution both(double share) {
        return Bench.distribution("00", 1 - share, "11", share);
    }

    private static Finding judge(Bench bench, boolean atMost, double ideal, double found) {
        Evidence evidence = bench.noisy()
                ? Bench.evidence(
                        Bench.batch(Need.exact(0, 0), both(ideal)), Bench.batch(Need.exact(1, 400), both(found)))
                : Bench.evidence(Bench.batch(Need.exact(0, 0), both(ideal)));
        return Bench.decided(new ExactFigure(
                                bench.context(), "both", "The share of ones", d -> d.of("11"), .5, atMost, "limit")
                        .judge(evidence))
                .finding();
    }

    @Test
    void shouldBlameTheCircuitWhereItMissesTheLineWithoutNoise() {
        String blame = "Even without noise it is 0.50: the circuit does not prepare what is asserted, or qubits are"
                + " numbered otherwise.";
        double below = .5 - 2 * Averaged.ROUNDING;
        double above = .5 + 2 * Averaged.ROUNDING;
        assertThat(judge(bench, false, below, below).details()).contains(blame);
        assertThat(judge(bench, true, above, above).details()).contains(blame);
        for (double rounded : new double[] {.5 - Averaged.ROUNDING, .5 + Averaged.ROUNDING}) {
            assertThat(judge(bench, false, rounded, rounded).details()).doesNotContain(blame);
            assertThat(judge(bench, true, rounded, rounded).details()).doesNotContain(blame);
        }
        assertThat(judge(bench.withNoise(), false, .75, .25).details()).containsExactly("exact");
    }

    @Test
    void shouldNameWhatItDraws() {
        Finding noisy = judge(bench.withNoise(), false, .75, .25);
        assertThat(noisy.headline())
                .isEqualTo("The share of ones is 0.25 under the noise of heron-r2; at least 0.50 is accepted.");
        assertThat(((Plot.Bars) noisy.plots().get(0)).groups())
                .extracting(Plot.Group::name)
                .containsExactly("ideal", "heron-r2");
        assertThat(noisy.figures()).containsEntry("both", .25).containsEntry("both.ideal", .75);

        Finding plain = judge(bench, true, .75, .75);
        assertThat(plain.headline()).isEqualTo("The share of ones is 0.75; at most 0.50 is accepted.");
        assertThat(((Plot.Bars) plain.plots().get(0)).groups())
                .extracting(Plot.Group::name)
                .containsExactly("ideal", "run");
    }
}
