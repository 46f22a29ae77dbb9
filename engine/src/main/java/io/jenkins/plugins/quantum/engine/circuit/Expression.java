package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/** An expression as written. {@code at} is the offset in the text that a message about it points to. */
sealed interface Expression {
    int at();

    /** A whole number. */
    record Whole(long value, int at) implements Expression {}

    /** Any other number. */
    record Real(double value, int at) implements Expression {}

    /** A string of bits, the highest first. */
    record BitText(String bits, int at) implements Expression {}

    /** True or false. */
    record Truth(boolean value, int at) implements Expression {}

    /** A name, or elements of what it names. */
    record Reference(Operand operand) implements Expression {
        @Override
        public int at() {
            return operand.at();
        }
    }

    /** An operator before its operand. */
    record Unary(Token operator, Expression operand, int at) implements Expression {}

    /** An operator between two operands. */
    record Binary(Token operator, Expression left, Expression right, int at) implements Expression {}

    /** A function. */
    record Call(String function, List<Expression> arguments, int at) implements Expression {}

    /** A conversion to another type. */
    record Cast(String type, Expression width, Expression operand, int at) implements Expression {}

    /**
     * Qubits, bits or a value by name.
     *
     * @param name
     *     of the register, or {@code $3}
     * @param index
     *     the one index, when it is written as a number; else -1
     * @param selector
     *     any other index, or null
     */
    record Operand(String name, int index, Selector selector, int at) {
        boolean whole() {
            return index < 0 && selector == null;
        }
    }

    /** What stands in brackets, or behind {@code in}. */
    sealed interface Selector {
        /** {@code [i]}. */
        record One(Expression index) implements Selector {}

        /** {@code [first:step:last]}; any part may be null. */
        record Range(Expression first, Expression step, Expression last, int at) implements Selector {}

        /** {@code {1, 3, 5}}. */
        record Several(List<Expression> indices) implements Selector {}
    }
}
