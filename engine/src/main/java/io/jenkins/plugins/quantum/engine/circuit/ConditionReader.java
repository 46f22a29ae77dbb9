package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;

/** Understands the condition of an {@code if}. */
final class ConditionReader {
    private final boolean version3;
    private final Scope scope;
    private final Operands operands;
    private final Problems problems;

    ConditionReader(boolean version3, Scope scope, Operands operands, Problems problems) {
        this.version3 = version3;
        this.scope = scope;
        this.operands = operands;
        this.problems = problems;
    }

    BitTest read(Expression condition) {
        if (!version3) {
            return read2(condition);
        }
        if (condition instanceof Expression.Unary unary && unary.operator() == Token.NOT) {
            return new BitTest.Not(read(unary.operand()));
        }
        if (condition instanceof Expression.Binary binary) {
            switch (binary.operator()) {
                case BOTH -> {
                    return new BitTest.Both(read(binary.left()), read(binary.right()));
                }
                case EITHER -> {
                    return new BitTest.Either(read(binary.left()), read(binary.right()));
                }
                case EQUAL -> {
                    return comparison(binary);
                }
                case UNEQUAL -> {
                    return new BitTest.Not(comparison(binary));
                }
                default -> {
                    return known(condition);
                }
            }
        }
        int[] bits = bits(condition);
        return bits == null ? known(condition) : new BitTest.Not(equal(bits, new Value.Whole(0), condition.at()));
    }

    /** OpenQASM 2 compares a whole register; PennyLane writes one bit. */
    private BitTest read2(Expression condition) {
        if (!(condition instanceof Expression.Binary binary)
                || binary.operator() != Token.EQUAL
                || !(binary.left() instanceof Expression.Reference reference)) {
            throw new Fault(condition.at(), "expected a comparison such as c==3 in the condition of an 'if'");
        }
        if (reference.operand().index() >= 0) {
            problems.warn(
                    "bit condition",
                    reference.at(),
                    "OpenQASM 2 compares whole registers only; this single bit is read as PennyLane writes it",
                    "");
        } else if (!reference.operand().whole()) {
            throw new Fault(reference.at(), "expected a classical register in the condition of an 'if'");
        }
        return comparison(binary);
    }

    private BitTest comparison(Expression.Binary binary) {
        int[] left = bits(binary.left());
        int[] right = bits(binary.right());
        if (left != null && right != null) {
            throw new Fault(binary.at(), "expected a comparison of bits with a number, found two registers");
        }
        if (left == null && right == null) {
            return known(new Expression.Binary(Token.EQUAL, binary.left(), binary.right(), binary.at()));
        }
        Expression number = left == null ? binary.left() : binary.right();
        return equal(left == null ? right : left, Evaluator.value(number, scope), number.at());
    }

    private BitTest known(Expression condition) {
        return new BitTest.Known(Arithmetic.truth(Evaluator.value(condition, scope), condition.at()));
    }

    /** The bits that an expression is, perhaps converted to a number; null when it has a known value. */
    private int[] bits(Expression expression) {
        if (expression instanceof Expression.Cast cast) {
            int[] bits = bits(cast.operand());
            if (bits != null) {
                checkCast(cast, bits.length);
            }
            return bits;
        }
        if (!(expression instanceof Expression.Reference reference)) {
            return null;
        }
        Symbol symbol = scope.find(reference.operand().name());
        return symbol instanceof Symbol.Constant ? null : operands.bits(reference.operand());
    }

    private void checkCast(Expression.Cast cast, int bits) {
        boolean fits =
                switch (cast.type()) {
                    case "bool" -> bits == 1;
                    case "int", "uint", "bit" -> cast.width() == null || Evaluator.width(cast.width(), scope) >= bits;
                    default -> false;
                };
        if (!fits) {
            throw new Fault(
                    cast.at(),
                    "a register of " + bits + " bits cannot be compared as this type",
                    "use uint[" + bits + "](…)");
        }
    }

    private BitTest equal(int[] bits, Value value, int at) {
        boolean[] values = new boolean[bits.length];
        if (value instanceof Value.BitText text) {
            if (text.bits().length() != bits.length) {
                throw new Fault(
                        at,
                        "expected a string of " + bits.length + " bits, found "
                                + text.bits().length());
            }
            for (int i = 0; i < bits.length; i++) {
                values[i] = text.bits().charAt(bits.length - 1 - i) == '1';
            }
            return new BitTest.Equal(bits, values);
        }
        long number = Arithmetic.whole(value, at);
        if (number < 0) {
            throw new Fault(at, "expected a number from 0, found " + number);
        }
        if (bits.length < 63 && number >>> bits.length != 0) {
            problems.warn(
                    "never " + at, at, "this condition never holds: " + bits.length + " bits hold no " + number, "");
            return new BitTest.Known(false);
        }
        for (int i = 0; i < Math.min(63, bits.length); i++) {
            values[i] = (number >>> i & 1) == 1;
        }
        return new BitTest.Equal(bits, values);
    }
}
