package io.jenkins.plugins.quantum.engine.gate.expressibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Ansatz;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import org.junit.jupiter.api.Test;

class ExpressibilityGateTest {
    /** Circuits of figure 2 of Sim et al.: H then RZ, and H, RZ, RX on one qubit. */
    private static final String CIRCUIT_A = "input float w;\nqubit[1] q;\nh q[0];\nrz(w) q[0];\n";

    private static final String CIRCUIT_B =
            "input float w0;\ninput float w1;\nqubit[1] q;\nh q[0];\nrz(w0) q[0];\nrx(w1) q[0];\n";

    private final ExpressibilityGate gate = new ExpressibilityGate();

    private static Bench bench(String body) {
        return Bench.of("expressibility", Ansatz.plain(body));
    }

    @Test
    void shouldFindThePublishedFigures() {
        // Sim et al.: circuit A 0.2, B 0.02 (histograms of 75 bins)
        Judgement.Decided a =
                Simulated.run(gate, bench(CIRCUIT_A).with("target", .2).context());
        assertThat(a.verdict()).isEqualTo(Verdict.PASS);
        assertThat(a.finding().value()).isCloseTo(.22, within(.04));
        Judgement.Decided b =
                Simulated.run(gate, bench(CIRCUIT_B).with("target", .02).context());
        assertThat(b.finding().value()).isCloseTo(.02, within(.02));
        assertThat(b.finding().plots()).hasSize(1);
    }

    @Test
    void shouldSeeAChangedCircuit() {
        Judgement.Decided fail = Simulated.run(
                gate,
                bench(CIRCUIT_A).with("pairs", 1000).withBaseline(.02, 0, 1).context());

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().next().get(0)).contains("qmlops baseline");
        assertThat(fail.finding().line()).isCloseTo(.12, within(1e-12));
    }

    @Test
    void shouldRefuseWhatCannotBeCompared() {
        assertThat(Bench.refused(gate.propose(bench(CIRCUIT_A).context())).alternative())
                .contains("qmlops baseline");
        Bench targeted = bench(CIRCUIT_A).with("target", .2);
        assertThat(Bench.refused(gate.propose(targeted.onHardware(3).context())).reason())
                .contains("a device is too dear for");
        Proposal.Refused wide = Bench.refused(gate.propose(bench(CIRCUIT_A.replace("qubit[1]", "qubit[12]"))
                .with("target", .2)
                .context()));
        assertThat(wide.alternative()).contains("fewer 'pairs'");
        Proposal.Refused dynamic = Bench.refused(gate.propose(bench(
                        "input float w;\nqubit[1] q;\nbit[1] c;\nc[0] = measure q[0];\nrx(w) q[0];\nc[0] = measure q[0];\n")
                .with("target", .2)
                .context()));
        assertThat(dynamic.reason()).contains("measures only at its end");
        assertThat(Bench.decided(gate.judge(targeted.context(), Bench.evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }
}
