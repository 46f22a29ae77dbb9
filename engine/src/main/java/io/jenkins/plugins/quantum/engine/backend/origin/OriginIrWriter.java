package io.jenkins.plugins.quantum.engine.backend.origin;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes bound circuits in OriginIR: its own gates as they are, all others as U3 and CNOT. */
final class OriginIrWriter {
    private static final Map<Gate, String> NAMES = Map.ofEntries(
            Map.entry(Gate.H, "H"),
            Map.entry(Gate.X, "X"),
            Map.entry(Gate.Y, "Y"),
            Map.entry(Gate.Z, "Z"),
            Map.entry(Gate.S, "S"),
            Map.entry(Gate.T, "T"),
            Map.entry(Gate.RX, "RX"),
            Map.entry(Gate.RY, "RY"),
            Map.entry(Gate.RZ, "RZ"),
            Map.entry(Gate.P, "RZ"),
            Map.entry(Gate.U, "U3"),
            Map.entry(Gate.CX, "CNOT"),
            Map.entry(Gate.CZ, "CZ"),
            Map.entry(Gate.SWAP, "SWAP"));

    private static final int PLACES = 15;

    private final Circuit circuit;
    private final StringBuilder out = new StringBuilder();

    private OriginIrWriter(Circuit circuit) {
        this.circuit = circuit;
    }

    /**
     * The program.
     *
     * @throws IllegalArgumentException
     *     for inputs without a value, resets and branches
     */
    static String write(Circuit bound) {
        var writer = new OriginIrWriter(bound);
        writer.out
                .append("QINIT ")
                .append(bound.qubits())
                .append("\nCREG ")
                .append(bound.bits())
                .append('\n');
        bound.instructions().forEach(writer::step);
        return writer.out.toString();
    }

    private void step(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            if (NAMES.containsKey(apply.gate())) {
                double[] angles = apply.angles().stream()
                        .mapToDouble(angle -> angle.evaluate(Map.of()))
                        .toArray();
                line(NAMES.get(apply.gate()), apply.qubits(), angles);
            } else {
                var alone = new Circuit(circuit.qubitRegisters(), List.of(), List.of(), List.of(apply));
                Lowering.lower(alone).operations().forEach(this::step);
            }
        } else if (step instanceof Instruction.Measure measure) {
            out.append("MEASURE q[")
                    .append(measure.qubit())
                    .append("],c[")
                    .append(measure.bit())
                    .append("]\n");
        } else if (step instanceof Instruction.Barrier barrier
                && !barrier.qubits().isEmpty()) {
            line("BARRIER", barrier.qubits());
        } else if (step instanceof Instruction.Reset || step instanceof Instruction.Conditional) {
            throw new IllegalArgumentException("resets and branches are not written in OriginIR");
        }
    }

    private void step(Elementary operation) {
        if (operation instanceof Elementary.Cnot cnot) {
            line("CNOT", List.of(cnot.control(), cnot.target()));
        } else if (operation instanceof Elementary.Rotation turn) {
            line("U3", List.of(turn.qubit()), turn.theta(), turn.phi(), turn.lambda());
        }
    }

    private void line(String name, List<Integer> qubits, double... angles) {
        out.append(name).append(' ');
        out.append(qubits.stream().map(qubit -> "q[" + qubit + "]").collect(Collectors.joining(",")));
        if (angles.length > 0) {
            out.append(IntStream.range(0, angles.length)
                    .mapToObj(i -> number(angles[i]))
                    .collect(Collectors.joining(",", ",(", ")")));
        }
        out.append('\n');
    }

    private static String number(double value) {
        return new BigDecimal(Double.toString(value))
                .setScale(PLACES, RoundingMode.HALF_EVEN)
                .toPlainString();
    }
}
