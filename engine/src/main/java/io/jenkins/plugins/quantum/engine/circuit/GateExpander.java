package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.GateDefinition.Composite;
import io.jenkins.plugins.quantum.engine.circuit.GateDefinition.Part;
import io.jenkins.plugins.quantum.engine.circuit.GateDefinition.Primitive;
import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import io.jenkins.plugins.quantum.engine.circuit.Statement.Modifier;
import java.util.Arrays;
import java.util.List;

/** Replaces a gate by standard gates. */
final class GateExpander {
    private final Names globals;

    /** Gates may use the constants of the program around them. */
    GateExpander(Names globals) {
        this.globals = globals;
    }

    /**
     * Adds a gate to a block.
     *
     * @param names
     *     for the arguments of modifiers
     * @param qubits
     *     controls of modifiers first
     */
    void apply(
            GateDefinition gate, List<Modifier> modifiers, Names names, List<Angle> angles, int[] qubits, Block out) {
        if (modifiers.isEmpty()) {
            apply(gate, angles, qubits, out);
            return;
        }
        int controls = 0;
        for (Modifier modifier : modifiers) {
            controls += controls(modifier, names);
        }
        Block inner = out.fresh();
        apply(gate, angles, Arrays.copyOfRange(qubits, controls, qubits.length), inner);
        for (int i = modifiers.size() - 1; i >= 0; i--) {
            Modifier modifier = modifiers.get(i);
            if (modifier.kind() == Modifier.Kind.INV) {
                Block inverse = out.fresh();
                Inversion.invert(inner, inverse);
                inner = inverse;
            } else if (modifier.kind() == Modifier.Kind.POW) {
                Block power = out.fresh();
                Powers.raise(inner, exponent(modifier, names), power, modifier.at());
                inner = power;
            }
        }
        if (controls == 0) {
            out.addAll(inner);
        } else {
            control(inner, modifiers, names, Arrays.copyOf(qubits, controls), out);
        }
    }

    /** Controls commute with inversion and principal powers, so that they are put on last. */
    private static void control(Block inner, List<Modifier> modifiers, Names names, int[] controls, Block out) {
        boolean[] negative = new boolean[controls.length];
        int position = 0;
        for (Modifier modifier : modifiers) {
            int count = controls(modifier, names);
            Arrays.fill(negative, position, position + count, modifier.kind() == Modifier.Kind.NEGCTRL);
            position += count;
        }
        flip(controls, negative, out);
        new Controls(out).control(inner, controls);
        flip(controls, negative, out);
    }

    private static void flip(int[] controls, boolean[] negative, Block out) {
        for (int i = 0; i < controls.length; i++) {
            if (negative[i]) {
                out.apply(Gate.X, List.of(), controls[i]);
            }
        }
    }

    private void apply(GateDefinition gate, List<Angle> angles, int[] qubits, Block out) {
        if (gate instanceof Primitive primitive) {
            out.apply(primitive.gate(), angles, qubits);
        } else if (gate instanceof Composite composite) {
            expand(composite, angles, qubits, out);
        } else if (gate instanceof GateDefinition.Phase) {
            out.addPhase(angles.get(0));
        } else {
            throw new Fault(
                    out.budget().at(),
                    "opaque gate '" + gate.name() + "' has no definition",
                    "replace 'opaque' by a 'gate' definition");
        }
    }

    private void expand(Composite gate, List<Angle> angles, int[] qubits, Block out) {
        out.budget().steps(1);
        Names scope = Names.parameters(gate.parameters(), angles, globals);
        for (Part part : gate.body()) {
            if (part instanceof Part.Application application) {
                apply(
                        application.gate(),
                        application.modifiers(),
                        scope,
                        Evaluator.angles(application.angles(), scope),
                        pick(qubits, application.qubits()),
                        out);
            } else {
                out.barrier(pick(qubits, ((Part.Line) part).qubits()));
            }
        }
    }

    private static int[] pick(int[] qubits, int[] positions) {
        int[] picked = new int[positions.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = qubits[positions[i]];
        }
        return picked;
    }

    /** How many control qubits a modifier adds. */
    static int controls(Modifier modifier, Names names) {
        boolean takesArgument = modifier.kind() != Modifier.Kind.INV;
        if (!takesArgument && modifier.argument() != null) {
            throw new Fault(modifier.at(), "'inv' takes no argument");
        }
        if (modifier.kind() == Modifier.Kind.INV) {
            return 0;
        }
        if (modifier.kind() == Modifier.Kind.POW) {
            if (modifier.argument() == null) {
                throw new Fault(modifier.at(), "expected an exponent: pow(k) @ …");
            }
            return 0;
        }
        if (modifier.argument() == null) {
            return 1;
        }
        long count = Evaluator.whole(modifier.argument(), names, "the number of controls");
        if (count < 1 || count > Controls.MOST) {
            throw new Fault(modifier.argument().at(), "expected 1 to " + Controls.MOST + " controls, found " + count);
        }
        return (int) count;
    }

    private static double exponent(Modifier modifier, Names names) {
        if (Evaluator.angle(modifier.argument(), names) instanceof Angle.Value exponent) {
            return exponent.radians();
        }
        throw new Fault(modifier.argument().at(), "expected a number as exponent, found an expression over inputs");
    }

    static void checkAngles(GateDefinition gate, Statement.Call call) {
        if (gate.angles() != call.angles().size()) {
            throw new Fault(
                    call.at(),
                    "expected " + count(gate.angles(), "parameter") + " of gate '" + gate.name() + "', found "
                            + call.angles().size());
        }
    }

    /** The number of qubits with all controls, and that none stands twice. */
    static void checkQubits(GateDefinition gate, int controls, int[] qubits, int at) {
        if (controls > Controls.MOST) {
            throw new Fault(at, "more than " + Controls.MOST + " controls on one gate");
        }
        int wanted = gate.qubits() + controls;
        if (wanted != qubits.length) {
            throw new Fault(
                    at,
                    "expected " + count(wanted, "qubit") + " of gate '" + gate.name() + "', found " + qubits.length);
        }
        if (repeats(qubits)) {
            throw new Fault(at, "one qubit stands twice as operand of gate '" + gate.name() + "'");
        }
    }

    /** Tells the user where tools read a controlled gate differently. */
    static void warnOfPhase(GateDefinition gate, int controls, int at, Problems problems) {
        if (controls > 0 && gate.phaseDisputed()) {
            problems.warn(
                    "controlled U",
                    at,
                    "a controlled 'U' is read as Qiskit does, without the factor exp(iθ/2) of the OpenQASM 3 text",
                    "cu(θ, φ, λ, γ) means the same to every tool");
        }
    }

    /** Whether an index stands twice. */
    static boolean repeats(int[] qubits) {
        if (qubits.length == 2) {
            return qubits[0] == qubits[1];
        }
        return qubits.length > 2 && Arrays.stream(qubits).distinct().count() < qubits.length;
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
