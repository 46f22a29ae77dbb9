package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small programs that describe something endless are refused, quickly and with a place. */
class QasmLimitsTest {
    private static final String HEAD = "OPENQASM 3.0;\ninclude \"stdgates.inc\";\nqubit[4] q;\nbit[4] c;\n";

    @Test
    void shouldRefuseGatesThatDoubleWithEachDefinition() {
        String gates = chain("gate g%d a { g%d a; g%d a; }", "gate g0 a { x a; }", 60);
        assertRefused(HEAD + gates + "g60 q[0];", "more than 2000000 steps");
        String empty = chain("gate g%d a { g%d a; g%d a; }", "gate g0 a { }", 60);
        assertRefused(HEAD + empty + "g60 q[0];", "more than 2000000 steps");
    }

    @Test
    void shouldRefuseGatesDefinedTooDeep() {
        String gates = chain("gate g%d a { g%d a; }", "gate g0 a { x a; }", 300);
        assertRefused(HEAD + gates, "more than 200 deep");
    }

    @Test
    void shouldRefuseExpressionsThatDoubleWithEachDefinition() {
        String gates = chain("gate g%d(a) b { g%d(a + a) b; }", "gate g0(a) b { rx(a) b; }", 60);
        assertRefused(HEAD + "input float w;\n" + gates + "g60(w) q[0];", "expressions over the circuit's inputs");
        String values = "float v0 = w;\n"
                + IntStream.rangeClosed(1, 60)
                        .mapToObj(i -> "float v" + i + " = v" + (i - 1) + " * v" + (i - 1) + ";\n")
                        .collect(Collectors.joining());
        assertRefused(HEAD + "input float w;\n" + values + "rx(v60) q[0];", "expressions over the circuit's inputs");
    }

    @Test
    void shouldRefusePhasesThatPileUp() {
        String phases = "gate g(a) b { " + "gphase(a);".repeat(3000) + " }\ninput float w;\n";
        assertRefused(HEAD + phases + "ctrl @ g(w) q[0], q[1];", "expressions over the circuit's inputs");
    }

    @Test
    void shouldRefuseDeepNesting() {
        assertRefused(HEAD + "rx(" + "(".repeat(100_000), "more than 200 levels of nesting");
        assertRefused(HEAD + "rx(" + "-".repeat(100_000) + "1) q;", "more than 200 levels of nesting");
        assertRefused(HEAD + "rx(2" + "**2".repeat(100_000) + ") q;", "more than 200 levels of nesting");
        assertRefused(HEAD + "{".repeat(100_000), "more than 200 levels of nesting");
        assertRefused(HEAD + "if (c == 1) ".repeat(100_000), "more than 200 levels of nesting");
        assertRefused(HEAD + "if (c == 1) {} else ".repeat(100_000), "more than 200 levels of nesting");
        assertRefused(HEAD + "inv @ ".repeat(100_000), "more than 200 levels of nesting");
        assertRefused(HEAD + "rx(" + "sin(".repeat(100_000), "more than 200 levels of nesting");
    }

    @Test
    void shouldRefuseLongExpressions() {
        assertRefused(
                HEAD + "input float w;\nrx(w" + " + w".repeat(100_000) + ") q;",
                "more than 1000 operators in one expression");
    }

    @Test
    void shouldRefuseEndlessLoops() {
        assertRefused(HEAD + "for uint i in [0:9223372036854775807] { }", "more than 2000000 steps");
        assertRefused(HEAD + "pow(1000000000) @ cx q[0], q[1];", "more than 2000000 steps");
        assertRefused(
                HEAD + "for uint i in [0:3000] { for uint j in [0:3000] { x q[0]; } }", "more than 2000000 steps");
        assertRefused("qubit[4096] q;\nfor uint i in [0:3000] { barrier q; }", "more than 2000000 steps");
    }

    @Test
    void shouldRefuseConditionsThatDouble() {
        String either = IntStream.range(0, 40).mapToObj(i -> "c[0] || c[1]").collect(Collectors.joining(" || "));
        String nested = ("if (" + either + ") { x q[0]; ").repeat(12) + "}".repeat(12);
        assertRefused(HEAD + nested, "more than 2000000 steps");
    }

    @Test
    void shouldRefuseConditionsNestedTooDeepByTheirBits() {
        String wide = "qubit q;\nbit[4096] c;\n";
        String nested = ("if (c == 1) { ").repeat(4) + "U(1,2,3) q;" + "}".repeat(4);
        assertRefused(wide + nested, "nested more than 200 deep");
    }

    @Test
    void shouldReadAConditionOnAWideRegister() {
        var circuit = Qasm.read("test", "qubit q;\nbit[100] c;\nif (c == 5) { U(1,2,3) q; }")
                .circuit();
        var outer = (Instruction.Conditional) circuit.instructions().get(0);
        assertThat(outer.condition()).isEqualTo(new Instruction.Condition(0, 63, 5));
        var inner = (Instruction.Conditional) outer.then().get(0);
        assertThat(inner.condition()).isEqualTo(new Instruction.Condition(63, 37, 0));
    }

    @Test
    void shouldRefuseHugeLists() {
        assertRefused(HEAD + "gate g " + names(200_000) + " { }\ng q[0];", "expected 200000 qubits");
        assertRefused(HEAD + "let a = q" + " ++ q".repeat(100_000) + ";", "an alias of more than 4096 elements");
    }

    @Test
    void shouldStopAfterTwentyErrors() {
        assertThatThrownBy(() -> Qasm.read("test", HEAD + "w q;\n".repeat(1000)))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.diagnostics()).hasSize(20));
        assertThatThrownBy(() -> Qasm.read("test", HEAD + "rx( q;\n".repeat(1000)))
                .isInstanceOfSatisfying(
                        InputException.class, e -> assertThat(e.diagnostics()).hasSize(20));
    }

    @Test
    void shouldReadAMillionGates() {
        String program = HEAD + "for uint i in [0:499999] { x q[0]; cx q[0], q[1]; }";
        assertThat(Qasm.read("test", program).circuit().instructions()).hasSize(1_000_000);
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "n" + i).collect(Collectors.joining(", "));
    }

    private static String chain(String pattern, String first, int length) {
        return first + "\n"
                + IntStream.rangeClosed(1, length)
                        .mapToObj(i -> String.format(pattern, i, i - 1, i - 1) + "\n")
                        .collect(Collectors.joining());
    }

    private static void assertRefused(String program, String reason) {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThatThrownBy(() -> Qasm.read("test", program))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(reason));
    }
}
