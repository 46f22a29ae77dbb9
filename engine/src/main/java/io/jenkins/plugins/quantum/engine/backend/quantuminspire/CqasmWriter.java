package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes bound circuits in cQASM 3.0: gates of its standard set as they are, all others as rotations about Y and Z and CNOTs. Qubits are
 * {@code q}, classical bits {@code b}.
 */
final class CqasmWriter {
    private static final Map<Gate, String> NAMES = Map.ofEntries(
            Map.entry(Gate.ID, "I"),
            Map.entry(Gate.X, "X"),
            Map.entry(Gate.Y, "Y"),
            Map.entry(Gate.Z, "Z"),
            Map.entry(Gate.H, "H"),
            Map.entry(Gate.S, "S"),
            Map.entry(Gate.SDG, "Sdag"),
            Map.entry(Gate.T, "T"),
            Map.entry(Gate.TDG, "Tdag"),
            Map.entry(Gate.SX, "X90"),
            Map.entry(Gate.SXDG, "mX90"),
            Map.entry(Gate.RX, "Rx"),
            Map.entry(Gate.RY, "Ry"),
            Map.entry(Gate.RZ, "Rz"),
            Map.entry(Gate.P, "Rz"),
            Map.entry(Gate.CX, "CNOT"),
            Map.entry(Gate.CZ, "CZ"),
            Map.entry(Gate.SWAP, "SWAP"));

    private final Circuit circuit;
    private final StringBuilder out = new StringBuilder("version 3.0\n\n");

    private CqasmWriter(Circuit circuit) {
        this.circuit = circuit;
    }

    /**
     * The program.
     *
     * @throws IllegalArgumentException
     *     for inputs without a value and for branches
     */
    static String write(Circuit bound) {
        return new CqasmWriter(bound).write();
    }

    private String write() {
        out.append("qubit[").append(circuit.qubits()).append("] q\n");
        out.append("bit[").append(circuit.bits()).append("] b\n\n");
        circuit.instructions().forEach(this::write);
        return out.toString();
    }

    private void write(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            if (NAMES.containsKey(apply.gate())) {
                List<Double> angles = apply.angles().stream()
                        .map(angle -> angle.evaluate(Map.of()))
                        .toList();
                line(NAMES.get(apply.gate()), angles, apply.qubits());
            } else {
                var alone = new Circuit(circuit.qubitRegisters(), List.of(), List.of(), List.of(apply));
                Lowering.lower(alone).operations().forEach(this::write);
            }
        } else if (step instanceof Instruction.Measure measure) {
            out.append("b[")
                    .append(measure.bit())
                    .append("] = measure q[")
                    .append(measure.qubit())
                    .append("]\n");
        } else if (step instanceof Instruction.Reset reset) {
            line("reset", List.of(), List.of(reset.qubit()));
        } else if (step instanceof Instruction.Barrier barrier
                && !barrier.qubits().isEmpty()) {
            out.append(barrier.qubits().stream()
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "barrier q[", "]\n")));
        } else if (step instanceof Instruction.Conditional) {
            throw new IllegalArgumentException("branches are not written in cQASM");
        }
    }

    private void write(Elementary operation) {
        if (operation instanceof Elementary.Cnot cnot) {
            line("CNOT", List.of(), List.of(cnot.control(), cnot.target()));
        } else if (operation instanceof Elementary.Rotation turn) {
            turn("Rz", turn.lambda(), turn.qubit());
            turn("Ry", turn.theta(), turn.qubit());
            turn("Rz", turn.phi(), turn.qubit());
        }
    }

    private void turn(String name, double angle, int qubit) {
        if (angle != 0) {
            line(name, List.of(angle), List.of(qubit));
        }
    }

    private void line(String name, List<Double> angles, List<Integer> qubits) {
        out.append(name);
        if (!angles.isEmpty()) {
            out.append('(').append(number(angles.get(0))).append(')');
        }
        out.append(qubits.stream().map(qubit -> "q[" + qubit + "]").collect(Collectors.joining(", ", " ", "\n")));
    }

    /** Without an exponent, which not every version of the language's reader takes. */
    private static String number(double value) {
        return new BigDecimal(Double.toString(value)).toPlainString();
    }
}
