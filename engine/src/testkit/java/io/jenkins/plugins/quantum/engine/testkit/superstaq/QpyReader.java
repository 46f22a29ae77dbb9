package io.jenkins.plugins.quantum.engine.testkit.superstaq;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads circuits of standard gates in QPY version 13, as Qiskit writes them: no conditions, no gates of their own. */
final class QpyReader {
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("XGate", Gate.X),
            Map.entry("YGate", Gate.Y),
            Map.entry("ZGate", Gate.Z),
            Map.entry("HGate", Gate.H),
            Map.entry("SGate", Gate.S),
            Map.entry("SdgGate", Gate.SDG),
            Map.entry("TGate", Gate.T),
            Map.entry("TdgGate", Gate.TDG),
            Map.entry("SXGate", Gate.SX),
            Map.entry("SXdgGate", Gate.SXDG),
            Map.entry("RXGate", Gate.RX),
            Map.entry("RYGate", Gate.RY),
            Map.entry("RZGate", Gate.RZ),
            Map.entry("PhaseGate", Gate.P),
            Map.entry("UGate", Gate.U),
            Map.entry("CXGate", Gate.CX),
            Map.entry("CZGate", Gate.CZ),
            Map.entry("SwapGate", Gate.SWAP));

    private final ByteBuffer in;

    private QpyReader(byte[] file) {
        in = ByteBuffer.wrap(file);
    }

    /**
     * The circuits.
     *
     * @throws RuntimeException
     *     when it is another file
     */
    static List<Circuit> read(byte[] file) {
        var reader = new QpyReader(file);
        reader.expect("QISKIT", 6);
        if (reader.in.get() != 13) {
            throw new IllegalArgumentException("expected QPY version 13");
        }
        reader.in.position(reader.in.position() + 3);
        long number = reader.in.getLong();
        reader.in.get();
        reader.expect("q", 1);
        var circuits = new ArrayList<Circuit>();
        for (long i = 0; i < number; i++) {
            circuits.add(reader.circuit());
        }
        if (reader.in.hasRemaining()) {
            throw new IllegalArgumentException(reader.in.remaining() + " bytes are left");
        }
        return circuits;
    }

    private void expect(String wanted, int length) {
        String found = text(length);
        if (!found.equals(wanted)) {
            throw new IllegalArgumentException("expected " + wanted + ", found " + found);
        }
    }

    private String text(int length) {
        var bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private Circuit circuit() {
        int name = in.getShort();
        in.get();
        int phase = in.getShort();
        int qubits = in.getInt();
        int bits = in.getInt();
        long metadata = in.getLong();
        int registers = in.getInt();
        long instructions = in.getLong();
        if (in.getInt() != 0) {
            throw new IllegalArgumentException("variables are not read");
        }
        text(name + phase + (int) metadata);
        for (int i = 0; i < registers; i++) {
            in.getShort();
            int size = in.getInt();
            int length = in.getShort();
            in.get();
            in.position(in.position() + length + size * Long.BYTES);
        }
        if (in.getLong() != 0) {
            throw new IllegalArgumentException("gates of their own are not read");
        }
        List<Instruction> steps = new ArrayList<>();
        for (long i = 0; i < instructions; i++) {
            instruction(steps);
        }
        if (in.getShort() != 0 || in.get() != 0) {
            throw new IllegalArgumentException("calibrations and layouts are not read");
        }
        in.position(in.position() + 5 * Integer.BYTES);
        return new Circuit(
                List.of(new Register("q", 0, qubits)), List.of(new Register("c", 0, bits)), List.of(), steps);
    }

    private void instruction(List<Instruction> steps) {
        int nameLength = in.getShort();
        int label = in.getShort();
        int angles = in.getShort();
        int qubits = in.getInt();
        int bits = in.getInt();
        if (in.get() != 0 || in.getShort() != 0) {
            throw new IllegalArgumentException("conditions are not read");
        }
        in.getLong();
        int controls = in.getInt();
        int active = in.getInt();
        String name = text(nameLength);
        text(label);
        var at = new ArrayList<Integer>();
        for (int i = 0; i < qubits + bits; i++) {
            expect(i < qubits ? "q" : "c", 1);
            at.add(in.getInt());
        }
        var values = new ArrayList<Angle>();
        for (int i = 0; i < angles; i++) {
            expect("f", 1);
            in.getLong();
            values.add(Angle.of(in.order(ByteOrder.LITTLE_ENDIAN).getDouble()));
            in.order(ByteOrder.BIG_ENDIAN);
        }
        if (name.equals("Measure")) {
            steps.add(new Instruction.Measure(at.get(0), at.get(1)));
        } else if (GATES.containsKey(name)) {
            Gate gate = GATES.get(name);
            int controlled = gate == Gate.CX || gate == Gate.CZ ? 1 : 0;
            if (controls != controlled || active != controlled) {
                throw new IllegalArgumentException(name + " has the wrong controls");
            }
            steps.add(new Instruction.Apply(gate, values, at));
        } else if (!name.equals("Barrier")) {
            throw new IllegalArgumentException("the operation " + name + " is not read");
        }
    }
}
