package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Angle.Operator;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.List;

/** Operators, functions and conversions on values. Whole numbers stay exact; a quotient that is not whole is real. */
final class Arithmetic {
    private Arithmetic() {}

    static Value unary(Token operator, Value operand, int at) {
        if (operator == Token.NOT) {
            return new Value.Truth(!truth(operand, at));
        }
        if (operator == Token.TILDE) {
            return new Value.Whole(~whole(operand, at));
        }
        if (operand instanceof Value.Whole whole && whole.value() != Long.MIN_VALUE) {
            return new Value.Whole(-whole.value());
        }
        return new Value.Number(Angle.operation(Operator.NEGATE, Evaluator.number(operand, at)));
    }

    static Value binary(Token operator, Value left, Value right, int at) {
        return switch (operator) {
            case BOTH -> new Value.Truth(truth(left, at) && truth(right, at));
            case EITHER -> new Value.Truth(truth(left, at) || truth(right, at));
            case EQUAL, UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST ->
                new Value.Truth(compare(operator, left, right, at));
            case AND -> new Value.Whole(whole(left, at) & whole(right, at));
            case OR -> new Value.Whole(whole(left, at) | whole(right, at));
            case CARET -> new Value.Whole(whole(left, at) ^ whole(right, at));
            case SHIFT_LEFT -> new Value.Whole(shift(left, right, at));
            case SHIFT_RIGHT -> new Value.Whole(whole(left, at) >> distance(right, at));
            case PERCENT -> remainder(left, right, at);
            default -> calculate(operator, left, right, at);
        };
    }

    private static long shift(Value left, Value right, int at) {
        long value = whole(left, at);
        long shifted = value << distance(right, at);
        if (shifted >> distance(right, at) != value) {
            throw overflow(at);
        }
        return shifted;
    }

    private static int distance(Value value, int at) {
        long distance = whole(value, at);
        if (distance < 0 || distance > 63) {
            throw new Fault(at, "expected a shift of 0 to 63 bits, found " + distance);
        }
        return (int) distance;
    }

    private static Value remainder(Value left, Value right, int at) {
        long divisor = whole(right, at);
        if (divisor == 0) {
            throw new Fault(at, "division by zero");
        }
        return new Value.Whole(whole(left, at) % divisor);
    }

