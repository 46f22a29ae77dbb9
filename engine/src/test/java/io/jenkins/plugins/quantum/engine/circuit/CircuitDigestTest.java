package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CircuitDigestTest {
    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float w;\n";

    @Test
    void shouldBeSha256InHexadecimal() {
        assertThat(digest("qubit q; x q;")).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldIgnoreNamesAndSplitsOfRegisters() {
        assertSame(
                "qubit[3] q; bit[2] c; x q[2]; c[1] = measure q[2];",
                "qubit a; qubit[2] b; bit d; bit e; x b[1]; e = measure b[1];");
    }

    @Test
    void shouldIgnoreTurnsAndRoundingErrors() {
        assertSame("qubit q; rx(0.3) q;", "qubit q; rx(0.3 + 4 * pi) q;");
        assertSame("qubit q; rx(0.3) q;", "qubit q; rx(0.3 + 1e-13) q;");
        assertSame("qubit q; rx(0) q;", "qubit q; rx(-1e-12) q;");
        assertSame("qubit q; rx(-pi) q;", "qubit q; rx(3 * pi) q;");
        assertDifferent("qubit q; rx(0.3) q;", "qubit q; rx(0.3 + 2 * pi) q;");
        assertDifferent("qubit q; rx(0.3) q;", "qubit q; rx(0.3001) q;");
    }

    @Test
    void shouldIgnoreTheOrderOfIndependentSteps() {
        assertSame("qubit[2] q; x q[0]; h q[1];", "qubit[2] q; h q[1]; x q[0];");
        assertDifferent("qubit[2] q; x q[0]; h q[0];", "qubit[2] q; h q[0]; x q[0];");
        assertDifferent("qubit[2] q; x q[0];", "qubit[2] q; x q[1];");
    }

    @Test
    void shouldExpandOwnGates() {
        assertSame(
                "qubit[2] q; h q[0]; cx q[0], q[1];", "gate bell a, b { h a; cx a, b; } qubit[2] q; bell q[0], q[1];");
    }

    @Test
    void shouldKeepInputsAsSymbols() {
        assertDifferent("qubit q; rx(w) q;", "qubit q; rx(2 * w) q;");
        assertSame("qubit q; rx(2 * w) q;", "qubit q; rx((2 + 1e-13) * w) q;");
        assertDifferent("qubit q; rx(1e9 * w) q;", "qubit q; rx(1e30 * w) q;");
    }

    @Test
    void shouldKeepApartWhatNoiseTellsApart() {
        assertDifferent("qubit q; z q;", "qubit q; U(0, 0, pi) q;");
    }

    @Test
    void shouldSeeEveryKindOfStep() {
        String two = "qubit[2] q; bit[2] c; h q[0]; c[0] = measure q[0]; ";
        assertDifferent(two, two + "reset q[0];");
        assertDifferent(two, two + "barrier q;");
        assertDifferent(two, two + "pragma tool\n");
        assertDifferent(two + "if (c[0]) x q[1];", two + "if (c[0]) y q[1];");
        assertDifferent(two + "if (c[0]) x q[1];", two + "if (!c[0]) x q[1];");
        assertDifferent(
                two + "if (c[0]) x q[1];", two + "if (c[0]) { if (c[1]) { reset q; } barrier q; } c = measure q;");
        assertSame(
                two + "if (c == 1) { x q[1]; } else { y q[1]; c[1] = measure q[1]; }",
                two + "if (1 == c) { x q[1]; } else { y q[1]; c[1] = measure q[1]; }");
    }

    private static void assertSame(String first, String second) {
        assertThat(digest(first)).isEqualTo(digest(second));
    }

    private static void assertDifferent(String first, String second) {
        assertThat(digest(first)).isNotEqualTo(digest(second));
    }

    private static String digest(String program) {
        return CircuitDigest.of(Qasm.read("test", HEAD + program).circuit());
    }
}
