package io.jenkins.plugins.quantum.engine.testkit.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a {@code cirq.google.api.v2.Program} as JSON: moments that point into a table of constants. Qubits and bits are numbered in the order of
 * the measurement keys, so that the same question gets the same answer wherever it was placed.
 */
final class CirqReader {
    private final JsonNode constants;
    private final Map<String, Double> symbols;
    private final Map<String, List<String>> measured = new TreeMap<>();
    private final List<JsonNode> operations = new ArrayList<>();
    private final Set<String> qubits = new LinkedHashSet<>();
    private final StringBuilder text = new StringBuilder();

    /**
     * Reads a program.
     *
     * @param symbols
     *     values of its parameters
     */
    CirqReader(JsonNode program, Map<String, Double> symbols) {
        this.symbols = symbols;
        constants = program.path("constants");
        for (JsonNode moment : program.path("circuit").path("momentIndices")) {
            for (JsonNode operation :
                    constants.path(moment.asInt()).path("momentValue").path("operationIndices")) {
                read(constants.path(operation.asInt()).path("operationValue"));
            }
        }
        measured.values().forEach(qubits::addAll);
        operations.forEach(operation -> qubits.addAll(places(operation)));
        operations.forEach(this::write);
    }

    private void read(JsonNode operation) {
        if (operation.has("measurementgate")) {
            String key =
                    operation.at("/measurementgate/key/argValue/stringValue").asText();
            if (measured.put(key, places(operation)) != null) {
                throw new IllegalArgumentException("the key " + key + " is measured twice");
            }
        } else if (measured.values().stream()
                .anyMatch(done -> places(operation).stream().anyMatch(done::contains))) {
            throw new IllegalArgumentException("a gate behind a measurement");
        } else {
            operations.add(operation);
        }
    }

    private List<String> places(JsonNode operation) {
        var places = new ArrayList<String>();
        operation
                .path("qubitConstantIndex")
                .forEach(index -> places.add(
                        constants.path(index.asInt()).path("qubit").path("id").asText()));
        return places;
    }

    private void write(JsonNode operation) {
        List<Integer> at = places(operation).stream()
                .map(place -> List.copyOf(qubits).indexOf(place))
                .toList();
        if (operation.has("phasedxzgate")) {
            JsonNode gate = operation.path("phasedxzgate");
            double axis = number(gate.path("axisPhaseExponent"));
            turn("rz", -axis, at.get(0));
            turn("rx", number(gate.path("xExponent")), at.get(0));
            turn("rz", axis + number(gate.path("zExponent")), at.get(0));
        } else if (operation.has("phasedxpowgate")) {
            JsonNode gate = operation.path("phasedxpowgate");
            double axis = number(gate.path("phaseExponent"));
            turn("rz", -axis, at.get(0));
            turn("rx", number(gate.path("exponent")), at.get(0));
            turn("rz", axis, at.get(0));
        } else if (operation.has("czpowgate")) {
            text.append("cp(")
                    .append(Math.PI * number(operation.at("/czpowgate/exponent")))
                    .append(") q[" + at.get(0) + "], q[" + at.get(1) + "];");
        } else {
            String axis = List.of("x", "y", "z").stream()
                    .filter(name -> operation.has(name + "powgate"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no gate of this machine: " + operation));
            turn("r" + axis, number(operation.at("/" + axis + "powgate/exponent")), at.get(0));
        }
    }

    private void turn(String gate, double halfTurns, int qubit) {
        text.append(gate + "(" + Math.PI * halfTurns + ") q[" + qubit + "];");
    }

    private double number(JsonNode argument) {
        if (argument.has("symbol")) {
            return symbols.get(argument.path("symbol").asText());
        }
        JsonNode value =
                argument.has("argValue") ? argument.path("argValue").path("floatValue") : argument.path("floatValue");
        if (!value.isNumber()) {
            throw new IllegalArgumentException("no number: " + argument);
        }
        return value.asDouble();
    }

    /** Keys with the qubits that they show, in the order of the circuit's bits. */
    Map<String, List<String>> measured() {
        return measured;
    }

    /** The places of its gates on two qubits. */
    List<List<String>> pairs() {
        return operations.stream()
                .map(this::places)
                .filter(places -> places.size() == 2)
                .toList();
    }

    /** As a circuit of this project. */
    Circuit circuit() {
        var whole = new StringBuilder("OPENQASM 3.0; include \"stdgates.inc\"; qubit[" + qubits.size() + "] q; bit["
                + measured.values().stream().mapToInt(List::size).sum() + "] c;" + text);
        int bit = 0;
        for (List<String> places : measured.values()) {
            for (String place : places) {
                whole.append(
                        "c[" + bit++ + "] = measure q[" + List.copyOf(qubits).indexOf(place) + "];");
            }
        }
        return Qasm.read("program.qasm", whole.toString()).circuit();
    }
}
