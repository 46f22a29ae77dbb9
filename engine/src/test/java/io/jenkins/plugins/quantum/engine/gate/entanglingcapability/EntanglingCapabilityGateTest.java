package io.jenkins.plugins.quantum.engine.gate.entanglingcapability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Ansatz;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import org.junit.jupiter.api.Test;

class EntanglingCapabilityGateTest {
    private static final String PRODUCT = "input float w;\nqubit[2] q;\nry(w) q[0];\nrx(w) q[1];\n";

    /** cos(w/2)|00> + sin(w/2)|11>: sin²w, on average 1/2. */
    private static final String BELL = "input float w;\nqubit[2] q;\nry(w) q[0];\ncx q[0], q[1];\n";

    /** A GHZ state whatever w is. */
    private static final String GHZ =
            "input float w;\nqubit[3] q;\nh q[0];\ncx q[0], q[1];\ncx q[1], q[2];\nrz(w) q[0];\n";

    private final EntanglingCapabilityGate gate = new EntanglingCapabilityGate();

    private static Bench bench(String body, double target) {
        return Bench.of("entangling-capability", Ansatz.plain(body)).with("target", target);
    }

    @Test
    void shouldMeasureProductsPairsAndGhzStates() {
        Judgement.Decided product =
                Simulated.run(gate, bench(PRODUCT, 0).with("draws", 100).context());
        assertThat(product.verdict()).isEqualTo(Verdict.PASS);
        assertThat(product.finding().value()).isCloseTo(0, within(1e-5));
        Judgement.Decided ghz =
                Simulated.run(gate, bench(GHZ, 1).with("draws", 50).context());
        assertThat(ghz.finding().value()).isCloseTo(1, within(1e-5));
        Judgement.Decided pair = Simulated.run(gate, bench(BELL, .5).context());
        assertThat(pair.finding().value()).isCloseTo(.5, within(.04));
        assertThat(pair.finding().upper() - pair.finding().value())
                .isCloseTo(1.96 * Math.sqrt(.125 / 1000), within(.002));
    }

    @Test
    void shouldSeeThatAnEntanglingGateIsGone() {
        Judgement.Decided fail =
                Simulated.run(gate, bench(PRODUCT, .5).with("draws", 50).context());

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().headline()).contains("0.50 below 0.50; a change of 0.05 is allowed");
    }

    @Test
    void shouldRefuseWhatHasNothingToEntangle() {
        assertThat(Bench.refused(gate.propose(bench("input float w;\nqubit[1] q;\nry(w) q[0];\n", .5)
                                .context()))
                        .reason())
                .contains("one qubit entangles nothing");
        assertThat(Bench.refused(gate.propose(bench(BELL, .5).withShots(3).context()))
                        .reason())
                .contains("probabilities only");
        assertThat(Bench.refused(gate.propose(Bench.of("entangling-capability", Ansatz.plain(BELL))
                                .context()))
                        .reason())
                .contains("no baseline");
        assertThat(Bench.refused(gate.propose(
                                bench(BELL.replace("qubit[2]", "qubit[12]"), .5).context()))
                        .alternative())
                .contains("fewer 'draws'");
        assertThat(Bench.decided(gate.judge(bench(BELL, .5).context(), Bench.evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }
}
