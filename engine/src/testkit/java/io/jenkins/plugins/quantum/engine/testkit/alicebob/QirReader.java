package io.jenkins.plugins.quantum.engine.testkit.alicebob;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the calls of readable QIR. Outcomes have the recorded results in the order of their recording, so that the circuit's highest bit is
 * the result that was recorded first.
 */
final class QirReader {
    private static final Map<String, Gate> GATES = Map.ofEntries(
            Map.entry("x__body", Gate.X),
            Map.entry("y__body", Gate.Y),
            Map.entry("z__body", Gate.Z),
            Map.entry("h__body", Gate.H),
            Map.entry("s__body", Gate.S),
            Map.entry("s__adj", Gate.SDG),
            Map.entry("t__body", Gate.T),
            Map.entry("t__adj", Gate.TDG),
            Map.entry("rx__body", Gate.RX),
            Map.entry("ry__body", Gate.RY),
            Map.entry("rz__body", Gate.RZ),
            Map.entry("cnot__body", Gate.CX),
            Map.entry("cz__body", Gate.CZ),
            Map.entry("ccx__body", Gate.CCX));

    private static final Pattern CALL =
            Pattern.compile("\\s*call void @__quantum__(rt|qis)__(\\w+)\\((.*)\\)(?: #\\d)?");
    private static final Pattern POINTER =
            Pattern.compile("%(?:Qubit|Result)\\* (?:null|inttoptr \\(i64 (\\d+) to %(?:Qubit|Result)\\*\\))");
    private static final Pattern NUMBER = Pattern.compile("double (\\S+?)(?:,.*|$)");
    private static final Pattern REQUIRED = Pattern.compile("\"required_num_qubits\"=\"(\\d+)\"");

    private QirReader() {}

    /**
     * The circuit.
     *
     * @throws IllegalArgumentException
     *     naming a call that is not known
     */
    static Circuit read(String program) {
        Matcher required = REQUIRED.matcher(program);
        if (!required.find()) {
            throw new IllegalArgumentException("the program has no entry point");
        }
        int qubits = Integer.parseInt(required.group(1));
        List<Instruction> steps = new ArrayList<>();
        List<int[]> measured = new ArrayList<>();
        List<Integer> recorded = new ArrayList<>();
        for (String line : program.split("\n")) {
            Matcher call = CALL.matcher(line);
            if (call.matches()) {
                List<Integer> at = pointers(call.group(3));
                switch (call.group(2)) {
                    case "initialize", "array_record_output" -> {
                        // They bring nothing into the circuit.
                    }
                    case "result_record_output" -> recorded.add(at.get(0));
                    case "mz__body" -> measured.add(new int[] {at.get(0), at.get(1)});
                    case "reset__body", "prepare_z__body" -> {
                        if (call.group(3).contains("i1 true")) {
                            throw new IllegalArgumentException("only 0 is prepared here");
                        }
                    }
                    default -> steps.add(gate(call, at));
                }
            }
        }
        // The simulator's draws depend on the order of measurements, which says nothing here.
        measured.sort(Comparator.comparing(pair -> pair[1]));
        for (int[] pair : measured) {
            steps.add(new Instruction.Measure(pair[0], recorded.size() - 1 - recorded.indexOf(pair[1])));
        }
        return new Circuit(
                List.of(new Register("q", 0, qubits)),
                List.of(new Register("c", 0, recorded.size())),
                List.of(),
                steps);
    }

    private static Instruction gate(Matcher call, List<Integer> at) {
        Gate gate = GATES.get(call.group(2));
        if (gate == null) {
            throw new IllegalArgumentException("unknown call " + call.group(2));
        }
        Matcher number = NUMBER.matcher(call.group(3));
        return new Instruction.Apply(gate, number.find() ? List.of(Angle.of(value(number.group(1)))) : List.of(), at);
    }

    private static double value(String text) {
        return text.startsWith("0x")
                ? Double.longBitsToDouble(Long.parseUnsignedLong(text.substring(2), 16))
                : Double.parseDouble(text);
    }

    private static List<Integer> pointers(String arguments) {
        List<Integer> found = new ArrayList<>();
        Matcher pointer = POINTER.matcher(arguments);
        while (pointer.find()) {
            found.add(pointer.group(1) == null ? 0 : Integer.parseInt(pointer.group(1)));
        }
        return found;
    }
}
