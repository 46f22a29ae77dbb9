package io.jenkins.plugins.quantum.engine.gate.gradientvariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Ansatz;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Simulated;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GradientVarianceGateTest {
    /** 0.5 Z0 after one rotation: the derivative is -0.5 sin w, of variance 1/8. */
    private static final String ONE = "input float w;\nqubit[2] q;\nry(w) q[0];\n";

    private final GradientVarianceGate gate = new GradientVarianceGate();

    private static Bench bench(String body) {
        return Bench.of("gradient-variance", Ansatz.observed(body));
    }

    @Test
    void shouldFindTheVarianceOfASine() {
        Judgement.Decided pass =
                Simulated.run(gate, bench(ONE).with("draws", 2000).context());

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(.125, within(.008));
        assertThat(pass.finding().lower()).isLessThan(pass.finding().value()).isGreaterThan(.115);
        // shots: Z has the variance 1/4·cos² at both shifts, X X the variance 1/16; a quarter of each twice
        assertThat(pass.finding().figures().get("gradient.shot-variance")).isCloseTo(.5 * (.125 + .0625), within(.01));
    }

    @Test
    void shouldFailAParameterThatDoesNotReachTheObservable() {
        String dead = "input float w;\nqubit[3] q;\nry(w) q[2];\nh q[0];\n";
        Judgement.Decided fail = Simulated.run(gate, bench(dead).context());

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().value()).isLessThan(1e-9);
    }

    @Test
    void shouldHoldTheVarianceAgainstTheShotsOfTraining() {
        assertThat(Simulated.run(gate, bench(ONE).with("shots", 1000).context()).verdict())
                .isEqualTo(Verdict.PASS);
        Judgement.Decided drowned = Simulated.run(
                gate,
                bench(ONE.replace("ry(w)", "ry(0.05 * w)"))
                        .with("min", 1e-7)
                        .with("shots", 1)
                        .context());
        assertThat(drowned.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(drowned.finding().headline()).contains("1 shot of each mean add");
    }

    @Test
    void shouldLookAtMoreDrawsNearTheLine() {
        Bench near = bench(ONE).with("min", .122).with("draws", 50);
        Judgement.Decided last = Simulated.run(gate, near.context());

        // 50, 200 and 800 draws: the bound may reach the line or not, but the estimate decides FAIL only from below
        assertThat(last.finding().details().get(0))
                .containsAnyOf("200 random sets", "800 random sets", "50 random sets");
        assertThat(last.verdict() == Verdict.FAIL).isEqualTo(last.finding().value() < .122);
        if (last.verdict() == Verdict.INCONCLUSIVE) {
            assertThat(last.finding().details().get(0)).contains("800 random sets");
        }
    }

    @Test
    void shouldTakeAFewOfManyParameters() {
        var body = new StringBuilder("qubit[2] q;\n");
        for (int i = 0; i < 12; i++) {
            body.insert(0, "input float w" + (11 - i) + ";\n")
                    .append("ry(w")
                    .append(i)
                    .append(") q[")
                    .append(i % 2)
                    .append("];\ncx q[0], q[1];\n");
        }
        Judgement.Decided found =
                Simulated.run(gate, bench(body.toString()).with("draws", 50).context());

        assertThat(found.finding().details().get(0))
                .contains("5 derivatives: w0 ")
                .contains("w11 ");
    }

    /** One rotation a qubit, and Z of the first: behind CNOTs onto it the observable is the product of all Z, a global one. */
    private static Workload layer(int qubits, boolean global) {
        var text = new StringBuilder();
        for (int i = 0; i < qubits; i++) {
            text.append("input float w").append(i).append(";\n");
        }
        text.append("qubit[").append(qubits).append("] q;\n");
        for (int i = 0; i < qubits; i++) {
            text.append("ry(w" + i + ") q[" + i + "];\n");
        }
        for (int i = 1; global && i < qubits; i++) {
            text.append("cx q[" + i + "], q[0];\n");
        }
        return Ansatz.firstQubit(text.toString());
    }

    private static GateContext widths(boolean global, double rate, int draws) {
        return Bench.of("gradient-variance", layer(2, global))
                .with("draws", draws)
                .with("min", 1e-6)
                .with("widths", List.of("four", "six"))
                .with("max-rate", rate)
                .context()
                .beside(Map.of("four", layer(4, global), "six", layer(6, global)));
    }

    /** The derivative of the product of n cosines: its variance over uniform angles is 2^-n. */
    @Test
    void shouldFindTheBarrenPlateauOfAGlobalObservable() {
        Judgement.Decided found = Simulated.run(gate, widths(true, .35, 600));

        assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(found.finding().figures().get("gradient.decay-rate")).isCloseTo(Math.log(2), within(.06));
        assertThat(found.finding().details())
                .anyMatch(line -> line.startsWith("Rate of decay ")
                        && line.contains("at most 0.35 is accepted: each qubit leaves a share of 0."))
                .anyMatch(line -> line.startsWith("By width: 2 qubits 0.2"));
        assertThat(found.finding().next().get(0)).contains("local observable");
        assertThat(found.finding().plots()).hasSize(2);
        assertThat(Simulated.run(gate, widths(true, .8, 600)).verdict()).isEqualTo(Verdict.PASS);
    }

    /** Of the two to five derivatives that are taken only the first is not 0, and its variance is 1/2 at every width. */
    @Test
    void shouldFindNoPlateauWhereTheObservableStaysLocal() {
        Bench local = Bench.of("gradient-variance", layer(2, false))
                .with("draws", 600)
                .with("min", 1e-6)
                .with("parameters", List.of("w"))
                .with("widths", List.of("four", "six"));
        Judgement.Decided found =
                Simulated.run(gate, local.context().beside(Map.of("four", layer(4, false), "six", layer(6, false))));

        // a mean over 2, 4 and 5 derivatives of which one is 1/2
        assertThat(found.finding().figures().get("gradient.decay-rate")).isCloseTo(Math.log(5 / 2.) / 4, within(.06));
    }

    @Test
    void shouldLookAtMoreDrawsNearTheRatesLine() {
        Judgement.Decided last = Simulated.run(gate, widths(true, .69, 30));

        assertThat(last.finding().details().get(0)).containsAnyOf("120 random sets", "480 random sets");
    }

    @Test
    void shouldRefuseALawThroughTwoWidthsAndARateWithoutWidths() {
        GateContext two = Bench.of("gradient-variance", layer(2, true))
                .with("widths", List.of("four"))
                .context()
                .beside(Map.of("four", layer(4, true)));
        assertThat(Bench.refused(gate.propose(two)).reason()).contains("2 different numbers of qubits");
        assertThat(Bench.refused(gate.propose(bench(ONE).with("max-rate", .3).context()))
                        .alternative())
                .contains("widths: [");
        assertThat(gate.companions(bench(ONE).with("widths", List.of("a", "b")).spec()))
                .containsExactly("a", "b");
        assertThat(gate.companions(bench(ONE).spec())).isEmpty();
        GateContext dead = Bench.of("gradient-variance", layer(2, true))
                .with("widths", List.of("four", "six"))
                .context()
                .beside(Map.of("four", layer(4, true), "six", Ansatz.firstQubit("qubit[6] q;\nh q[0];\n")));
        assertThat(Bench.refused(gate.propose(dead)).reason()).contains("no input that training could change");
    }

    @Test
    void shouldFailWhereADerivativeVanishesAtOneWidth() {
        GateContext dead = Bench.of("gradient-variance", layer(2, true))
                .with("draws", 50)
                .with("min", 1e-6)
                .with("widths", List.of("four", "six"))
                .context()
                .beside(Map.of(
                        "four",
                        layer(4, true),
                        "six",
                        Ansatz.firstQubit("input float w;\nqubit[6] q;\nry(w) q[5];\nh q[0];\n")));

        Judgement.Decided found = Simulated.run(gate, dead);
        assertThat(found.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(found.finding().details()).anyMatch(line -> line.contains("there is no rate of decay"));
    }

    @Test
    void shouldRefuseWhatCannotBeReached() {
        assertThat(Bench.refused(gate.propose(bench(ONE).with("min", 1).context()))
                        .reason())
                .contains("moves by at most 0.75");
        assertThat(Bench.refused(gate.propose(bench(ONE).onHardware(3).context()))
                        .reason())
                .contains("a device is too dear for");
        assertThat(Bench.decided(gate.judge(bench(ONE).context(), Bench.evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }
}
