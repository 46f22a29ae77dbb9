package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Angle.Operator;

/** Arithmetic on angles that decompositions need, and the size of an expression. */
final class Angles {
    static final Angle PI = Angle.of(Math.PI);
    static final Angle HALF_PI = Angle.of(Math.PI / 2);
    static final Angle QUARTER_PI = Angle.of(Math.PI / 4);
    static final Angle ZERO = Angle.of(0);

    private static final Angle TWO = Angle.of(2);

    private Angles() {}

    static Angle half(Angle angle) {
        return Angle.operation(Operator.DIVIDE, angle, TWO);
    }

    static Angle negated(Angle angle) {
        if (angle instanceof Angle.Operation inner && inner.operator() == Operator.NEGATE) {
            return inner.operands().get(0);
        }
        return Angle.operation(Operator.NEGATE, angle);
    }

    static Angle sum(Angle a, Angle b) {
        return Angle.operation(Operator.PLUS, a, b);
    }

    static Angle difference(Angle a, Angle b) {
        return Angle.operation(Operator.MINUS, a, b);
    }

    static Angle scaled(Angle angle, double factor) {
        return Angle.operation(Operator.TIMES, angle, Angle.of(factor));
    }

    /**
     * The number of nodes of an expression, written out as a tree.
     *
     * @return
     *     a number above {@code limit} when there are more, or when the tree is deeper than {@code depth}
     */
    static int size(Angle angle, int limit, int depth) {
        if (!(angle instanceof Angle.Operation operation)) {
            return 1;
        }
        if (depth <= 0) {
            return limit + 1;
        }
        int size = 1;
        for (Angle operand : operation.operands()) {
            size += size(operand, limit - size, depth - 1);
            if (size > limit) {
                return limit + 1;
            }
        }
        return size;
    }
}
