package io.jenkins.plugins.quantum.engine.testkit.origin;

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

/** Reads the part of OriginIR that circuits without control flow need. */
final class OriginIrReader {
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("H", Gate.H),
            Map.entry("X", Gate.X),
            Map.entry("Y", Gate.Y),
            Map.entry("Z", Gate.Z),
            Map.entry("S", Gate.S),
            Map.entry("T", Gate.T),
            Map.entry("RX", Gate.RX),
            Map.entry("RY", Gate.RY),
            Map.entry("RZ", Gate.RZ),
            Map.entry("U3", Gate.U),
            Map.entry("CNOT", Gate.CX),
            Map.entry("CZ", Gate.CZ),
            Map.entry("SWAP", Gate.SWAP));

    private static final Pattern HEAD = Pattern.compile("QINIT (\\d+)\nCREG (\\d+)\n(?s)(.*)");
    private static final Pattern MEASURE = Pattern.compile("MEASURE q\\[(\\d+)],c\\[(\\d+)]");
    private static final Pattern GATE =
            Pattern.compile("([A-Z]+\\d?) (q\\[\\d+](?:,q\\[\\d+])?)(?:,\\((-?\\d+\\.\\d+(?:,-?\\d+\\.\\d+)*)\\))?");

    private OriginIrReader() {}

    /**
     * The circuit.
     *
     * @throws IllegalArgumentException
     *     naming the line that cannot be read
     */
    static Circuit read(String program) {
        Matcher head = HEAD.matcher(program);
        if (!head.matches()) {
            throw new IllegalArgumentException("expected QINIT and CREG first");
        }
        List<Instruction> steps = new ArrayList<>();
        for (String line : head.group(3).split("\n")) {
            Matcher measure = MEASURE.matcher(line);
            Matcher gate = GATE.matcher(line);
            if (measure.matches()) {
                steps.add(new Instruction.Measure(
                        Integer.parseInt(measure.group(1)), Integer.parseInt(measure.group(2))));
            } else if (gate.matches() && GATES.containsKey(gate.group(1))) {
                steps.add(gate(gate));
            } else if (!line.matches("BARRIER q\\[\\d+](,q\\[\\d+])*")) {
                throw new IllegalArgumentException("cannot read '" + line + "'");
            }
        }
        return new Circuit(
                List.of(new Register("q", 0, Integer.parseInt(head.group(1)))),
                List.of(new Register("c", 0, Integer.parseInt(head.group(2)))),
                List.of(),
                steps);
    }

    private static Instruction gate(Matcher gate) {
        List<Integer> qubits = new ArrayList<>();
        for (String qubit : gate.group(2).split(",")) {
            qubits.add(Integer.parseInt(qubit.replaceAll("\\D", "")));
        }
        List<Angle> angles = new ArrayList<>();
        for (String angle :
                gate.group(3) == null ? new String[0] : gate.group(3).split(",")) {
            angles.add(Angle.of(Double.parseDouble(angle)));
        }
        return new Instruction.Apply(GATES.get(gate.group(1)), angles, qubits);
    }
}
