package io.jenkins.plugins.quantum.engine.gate.resources;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Finding;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.suite.GateKind;
import org.junit.jupiter.api.Test;

class ResourcesGateTest {
    private final ResourcesGate gate = new ResourcesGate();
    private final Bench bench = Bench.of("resources", Bench.circuit(3));

    @Test
    void shouldRefuseToRunWithoutALimit() {
        Proposal.Refused refused = refused(gate.propose(bench.context()));
        assertThat(refused.kind()).isEqualTo(Proposal.Kind.INPUT);
        assertThat(refused.reason()).contains("names no limit");
        assertThat(refused.alternative()).contains("resources: {two-qubit: 4, depth: 7}");
    }

    @Test
    void shouldReportABareCircuit() {
        Bench bare = bench.with(ResourcesGate.REPORT, true);
        assertThat(accepted(gate.propose(bare.context())).needs()).isEmpty();
        Judgement.Decided decided = decided(gate.judge(bare.context(), evidence()));
        assertThat(decided.verdict()).isEqualTo(Verdict.PASS);
        assertThat(decided.finding().headline())
                .isEqualTo(
                        "The circuit's size: qubits 3, depth 7, two-qubit gates 4, two-qubit depth 3, T gates 2, gates 9.");
        assertThat(decided.finding().line()).isNaN();
    }

    @Test
    void shouldNotOfferTheReportToSuites() {
        assertThat(gate.options()).extracting(GateKind.Option::name).doesNotContain(ResourcesGate.REPORT);
    }

    @Test
    void shouldFailWhatExceedsALimitAndNameAllOfIt() {
        Finding finding = decided(gate.judge(
                        bench.with("two-qubit", 3)
                                .with("depth", 6)
                                .with("gates", 9)
                                .context(),
                        evidence()))
                .finding();
        assertThat(finding.headline())
                .isEqualTo("The circuit is too large: 7 depth (at most 6), 4 two-qubit gates (at most 3).");
        assertThat(finding.statistic()).isEqualTo("two-qubit gates");
        assertThat(finding.value()).isEqualTo(4);
        assertThat(finding.line()).isEqualTo(3);
        assertThat(finding.figures()).containsEntry("resources.t-count", 2.0);
        assertThat(finding.next()).contains("qmlops compare main --test iris");
    }

    @Test
    void shouldPassAtTheLimit() {
        assertThat(decided(gate.judge(bench.with("qubits", 3).with("t-count", 2).context(), evidence())))
                .satisfies(d -> assertThat(d.verdict()).isEqualTo(Verdict.PASS))
                .satisfies(d -> assertThat(d.finding().headline()).isEqualTo("The circuit is within its limits."));
    }

    @Test
    void shouldFailAnythingAboveALimitOfZero() {
        assertThat(decided(gate.judge(bench.with("t-count", 0).context(), evidence()))
                        .verdict())
                .isEqualTo(Verdict.FAIL);
    }

    @Test
    void shouldBlameWhatExceedsALimitOfZeroMost() {
        // 2 where none is allowed is more than 4 of 3
        Finding finding = decided(
                        gate.judge(bench.with("t-count", 0).with("two-qubit", 3).context(), evidence()))
                .finding();
        assertThat(finding.statistic()).isEqualTo("T gates");
        assertThat(finding.value()).isEqualTo(2);
        assertThat(finding.line()).isZero();
    }
}
