package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A circuit as Braket reads it: OpenQASM 3 with Braket's names of gates, one array of qubits, one of bits, every measurement assigned.
 * Bit k of the program is the k-th of the measured qubits in ascending order, so that Braket's columns have one meaning however they are
 * counted. Resets at the start do nothing and are left out; barriers are left out where the device takes none.
 *
 * @param source
 *     the program
 * @param inputs
 *     angles that differ between the runs: for each name one value a run; empty where all runs are the same
 * @param runs
 *     how many
 */
record BraketProgram(String source, Map<String, List<Double>> inputs, int runs) {
    private static final String PROGRAM = "braket.ir.openqasm.program";
    private static final String SET = "braket.ir.openqasm.program_set";

    /** Names that are not those of OpenQASM's library. */
    private static final Map<Gate, String> NAMES = Map.ofEntries(
            Map.entry(Gate.ID, "i"),
            Map.entry(Gate.SDG, "si"),
            Map.entry(Gate.TDG, "ti"),
            Map.entry(Gate.SX, "v"),
            Map.entry(Gate.SXDG, "vi"),
            Map.entry(Gate.P, "phaseshift"),
            Map.entry(Gate.CX, "cnot"),
            Map.entry(Gate.CP, "cphaseshift"),
            Map.entry(Gate.RXX, "xx"),
            Map.entry(Gate.RYY, "yy"),
            Map.entry(Gate.RZZ, "zz"),
            Map.entry(Gate.CCX, "ccnot"));

    /**
     * Writes a job that {@link BraketBackend#whyNot} lets pass.
     *
     * @throws BackendException
     *     when an angle is not a finite number
     */
    static BraketProgram of(JobRequest request, BraketDevice device) throws BackendException {
        Circuit circuit = request.circuit();
        var writer = new Writer(request.bindings());
        List<String> steps = request.noise().isNone()
                ? writer.steps(new GateBasis(device.gates()).rewrite(circuit), device.barriers())
                : NoisyProgram.steps(circuit.bind(request.bindings().get(0)), request.noise());
        int[] measured = Readout.of(circuit).measured();
        var source = new StringBuilder("OPENQASM 3.0;\n");
        writer.inputs
                .keySet()
                .forEach(name -> source.append("input float ").append(name).append(";\n"));
        source.append("bit[").append(measured.length).append("] c;\n");
        source.append("qubit[").append(circuit.qubits()).append("] q;\n");
        steps.forEach(step -> source.append(step).append('\n'));
        for (int bit = 0; bit < measured.length; bit++) {
            source.append("c[")
                    .append(bit)
                    .append("] = measure ")
                    .append(qubit(measured[bit]))
                    .append(";\n");
        }
        return new BraketProgram(
                source.toString(), writer.inputs, request.bindings().size());
    }

    /** The gates of a circuit without inputs, one a line, in those that a device takes. */
    static List<String> gates(Circuit bound, BraketDevice device) throws BackendException {
        return new Writer(List.of(Map.of())).steps(new GateBasis(device.gates()).rewrite(bound), false);
    }

    /** {@code q[3]}. */
    static String qubit(int qubit) {
        return "q[" + qubit + "]";
    }

    /** A finite number. */
    static String number(double value) throws BackendException {
        if (!Double.isFinite(value)) {
            throw new BackendException(
                    "an angle of the circuit is not a finite number with these inputs", BackendException.Kind.REFUSED);
        }
        return Double.toString(value);
    }

    /** Whether it goes as a program set, whose shots are those of all runs together. */
    boolean set() {
        return runs > 1;
    }

    /** The {@code action} of a task. */
    ObjectNode action() {
        ObjectNode program = header(PROGRAM).put("source", source);
        ObjectNode values = program.putObject("inputs");
        if (!set()) {
            return program;
        }
        inputs.forEach((name, list) -> {
            ArrayNode each = values.putArray(name);
            list.forEach(each::add);
        });
        ObjectNode action = header(SET);
        ArrayNode programs = action.putArray("programs");
        // Without an input a program counts as one run: equal runs are equal programs.
        for (int i = 0; i < (inputs.isEmpty() ? runs : 1); i++) {
            programs.add(program);
        }
        return action;
    }

    private static ObjectNode header(String name) {
        ObjectNode node = Json.object();
        node.putObject("braketSchemaHeader").put("name", name).put("version", "1");
        return node;
    }

    /** Writes gates; angles that differ between the bindings become inputs of the program. */
    private static final class Writer {
        private final List<Map<String, Double>> bindings;
        private final Map<String, List<Double>> inputs = new LinkedHashMap<>();

        Writer(List<Map<String, Double>> bindings) {
            this.bindings = bindings;
        }

        List<String> steps(Circuit circuit, boolean barriers) throws BackendException {
            var steps = new ArrayList<String>();
            for (Instruction step : circuit.instructions()) {
                if (step instanceof Instruction.Apply apply) {
                    steps.add(name(apply.gate()) + angles(apply.angles()) + " " + qubits(apply.qubits()) + ";");
                } else if (step instanceof Instruction.Barrier barrier
                        && barriers
                        && !barrier.qubits().isEmpty()) {
                    steps.add("barrier " + qubits(barrier.qubits()) + ";");
                }
            }
            return steps;
        }

        private static String name(Gate gate) {
            return NAMES.getOrDefault(gate, gate.name().toLowerCase(Locale.ROOT));
        }

        private String angles(List<Angle> angles) throws BackendException {
            var written = new ArrayList<String>();
            for (Angle angle : angles) {
                var values = new ArrayList<Double>();
                for (Map<String, Double> binding : bindings) {
                    values.add(angle.evaluate(binding));
                    number(values.get(values.size() - 1));
                }
                if (values.stream().distinct().count() == 1) {
                    written.add(number(values.get(0)));
                } else {
                    String name = "p" + inputs.size();
                    inputs.put(name, values);
                    written.add(name);
                }
            }
            return written.isEmpty() ? "" : "(" + String.join(", ", written) + ")";
        }

        private static String qubits(List<Integer> qubits) {
            return qubits.stream().map(BraketProgram::qubit).collect(Collectors.joining(", "));
        }
    }
}
