package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Expression.Operand;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.ArrayList;
import java.util.List;

/** Computes expressions whose value does not depend on measurements. */
final class Evaluator {
    private Evaluator() {}

    /** An angle in radians; checked to be finite where it is a number. */
    static Angle angle(Expression expression, Names names) {
        if (expression instanceof Expression.Real real) {
            return finite(Angle.of(real.value()), real.at());
        }
        if (expression instanceof Expression.Whole whole) {
            return Angle.of(whole.value());
        }
        Value value = value(expression, names);
        return finite(number(value, expression.at()), expression.at());
    }

    /** Angles in order. */
    static List<Angle> angles(List<Expression> expressions, Names names) {
        if (expressions.isEmpty()) {
            return List.of();
        }
        if (expressions.size() == 1) {
            return List.of(angle(expressions.get(0), names));
        }
        var angles = new ArrayList<Angle>(expressions.size());
        expressions.forEach(expression -> angles.add(angle(expression, names)));
        return angles;
    }

    /** A whole number, for sizes, indices and counts. */
    static long whole(Expression expression, Names names, String what) {
        Value value = value(expression, names);
        if (value instanceof Value.Whole number) {
            return number.value();
        }
        if (value instanceof Value.Truth truth) {
            return truth.value() ? 1 : 0;
        }
        if (value instanceof Value.Number number
                && number.angle() instanceof Angle.Value angle
                && angle.radians() == Math.rint(angle.radians())
                && Math.abs(angle.radians()) < 1e15) {
            return (long) angle.radians();
        }
        throw new Fault(expression.at(), "expected a whole number as " + what + ", found " + shown(value));
    }

    static Value value(Expression expression, Names names) {
        if (expression instanceof Expression.Whole whole) {
            return new Value.Whole(whole.value());
        }
        if (expression instanceof Expression.Real real) {
            return new Value.Number(Angle.of(real.value()));
        }
        if (expression instanceof Expression.Reference reference) {
            return reference(reference.operand(), names);
        }
        if (expression instanceof Expression.Binary binary) {
            return Arithmetic.binary(
                    binary.operator(), value(binary.left(), names), value(binary.right(), names), binary.at());
        }
        if (expression instanceof Expression.Unary unary) {
            return Arithmetic.unary(unary.operator(), value(unary.operand(), names), unary.at());
        }
        if (expression instanceof Expression.Call call) {
            return call(call, names);
        }
        if (expression instanceof Expression.Cast cast) {
            Value operand = value(cast.operand(), names);
            return Arithmetic.cast(cast.type(), width(cast.width(), names), operand, cast.at());
        }
        if (expression instanceof Expression.BitText text) {
            return new Value.BitText(text.bits());
        }
        return new Value.Truth(((Expression.Truth) expression).value());
    }

    /** The width of a type in bits; 64 where none is written. */
    static int width(Expression width, Names names) {
        if (width == null) {
            return 64;
        }
        long bits = whole(width, names, "the width of a type");
        if (bits < 1 || bits > 64) {
            throw new Fault(width.at(), "expected a width of 1 to 64 bits, found " + bits);
        }
        return (int) bits;
    }

    private static Value reference(Operand operand, Names names) {
        Symbol symbol = names.find(operand.name());
        if (symbol instanceof Symbol.Constant constant) {
            return operand.whole() ? constant.value() : Arithmetic.bit(constant, index(operand, names), operand.at());
        }
        throw noValue(operand, symbol);
    }

    private static long index(Operand operand, Names names) {
        if (operand.selector() instanceof Expression.Selector.One one) {
            return whole(one.index(), names, "an index");
        }
        if (operand.selector() != null) {
            throw new Fault(operand.at(), "expected one index of '" + operand.name() + "', found a range or a set");
        }
        return operand.index();
    }

    private static Fault noValue(Operand operand, Symbol symbol) {
        String name = "'" + operand.name() + "'";
        if (symbol == null) {
            return new Fault(operand.at(), "the name " + name + " is not defined");
        }
        if (symbol instanceof Symbol.Broken) {
            return Fault.alreadyReported(operand.at());
        }
        if (symbol instanceof Symbol.Unset) {
            return new Fault(operand.at(), name + " is declared without a value");
        }
        return new Fault(
                operand.at(),
                symbol instanceof Symbol.Qubits
                        ? name + " is a quantum register, not a number"
                        : "the bits of " + name
                                + " are known only when the circuit runs; only the condition of an 'if' may use them");
    }

    private static Value call(Expression.Call call, Names names) {
        if (call.function().equals("sizeof")) {
            return sizeOf(call, names);
        }
        var arguments = new ArrayList<Value>(call.arguments().size());
        call.arguments().forEach(argument -> arguments.add(value(argument, names)));
        return Arithmetic.function(call.function(), arguments, call.at());
    }

    private static Value sizeOf(Expression.Call call, Names names) {
        if (call.arguments().size() == 1
                && call.arguments().get(0) instanceof Expression.Reference reference
                && reference.operand().whole()) {
            Symbol symbol = names.find(reference.operand().name());
            if (symbol instanceof Symbol.Qubits qubits) {
                return new Value.Whole(qubits.elements().length);
            }
            if (symbol instanceof Symbol.Bits bits) {
                return new Value.Whole(bits.elements().length);
            }
        }
        throw new Fault(call.at(), "expected the name of a register in sizeof(…)");
    }

    static Angle number(Value value, int at) {
        if (value instanceof Value.Number number) {
            return number.angle();
        }
        if (value instanceof Value.Whole whole) {
            return Angle.of(whole.value());
        }
        if (value instanceof Value.Truth truth) {
            return Angle.of(truth.value() ? 1 : 0);
        }
        throw new Fault(at, "expected a number, found " + shown(value));
    }

    private static Angle finite(Angle angle, int at) {
        if (angle instanceof Angle.Value value && !Double.isFinite(value.radians())) {
            throw new Fault(at, "expected a finite angle, found " + value.radians());
        }
        return angle;
    }

    static String shown(Value value) {
        if (value instanceof Value.Whole whole) {
            return Long.toString(whole.value());
        }
        if (value instanceof Value.Truth truth) {
            return Boolean.toString(truth.value());
        }
        if (value instanceof Value.BitText) {
            return "a string of bits";
        }
        return ((Value.Number) value).angle() instanceof Angle.Value number
                ? Double.toString(number.radians())
                : "an expression over inputs";
    }
}