    private static Value calculate(Token operator, Value left, Value right, int at) {
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            Value exact = exact(operator, a.value(), b.value(), at);
            if (exact != null) {
                return exact;
            }
        }
        Operator real =
                switch (operator) {
                    case PLUS -> Operator.PLUS;
                    case MINUS -> Operator.MINUS;
                    case STAR -> Operator.TIMES;
                    case SLASH -> Operator.DIVIDE;
                    default -> Operator.POWER;
                };
        Angle divisor = Evaluator.number(right, at);
        if (real == Operator.DIVIDE && divisor instanceof Angle.Value value && value.radians() == 0) {
            throw new Fault(at, "division by zero");
        }
        return finite(Angle.operation(real, Evaluator.number(left, at), divisor), at);
    }

    /** Null where the result is not whole. */
    private static Value exact(Token operator, long a, long b, int at) {
        try {
            return switch (operator) {
                case PLUS -> new Value.Whole(Math.addExact(a, b));
                case MINUS -> new Value.Whole(Math.subtractExact(a, b));
                case STAR -> new Value.Whole(Math.multiplyExact(a, b));
                case SLASH -> b != 0 && a % b == 0 && b != -1 ? new Value.Whole(a / b) : null;
                default -> power(a, b);
            };
        } catch (ArithmeticException tooLarge) {
            throw overflow(at);
        }
    }

    private static Value power(long base, long exponent) {
        if (exponent < 0 || exponent > 63 || Math.pow(Math.abs((double) base), exponent) > 1e15) {
            return null;
        }
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return new Value.Whole(power);
    }

    private static Fault overflow(int at) {
        return new Fault(at, "the result does not fit into 64 bits");
    }

    private static boolean compare(Token operator, Value left, Value right, int at) {
        int order;
        if (left instanceof Value.Whole a && right instanceof Value.Whole b) {
            order = Long.compare(a.value(), b.value());
        } else {
            order = Double.compare(real(left, at), real(right, at));
        }
        return switch (operator) {
            case EQUAL -> order == 0;
            case UNEQUAL -> order != 0;
            case LESS -> order < 0;
            case GREATER -> order > 0;
            case AT_MOST -> order <= 0;
            default -> order >= 0;
        };
    }

    /** A function of the language. */
    static Value function(String name, List<Value> arguments, int at) {
        int wanted = name.equals("pow") || name.equals("mod") ? 2 : 1;
        Operator operator = operator(name);
        boolean rounding = name.equals("floor") || name.equals("ceiling");
        if (operator == null && !rounding && !name.equals("mod") && !name.equals("popcount")) {
            throw new Fault(at, "the function '" + name + "' is not known");
        }
        if (arguments.size() != wanted) {
            throw new Fault(at, "expected " + wanted + " argument(s) of '" + name + "', found " + arguments.size());
        }
        Value first = arguments.get(0);
        if (name.equals("pow")) {
            return calculate(Token.POWER, first, arguments.get(1), at);
        }
        if (name.equals("mod")) {
            return remainder(first, arguments.get(1), at);
        }
        if (name.equals("popcount")) {
            return new Value.Whole(Long.bitCount(whole(first, at)));
        }
        if (rounding) {
            double value = real(first, at);
            return new Value.Number(Angle.of(name.equals("floor") ? Math.floor(value) : Math.ceil(value)));
        }
        return finite(Angle.operation(operator, Evaluator.number(first, at)), at);
    }

    private static Operator operator(String function) {
        return switch (function) {
            case "sin" -> Operator.SIN;
            case "cos" -> Operator.COS;
            case "tan" -> Operator.TAN;
            case "asin", "arcsin" -> Operator.ASIN;
            case "acos", "arccos" -> Operator.ACOS;
            case "atan", "arctan" -> Operator.ATAN;
            case "exp" -> Operator.EXP;
            case "ln", "log" -> Operator.LN;
            case "sqrt" -> Operator.SQRT;
            case "pow" -> Operator.POWER;
            default -> null;
        };
    }

    /** Conversion to a type of OpenQASM 3. */
    static Value cast(String type, int width, Value value, int at) {
        return switch (type) {
            case "bool" -> new Value.Truth(truth(value, at));
            case "float", "angle" -> new Value.Number(Evaluator.number(value, at));
            case "uint", "bit" ->
                new Value.Whole(width > 63 ? truncated(value, at) : truncated(value, at) & mask(width));
            default -> {
                long whole = truncated(value, at);
                int unused = 64 - width;
                yield new Value.Whole(whole << unused >> unused);
            }
        };
    }

    private static long truncated(Value value, int at) {
        return value instanceof Value.Number number && number.angle() instanceof Angle.Value real
                ? (long) real.radians()
                : whole(value, at);
    }

    private static long mask(int width) {
        return (1L << width) - 1;
    }

    /** One bit of a whole number. */
    static Value bit(Symbol.Constant constant, long index, int at) {
        if (index < -constant.width() || index >= constant.width()) {
            throw new Fault(at, "index " + index + " is outside of a value of " + constant.width() + " bits");
        }
        long position = index < 0 ? index + constant.width() : index;
        return new Value.Whole(whole(constant.value(), at) >> position & 1);
    }

    static boolean truth(Value value, int at) {
        return value instanceof Value.Truth truth ? truth.value() : real(value, at) != 0;
    }

    static long whole(Value value, int at) {
        if (value instanceof Value.Whole whole) {
            return whole.value();
        }
        if (value instanceof Value.Truth truth) {
            return truth.value() ? 1 : 0;
        }
        if (value instanceof Value.BitText text && text.bits().length() < 64) {
            return Long.parseLong(text.bits(), 2);
        }
        throw new Fault(at, "expected a whole number, found " + Evaluator.shown(value));
    }

    private static double real(Value value, int at) {
        if (value instanceof Value.BitText) {
            return whole(value, at);
        }
        if (Evaluator.number(value, at) instanceof Angle.Value number) {
            return number.radians();
        }
        throw new Fault(at, "an input has no value while the circuit is built; only angles may depend on it");
    }

    private static Value finite(Angle angle, int at) {
        if (angle instanceof Angle.Value value && !Double.isFinite(value.radians())) {
            throw new Fault(at, "the result is not a finite number");
        }
        return new Value.Number(angle);
    }
}
