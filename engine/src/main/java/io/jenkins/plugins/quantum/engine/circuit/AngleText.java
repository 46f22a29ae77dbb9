package io.jenkins.plugins.quantum.engine.circuit;

/** Writes angles so that reading them back gives the same bits; exact fractions of π as such. */
final class AngleText {
    private static final int[] DENOMINATORS = {1, 2, 3, 4, 6, 8, 16, 32};
    private static final int LARGEST_NUMERATOR = 32;

    private static final int SUM = 1;
    private static final int PRODUCT = 2;
    private static final int SIGN = 3;
    private static final int POWER = 4;
    private static final int ATOM = 5;

    private AngleText() {}

    static String of(Angle angle) {
        var text = new StringBuilder();
        write(angle, text);
        return text.toString();
    }

    private static void write(Angle angle, StringBuilder text) {
        if (angle instanceof Angle.Value value) {
            text.append(number(value.radians()));
        } else if (angle instanceof Angle.Input input) {
            text.append(input.name());
        } else {
            write((Angle.Operation) angle, text);
        }
    }

    private static void write(Angle.Operation operation, StringBuilder text) {
        Angle first = operation.operands().get(0);
        switch (operation.operator()) {
            case PLUS -> binary(operation, " + ", SUM, text);
            case MINUS -> binary(operation, " - ", SUM, text);
            case TIMES -> binary(operation, " * ", PRODUCT, text);
            case DIVIDE -> binary(operation, " / ", PRODUCT, text);
            case POWER -> binary(operation, " ** ", POWER, text);
            case NEGATE -> {
                text.append('-');
                inParentheses(level(first) <= SIGN, first, text);
            }
            default -> {
                text.append(function(operation.operator())).append('(');
                write(first, text);
                text.append(')');
            }
        }
    }

    private static void binary(Angle.Operation operation, String sign, int level, StringBuilder text) {
        Angle left = operation.operands().get(0);
        Angle right = operation.operands().get(1);
        inParentheses(level(left) < level || level == POWER && level(left) == POWER, left, text);
        text.append(sign);
        inParentheses(level(right) <= level, right, text);
    }

    private static void inParentheses(boolean needed, Angle angle, StringBuilder text) {
        text.append(needed ? "(" : "");
        write(angle, text);
        text.append(needed ? ")" : "");
    }

    /** How strongly the outermost operator binds. */
    private static int level(Angle angle) {
        if (angle instanceof Angle.Value value) {
            return number(value.radians()).startsWith("-")
                            || number(value.radians()).contains("pi")
                    ? SUM - 1
                    : ATOM;
        }
        if (!(angle instanceof Angle.Operation operation)) {
            return ATOM;
        }
        return switch (operation.operator()) {
            case PLUS, MINUS -> SUM;
            case TIMES, DIVIDE -> PRODUCT;
            case NEGATE -> SIGN;
            case POWER -> POWER;
            default -> ATOM;
        };
    }

    private static String function(Angle.Operator operator) {
        return switch (operator) {
            case SIN -> "sin";
            case COS -> "cos";
            case TAN -> "tan";
            case ASIN -> "arcsin";
            case ACOS -> "arccos";
            case ATAN -> "arctan";
            case EXP -> "exp";
            case LN -> "log";
            case SQRT -> "sqrt";
            default -> throw new IllegalArgumentException(operator + " is no function");
        };
    }

    static String number(double radians) {
        if (!Double.isFinite(radians)) {
            throw new IllegalArgumentException("an angle is not a finite number: " + radians);
        }
        double size = Math.abs(radians);
        for (int denominator : DENOMINATORS) {
            long numerator = Math.round(size * denominator / Math.PI);
            if (numerator >= 1
                    && numerator <= LARGEST_NUMERATOR
                    && Double.compare(numerator * Math.PI / denominator, size) == 0) {
                return (radians < 0 ? "-" : "")
                        + (numerator == 1 ? "pi" : numerator + "*pi")
                        + (denominator == 1 ? "" : "/" + denominator);
            }
        }
        return Double.toString(radians);
    }
}
