package io.jenkins.plugins.quantum.engine.circuit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A fingerprint of what a circuit does, step by step. Equal for circuits that differ only in names of registers, in
 * angles by multiples of 4π or less than about 1e-10, in own gates against their content, or in the order of steps on
 * different qubits outside of conditions. Inputs stay symbols. Gates that play a pulse and gates that only shift a frame are kept apart,
 * because noise tells them apart.
 */
public final class CircuitDigest {
    /** Changes whenever the canonical form does. */
    private static final String FORM = "qmlops-circuit-1";

    private static final double TURN = 4 * Math.PI;
    private static final double GRAIN = 1e-10;

    private final int qubits;
    /** Null inside a condition, where steps keep the order in which they are written. */
    private final DepthCount layers;

    private final List<Line> lines = new ArrayList<>();

    private CircuitDigest(int qubits, DepthCount layers) {
        this.qubits = qubits;
        this.layers = layers;
    }

    /** SHA-256 of the canonical form, 64 hexadecimal digits. */
    public static String of(Circuit circuit) {
        var layers = new DepthCount(circuit.qubits(), circuit.bits());
        return digest(
                new CircuitDigest(circuit.qubits(), layers),
                circuit.instructions(),
                FORM + " " + circuit.qubits() + " " + circuit.bits());
    }

    private static String digest(CircuitDigest digest, List<Instruction> steps, String heading) {
        steps.forEach(digest::add);
        digest.lines.sort(Comparator.comparingInt(Line::layer).thenComparingInt(Line::wire));
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            update(sha, heading);
            digest.lines.forEach(line -> update(sha, line.text));
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void update(MessageDigest sha, String line) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
    }

    private record Line(int layer, int wire, String text) {}

    private void add(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            boolean alone = apply.gate().qubits() == 1;
            Decomposition.expand(
                    apply.gate(),
                    apply.angles(),
                    Block.indices(apply.qubits()),
                    (gate, angles, qubits) -> add(gate, angles, qubits, alone));
        } else if (step instanceof Instruction.Measure measure) {
            line("measure " + measure.qubit() + " " + measure.bit(), measure.qubit(), bit(measure.bit()));
        } else if (step instanceof Instruction.Reset reset) {
            line("reset " + reset.qubit(), reset.qubit());
        } else if (step instanceof Instruction.Barrier barrier) {
            line("barrier " + barrier.qubits().stream().sorted().toList(), Block.indices(barrier.qubits()));
        } else if (step instanceof Instruction.Pragma pragma) {
            line(pragma.text(), IntStream.range(0, qubits).toArray());
        } else if (step instanceof Instruction.Conditional conditional) {
            conditional(conditional);
        }
    }

    private void add(Gate gate, List<Angle> angles, int[] qubits, boolean alone) {
        if (gate == Gate.CX) {
            line("cx " + qubits[0] + " " + qubits[1], qubits);
            return;
        }
        EulerAngles euler = EulerAngles.of(gate, angles);
        String kind = alone && !euler.virtual() ? "pulse " : "frame ";
        line(
                kind + qubits[0] + " " + text(euler.theta()) + " " + text(euler.phi()) + " " + text(euler.lambda()),
                qubits[0]);
    }

    /** A condition is one step across all wires that it reads or touches; what stands inside keeps its order. */
    private void conditional(Instruction.Conditional conditional) {
        Instruction.Condition condition = conditional.condition();
        var wires = new BitSet();
        collectWires(conditional, wires);
        line(
                "if " + condition.firstBit() + " " + condition.width() + " " + condition.value() + " "
                        + branch(conditional.then()) + " " + branch(conditional.otherwise()),
                wires.stream().toArray());
    }

    private void collectWires(Instruction step, BitSet wires) {
        if (step instanceof Instruction.Apply apply) {
            apply.qubits().forEach(wires::set);
        } else if (step instanceof Instruction.Measure measure) {
            wires.set(measure.qubit());
            wires.set(bit(measure.bit()));
        } else if (step instanceof Instruction.Reset reset) {
            wires.set(reset.qubit());
        } else if (step instanceof Instruction.Barrier barrier) {
            barrier.qubits().forEach(wires::set);
        } else if (step instanceof Instruction.Conditional conditional) {
            int first = bit(conditional.condition().firstBit());
            wires.set(first, first + conditional.condition().width());
            conditional.then().forEach(inner -> collectWires(inner, wires));
            conditional.otherwise().forEach(inner -> collectWires(inner, wires));
        }
    }

    private String branch(List<Instruction> steps) {
        return steps.isEmpty() ? "-" : digest(new CircuitDigest(qubits, null), steps, "branch");
    }

    private int bit(int bit) {
        return qubits + bit;
    }

    private void line(String text, int... wires) {
        if (layers == null) {
            lines.add(new Line(0, 0, text));
            return;
        }
        int lowest = Integer.MAX_VALUE;
        for (int wire : wires) {
            lowest = Math.min(lowest, wire);
        }
        lines.add(new Line(layers.step(1, wires), lowest, text));
    }

    private static String text(Angle angle) {
        if (angle instanceof Angle.Value value) {
            double reduced = value.radians() - TURN * Math.floor(value.radians() / TURN);
            long grains = Math.round(reduced / GRAIN);
            return Long.toString(grains == Math.round(TURN / GRAIN) ? 0 : grains);
        }
        var text = new StringBuilder();
        write(angle, text);
        return text.toString();
    }

    private static void write(Angle angle, StringBuilder text) {
        if (angle instanceof Angle.Value value) {
            text.append(constant(value.radians()));
        } else if (angle instanceof Angle.Input input) {
            text.append('$').append(input.name());
        } else {
            var operation = (Angle.Operation) angle;
            text.append('(').append(operation.operator());
            for (Angle operand : operation.operands()) {
                text.append(' ');
                write(operand, text);
            }
            text.append(')');
        }
    }

    /** A number inside an expression has no period. */
    private static String constant(double value) {
        double grains = value / GRAIN;
        return Math.abs(grains) < 1e15 ? Long.toString(Math.round(grains)) : Double.toString(value);
    }
}
