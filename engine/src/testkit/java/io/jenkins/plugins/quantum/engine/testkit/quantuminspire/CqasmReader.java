package io.jenkins.plugins.quantum.engine.testkit.quantuminspire;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the part of cQASM 3.0 that programs without variables and loops need: one statement a line. */
final class CqasmReader {
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("I", Gate.ID),
            Map.entry("X", Gate.X),
            Map.entry("Y", Gate.Y),
            Map.entry("Z", Gate.Z),
            Map.entry("H", Gate.H),
            Map.entry("S", Gate.S),
            Map.entry("Sdag", Gate.SDG),
            Map.entry("T", Gate.T),
            Map.entry("Tdag", Gate.TDG),
            Map.entry("X90", Gate.SX),
            Map.entry("mX90", Gate.SXDG),
            Map.entry("Rx", Gate.RX),
            Map.entry("Ry", Gate.RY),
            Map.entry("Rz", Gate.RZ),
            Map.entry("CNOT", Gate.CX),
            Map.entry("CZ", Gate.CZ),
            Map.entry("SWAP", Gate.SWAP));

    private static final Pattern REGISTER = Pattern.compile("(qubit|bit)\\[(\\d+)] ([a-z]\\w*)");
    private static final Pattern MEASURE = Pattern.compile("b\\[(\\d+)] = measure q\\[(\\d+)]");
    private static final Pattern GATE =
            Pattern.compile("([A-Za-z]\\w*)(?:\\((-?\\d+\\.\\d+)\\))? (q\\[\\d+](?:, q\\[\\d+])?)");

    private int qubits;
    private int bits;
    private final List<Instruction> steps = new ArrayList<>();

    private CqasmReader() {}

    /**
     * The circuit.
     *
     * @throws IllegalArgumentException
     *     naming the first line that cannot be read
     */
    static Circuit read(String program) {
        String[] lines = program.split("\n");
        if (!lines[0].equals("version 3.0")) {
            throw new IllegalArgumentException("line 1: expected version 3.0");
        }
        var reader = new CqasmReader();
        for (int i = 1; i < lines.length; i++) {
            if (!lines[i].isBlank() && !reader.statement(lines[i].strip())) {
                throw new IllegalArgumentException("line " + (i + 1) + ": cannot read '" + lines[i] + "'");
            }
        }
        return new Circuit(
                List.of(new Register("q", 0, reader.qubits)),
                List.of(new Register("b", 0, reader.bits)),
                List.of(),
                reader.steps);
    }

    private boolean statement(String line) {
        Matcher register = REGISTER.matcher(line);
        Matcher measure = MEASURE.matcher(line);
        Matcher gate = GATE.matcher(line);
        if (register.matches()) {
            if (register.group(1).equals("qubit")) {
                qubits = Integer.parseInt(register.group(2));
            } else {
                bits = Integer.parseInt(register.group(2));
            }
            return true;
        } else if (measure.matches()) {
            steps.add(new Instruction.Measure(number(measure.group(2), qubits), number(measure.group(1), bits)));
            return true;
        } else if (gate.matches() && GATES.containsKey(gate.group(1))) {
            Gate known = GATES.get(gate.group(1));
            List<Angle> angles =
                    gate.group(2) == null ? List.of() : List.of(Angle.of(Double.parseDouble(gate.group(2))));
            var at = new ArrayList<Integer>();
            for (String qubit : gate.group(3).split(", ")) {
                at.add(number(qubit.replaceAll("\\D", ""), qubits));
            }
            steps.add(new Instruction.Apply(known, angles, at));
            return known.angles() == angles.size() && known.qubits() == at.size();
        }
        return line.matches("barrier q\\[\\d+(, \\d+)*]");
    }

    private static int number(String text, int size) {
        int number = Integer.parseInt(text);
        if (number >= size) {
            throw new IllegalArgumentException("index " + number + " is beyond the register");
        }
        return number;
    }
}
