package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Selector;
import java.util.List;

/** A statement as written. {@code at} is the offset in the text that a message about it points to. */
sealed interface Statement {
    int at();

    /** {@code include "…"}. */
    record Include(String file, int at) implements Statement {}

    /** {@code qreg q[2]; qubit[2] q;}; the size is null for one qubit. */
    record Qubits(String name, Expression size, int at) implements Statement {}

    /**
     * {@code creg c[2]; bit[2] c;}.
     *
     * @param size
     *     null for one bit
     * @param initial
     *     a value, or null
     * @param measured
     *     what is measured into it at once, or null
     */
    record Bits(String name, Expression size, Expression initial, Operand measured, int at) implements Statement {}

    /** {@code const int n = 3; uint[4] a = 1;}; the value is null where there is none. */
    record Constant(String type, Expression width, String name, Expression value, int at) implements Statement {}

    /** {@code input float x;}. */
    record Input(String name, int at) implements Statement {}

    /** {@code let a = b[0:1] ++ c;}. */
    record Alias(String name, List<Operand> parts, int at) implements Statement {}

    /** {@code gate g(a) q {…}}; without a body it is opaque. */
    record GateDefinition(String name, List<String> angles, List<String> qubits, List<Statement> body, int at)
            implements Statement {}

    /** A gate applied. */
    record Call(String gate, List<Modifier> modifiers, List<Expression> angles, List<Operand> qubits, int at)
            implements Statement {}

    /** {@code measure q -> c}; the target is null where the result is dropped. */
    record Measure(Operand source, Operand target, int at) implements Statement {}

    /** {@code reset q}. */
    record Reset(Operand target, int at) implements Statement {}

    /** {@code barrier q, r}; without operands all qubits. */
    record Barrier(List<Operand> operands, int at) implements Statement {}

    /** {@code delay[…] q}, which is checked and dropped. */
    record Delay(List<Operand> operands, int at) implements Statement {}

    /** {@code if (…) … else …}. */
    record If(Expression condition, List<Statement> then, List<Statement> otherwise, int at) implements Statement {}

    /** {@code for uint i in [0:3] {…}}. */
    record For(String variable, Selector range, List<Statement> body, int at) implements Statement {}

    /** {@code box {…}} or a bare block. */
    record Block(List<Statement> body, int at) implements Statement {}

    /** A pragma word for word. */
    record Pragma(String text, int at) implements Statement {}

    /** A value given to a name again. */
    record Assignment(String name, int at) implements Statement {}

    /** {@code ctrl(n) @, negctrl @, inv @, pow(k) @}; the argument may be null. */
    record Modifier(Kind kind, Expression argument, int at) {
        enum Kind {
            CTRL,
            NEGCTRL,
            INV,
            POW
        }
    }
}
