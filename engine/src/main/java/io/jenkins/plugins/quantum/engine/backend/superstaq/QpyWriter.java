package io.jenkins.plugins.quantum.engine.backend.superstaq;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Writes bound circuits in QPY, the binary form in which Qiskit keeps circuits, version 13 of its public description: all numbers big-endian but
 * the values of gate parameters. Standard gates as they are, all others as U and CX; one register {@code q} and one {@code c}.
 */
final class QpyWriter {
    private static final int VERSION = 13;

    /** The first version of Qiskit that reads it: 1.3.0. */
    private static final byte[] WRITER = {1, 3, 0};

    private static final Map<Gate, String> NAMES = Map.ofEntries(
            Map.entry(Gate.X, "XGate"),
            Map.entry(Gate.Y, "YGate"),
            Map.entry(Gate.Z, "ZGate"),
            Map.entry(Gate.H, "HGate"),
            Map.entry(Gate.S, "SGate"),
            Map.entry(Gate.SDG, "SdgGate"),
            Map.entry(Gate.T, "TGate"),
            Map.entry(Gate.TDG, "TdgGate"),
            Map.entry(Gate.SX, "SXGate"),
            Map.entry(Gate.SXDG, "SXdgGate"),
            Map.entry(Gate.RX, "RXGate"),
            Map.entry(Gate.RY, "RYGate"),
            Map.entry(Gate.RZ, "RZGate"),
            Map.entry(Gate.P, "PhaseGate"),
            Map.entry(Gate.U, "UGate"),
            Map.entry(Gate.CX, "CXGate"),
            Map.entry(Gate.CZ, "CZGate"),
            Map.entry(Gate.SWAP, "SwapGate"),
            Map.entry(Gate.RZZ, "RZZGate"));

    private final DataOutputStream out;
    private int written;

    private QpyWriter(DataOutputStream out) {
        this.out = out;
    }

    /**
     * The file.
     *
     * @throws IllegalArgumentException
     *     for inputs without a value and for branches
     */
    static byte[] write(List<Circuit> bound) {
        var file = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(file)) {
            out.writeBytes("QISKIT");
            out.writeByte(VERSION);
            out.write(WRITER);
            out.writeLong(bound.size());
            // Symbols would be SymPy's; there are none. What follows are circuits.
            out.writeBytes("pq");
            for (Circuit circuit : bound) {
                circuit(out, circuit);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private static void circuit(DataOutputStream out, Circuit circuit) throws IOException {
        var steps = new ByteArrayOutputStream();
        var writer = new QpyWriter(new DataOutputStream(steps));
        for (Instruction step : circuit.instructions()) {
            writer.step(step, circuit);
        }
        out.writeShort("main".length());
        out.writeByte('f');
        out.writeShort(Double.BYTES);
        out.writeInt(circuit.qubits());
        out.writeInt(circuit.bits());
        out.writeLong("{}".length());
        out.writeInt(circuit.bits() == 0 ? 1 : 2);
        out.writeLong(writer.written);
        out.writeInt(0);
        out.writeBytes("main");
        out.writeDouble(0);
        out.writeBytes("{}");
        register(out, 'q', circuit.qubits());
        if (circuit.bits() > 0) {
            register(out, 'c', circuit.bits());
        }
        // No gates of its own, no calibrations, no layout.
        out.writeLong(0);
        out.write(steps.toByteArray());
        out.writeShort(0);
        out.writeBoolean(false);
        out.writeInt(-1);
        out.writeInt(-1);
        out.writeInt(-1);
        out.writeInt(0);
        out.writeInt(0);
    }

    private static void register(DataOutputStream out, char name, int size) throws IOException {
        out.writeByte(name);
        out.writeBoolean(true);
        out.writeInt(size);
        out.writeShort(1);
        out.writeBoolean(true);
        out.writeByte(name);
        for (long i = 0; i < size; i++) {
            out.writeLong(i);
        }
    }

    private void step(Instruction step, Circuit circuit) throws IOException {
        if (step instanceof Instruction.Apply apply) {
            if (NAMES.containsKey(apply.gate())) {
                double[] angles = apply.angles().stream()
                        .mapToDouble(angle -> angle.evaluate(Map.of()))
                        .toArray();
                gate(apply.gate(), apply.qubits(), angles);
            } else {
                var alone = new Circuit(circuit.qubitRegisters(), List.of(), List.of(), List.of(apply));
                for (Elementary operation : Lowering.lower(alone).operations()) {
                    step(operation);
                }
            }
        } else if (step instanceof Instruction.Measure measure) {
            operation("Measure", List.of(measure.qubit()), List.of(measure.bit()), 0);
        } else if (step instanceof Instruction.Reset reset) {
            operation("Reset", List.of(reset.qubit()), List.of(), 0);
        } else if (step instanceof Instruction.Barrier barrier
                && !barrier.qubits().isEmpty()) {
            operation("Barrier", barrier.qubits(), List.of(), 0);
        } else if (step instanceof Instruction.Conditional) {
            throw new IllegalArgumentException("branches are not written in QPY");
        }
    }

    private void step(Elementary operation) throws IOException {
        if (operation instanceof Elementary.Cnot cnot) {
            gate(Gate.CX, List.of(cnot.control(), cnot.target()));
        } else if (operation instanceof Elementary.Rotation turn) {
            gate(Gate.U, List.of(turn.qubit()), turn.theta(), turn.phi(), turn.lambda());
        }
    }

    private void gate(Gate gate, List<Integer> qubits, double... angles) throws IOException {
        operation(NAMES.get(gate), qubits, List.of(), gate == Gate.CX || gate == Gate.CZ ? 1 : 0, angles);
    }

    private void operation(String name, List<Integer> qubits, List<Integer> bits, int controls, double... angles)
            throws IOException {
        out.writeShort(name.length());
        out.writeShort(0);
        out.writeShort(angles.length);
        out.writeInt(qubits.size());
        out.writeInt(bits.size());
        // No condition: its kind, the length of its register's name, its value.
        out.writeByte(0);
        out.writeShort(0);
        out.writeLong(0);
        // How many controls, and that each acts when it is 1.
        out.writeInt(controls);
        out.writeInt(controls);
        out.write(name.getBytes(StandardCharsets.US_ASCII));
        for (int qubit : qubits) {
            out.writeByte('q');
            out.writeInt(qubit);
        }
        for (int bit : bits) {
            out.writeByte('c');
            out.writeInt(bit);
        }
        for (double angle : angles) {
            out.writeByte('f');
            out.writeLong(Double.BYTES);
            out.writeLong(Long.reverseBytes(Double.doubleToRawLongBits(angle)));
        }
        written++;
    }
}
