package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Map;

/** How fast an angle changes with one of the circuit's inputs, by the rules of differentiation along the expression. */
public final class AngleSlope {
    private AngleSlope() {}

    /**
     * The derivative of an angle with respect to an input.
     *
     * @param inputs
     *     a value for each free parameter
     * @return not finite where the expression has no slope
     */
    public static double of(Angle angle, String input, Map<String, Double> inputs) {
        if (angle instanceof Angle.Value) {
            return 0;
        }
        if (angle instanceof Angle.Input named) {
            return named.name().equals(input) ? 1 : 0;
        }
        var operation = (Angle.Operation) angle;
        if (!operation.inputs().contains(input)) {
            return 0; // also where the rules would multiply zero by what is not finite
        }
        Angle first = operation.operands().get(0);
        double a = first.evaluate(inputs);
        double slopeOfA = of(first, input, inputs);
        if (operation.operands().size() == 1) {
            return slopeOfA * unary(operation.operator(), a);
        }
        Angle second = operation.operands().get(1);
        double b = second.evaluate(inputs);
        double slopeOfB = of(second, input, inputs);
        return switch (operation.operator()) {
            case PLUS -> slopeOfA + slopeOfB;
            case MINUS -> slopeOfA - slopeOfB;
            case TIMES -> slopeOfA * b + a * slopeOfB;
            case DIVIDE -> (slopeOfA * b - a * slopeOfB) / (b * b);
            case POWER -> power(a, slopeOfA, b, slopeOfB);
            default -> throw new IllegalStateException(operation.operator() + " takes one operand");
        };
    }

    private static double power(double a, double slopeOfA, double b, double slopeOfB) {
        double byBase = slopeOfA == 0 ? 0 : slopeOfA * b * Math.pow(a, b - 1);
        double byExponent = slopeOfB == 0 ? 0 : slopeOfB * Math.pow(a, b) * Math.log(a);
        return byBase + byExponent;
    }

    private static double unary(Angle.Operator operator, double a) {
        return switch (operator) {
            case NEGATE, MINUS -> -1;
            case PLUS -> 1;
            case SIN -> Math.cos(a);
            case COS -> -Math.sin(a);
            case TAN -> 1 / (Math.cos(a) * Math.cos(a));
            case ASIN -> 1 / Math.sqrt(1 - a * a);
            case ACOS -> -1 / Math.sqrt(1 - a * a);
            case ATAN -> 1 / (1 + a * a);
            case EXP -> Math.exp(a);
            case LN -> 1 / a;
            case SQRT -> 1 / (2 * Math.sqrt(a));
            default -> throw new IllegalStateException(operator + " takes two operands");
        };
    }
}
