package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramDigestTest {
    private static final Coupling AB = new Coupling(0, 1, 0.5);
    private static final Coupling BC = new Coupling(1, 2, -1);

    private static String qubo(double bias, List<Coupling> couplings, double offset) {
        return ProgramDigest.of(new BinaryQuadraticModel(Vartype.QUBO, List.of(bias, 0.0, 2.0), couplings, offset));
    }

    @Test
    void shouldNotSeeTheOrderOfCouplingsNorThoseOfZero() {
        String digest = qubo(1, List.of(AB, BC), 0);

        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(qubo(1, List.of(BC, AB, new Coupling(0, 2, 0)), -0.0)).isEqualTo(digest);
    }

    @Test
    void shouldTellProblemsApart() {
        var ising = new BinaryQuadraticModel(Vartype.ISING, List.of(1.0, 0.0, 2.0), List.of(AB, BC), 0);

        assertThat(List.of(
                        qubo(1, List.of(AB, BC), 0),
                        qubo(Math.nextUp(1.0), List.of(AB, BC), 0),
                        qubo(1, List.of(AB), 0),
                        qubo(1, List.of(AB, BC), 1),
                        ProgramDigest.of(ising)))
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldTakeTheDigestOfACircuitAsItIs() {
        Circuit circuit = Qasm.read("a.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit q; h q;")
                .circuit();

        assertThat(ProgramDigest.of(circuit)).isEqualTo(CircuitDigest.of(circuit));
    }

    @Test
    void shouldTellNativeProgramsApartByFormatSitesAndText() {
        assertThat(List.of(
                        ProgramDigest.of(new NativeProgram("pulser", 2, "x")),
                        ProgramDigest.of(new NativeProgram("pulser", 3, "x")),
                        ProgramDigest.of(new NativeProgram("perceval", 2, "x")),
                        ProgramDigest.of(new NativeProgram("pulser", 2, "y"))))
                .doesNotHaveDuplicates();
    }
}
