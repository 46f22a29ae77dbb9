package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** A gate's angle in radians: a number, one of the circuit's inputs, or an expression over them. */
public sealed interface Angle {
    /** A known number, in radians. */
    record Value(double radians) implements Angle {}

    /** A free parameter ({@code input float x;} or {@code input angle x;}). */
    record Input(String name) implements Angle {}

    /** An operator or function applied to one or two operands. */
    record Operation(Operator operator, List<Angle> operands) implements Angle {
        public Operation {
            operands = List.copyOf(operands);
        }
    }

    /** What may stand in an angle expression. */
    enum Operator {
        PLUS,
        MINUS,
        TIMES,
        DIVIDE,
        POWER,
        NEGATE,
        SIN,
        COS,
        TAN,
        ASIN,
        ACOS,
        ATAN,
        EXP,
        LN,
        SQRT;

        double apply(double a, double b) {
            return switch (this) {
                case PLUS -> a + b;
                case MINUS -> a - b;
                case TIMES -> a * b;
                case DIVIDE -> a / b;
                case POWER -> Math.pow(a, b);
                case NEGATE -> -a;
                case SIN -> Math.sin(a);
                case COS -> Math.cos(a);
                case TAN -> Math.tan(a);
                case ASIN -> Math.asin(a);
                case ACOS -> Math.acos(a);
                case ATAN -> Math.atan(a);
                case EXP -> Math.exp(a);
                case LN -> Math.log(a);
                case SQRT -> Math.sqrt(a);
            };
        }
    }

    /** A number. */
    static Angle of(double radians) {
        return new Value(radians);
    }

    /** An operation, computed at once where its operands are numbers. */
    static Angle operation(Operator operator, Angle... operands) {
        var operation = new Operation(operator, List.of(operands));
        for (Angle operand : operands) {
            if (!(operand instanceof Value)) {
                return operation;
            }
        }
        return new Value(operation.evaluate(Map.of()));
    }

    /**
     * The angle's value.
     *
     * @param inputs
     *     a value for each free parameter
     * @throws IllegalArgumentException
     *     when a parameter has no value
     */
    default double evaluate(Map<String, Double> inputs) {
        if (this instanceof Value value) {
            return value.radians();
        }
        if (this instanceof Input input) {
            Double bound = inputs.get(input.name());
            if (bound == null) {
                throw new IllegalArgumentException("input '" + input.name() + "' has no value");
            }
            return bound;
        }
        var operation = (Operation) this;
        double first = operation.operands().get(0).evaluate(inputs);
        double second =
                operation.operands().size() > 1 ? operation.operands().get(1).evaluate(inputs) : 0;
        return operation.operator().apply(first, second);
    }

    /** The free parameters in it. */
    default Set<String> inputs() {
        if (this instanceof Input input) {
            return Set.of(input.name());
        }
        var names = new TreeSet<String>();
        if (this instanceof Operation operation) {
            operation.operands().forEach(operand -> names.addAll(operand.inputs()));
        }
        return names;
    }
}
