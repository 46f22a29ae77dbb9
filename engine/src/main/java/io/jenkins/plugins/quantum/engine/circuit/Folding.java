package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Binary;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Real;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Unary;
import io.jenkins.plugins.quantum.engine.circuit.Expression.Whole;

/** Arithmetic on written numbers, so that {@code -3*pi/4} is one number in the tree. What has no finite value stays as written, for a message. */
final class Folding {
    private Folding() {}

    static Expression unary(Token operator, Expression operand, int at) {
        if (operator == Token.MINUS && operand instanceof Real number) {
            return new Real(-number.value(), at);
        }
        if (operator == Token.MINUS && operand instanceof Whole number && number.value() > 0) {
            return new Whole(-number.value(), at);
        }
        return new Unary(operator, operand, at);
    }

    static Expression binary(Token operator, Expression left, Expression right, int at) {
        if (left instanceof Whole || !isNumber(left) || !isNumber(right)) {
            return left instanceof Whole && right instanceof Real
                    ? fold(operator, left, right, at)
                    : new Binary(operator, left, right, at);
        }
        return fold(operator, left, right, at);
    }

    private static Expression fold(Token operator, Expression left, Expression right, int at) {
        double a = value(left);
        double b = value(right);
        double result =
                switch (operator) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case STAR -> a * b;
                    case SLASH -> a / b;
                    case POWER -> Math.pow(a, b);
                    default -> Double.NaN;
                };
        return Double.isFinite(result) ? new Real(result, left.at()) : new Binary(operator, left, right, at);
    }

    private static boolean isNumber(Expression expression) {
        return expression instanceof Real || expression instanceof Whole;
    }

    private static double value(Expression number) {
        return number instanceof Whole whole ? whole.value() : ((Real) number).value();
    }
}
