package io.jenkins.plugins.quantum.engine.testkit.azure;

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

/** Reads straight-line Quil: declarations, standard gates with numbers, measurements into {@code ro}. */
public final class QuilReader {
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("X", Gate.X),
            Map.entry("Y", Gate.Y),
            Map.entry("Z", Gate.Z),
            Map.entry("H", Gate.H),
            Map.entry("S", Gate.S),
            Map.entry("T", Gate.T),
            Map.entry("RX", Gate.RX),
            Map.entry("RY", Gate.RY),
            Map.entry("RZ", Gate.RZ),
            Map.entry("PHASE", Gate.P),
            Map.entry("CNOT", Gate.CX),
            Map.entry("CZ", Gate.CZ),
            Map.entry("CPHASE", Gate.CP),
            Map.entry("SWAP", Gate.SWAP),
            Map.entry("ISWAP", Gate.ISWAP),
            Map.entry("CCNOT", Gate.CCX),
            Map.entry("CSWAP", Gate.CSWAP));

    private static final Pattern DECLARE = Pattern.compile("DECLARE ro BIT\\[(\\d+)]");
    private static final Pattern MEASURE = Pattern.compile("MEASURE (\\d+) ro\\[(\\d+)]");
    private static final Pattern GATE = Pattern.compile("([A-Z]+)(?:\\(([-+.e\\d]+)\\))?((?: \\d+)+)");

    private QuilReader() {}

    /**
     * The circuit.
     *
     * @throws IllegalArgumentException
     *     for anything else
     */
    public static Circuit read(String program) {
        var steps = new ArrayList<Instruction>();
        int bits = 0;
        int qubits = 1;
        for (String line : program.strip().split("\\s*\\R\\s*")) {
            Matcher declare = DECLARE.matcher(line);
            Matcher measure = MEASURE.matcher(line);
            Matcher gate = GATE.matcher(line);
            List<Integer> at;
            if (declare.matches()) {
                bits = Integer.parseInt(declare.group(1));
                continue;
            } else if (measure.matches()) {
                at = List.of(Integer.parseInt(measure.group(1)));
                steps.add(new Instruction.Measure(at.get(0), Integer.parseInt(measure.group(2))));
            } else if (gate.matches() && GATES.containsKey(gate.group(1))) {
                at = Pattern.compile(" ")
                        .splitAsStream(gate.group(3).strip())
                        .map(Integer::valueOf)
                        .toList();
                List<Angle> angles =
                        gate.group(2) == null ? List.of() : List.of(Angle.of(Double.parseDouble(gate.group(2))));
                steps.add(new Instruction.Apply(GATES.get(gate.group(1)), angles, at));
            } else {
                throw new IllegalArgumentException("unknown Quil: " + line);
            }
            for (int qubit : at) {
                qubits = Math.max(qubits, qubit + 1);
            }
        }
        return new Circuit(
                List.of(new Register("q", 0, qubits)), List.of(new Register("ro", 0, bits)), List.of(), steps);
    }
}
