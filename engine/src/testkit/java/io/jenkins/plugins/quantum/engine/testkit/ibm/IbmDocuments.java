package io.jenkins.plugins.quantum.engine.testkit.ibm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.util.List;

/** The documents about a small device in a line, whose last coupler is broken. */
final class IbmDocuments {
    static final String DEVICE = "ibm_line";
    static final int QUBITS = 8;

    private static final List<String> ONE_QUBIT = List.of("id", "rz", "sx", "x");
    private static final String DATE = "2026-08-20T10:00:00Z";

    private IbmDocuments() {}

    static ObjectNode configuration() {
        ObjectNode document = Json.object()
                .put("backend_name", DEVICE)
                .put("backend_version", "1.0.0")
                .put("n_qubits", QUBITS)
                .put("local", false)
                .put("simulator", false)
                .put("conditional", false)
                .put("open_pulse", false)
                .put("memory", true)
                .put("max_shots", 100_000)
                .put("max_experiments", 300)
                .put("dt", 4.0)
                .put("online_date", DATE);
        ArrayNode basis = document.putArray("basis_gates").add("cz");
        ONE_QUBIT.forEach(basis::add);
        ArrayNode gates = document.putArray("gates");
        for (String name : ONE_QUBIT) {
            ObjectNode gate = gates.addObject().put("name", name).put("qasm_def", "");
            ArrayNode parameters = gate.putArray("parameters");
            if (name.equals("rz")) {
                parameters.add("theta");
            }
            ArrayNode where = gate.putArray("coupling_map");
            for (int qubit = 0; qubit < QUBITS; qubit++) {
                where.addArray().add(qubit);
            }
        }
        ObjectNode cz = gates.addObject().put("name", "cz").put("qasm_def", "");
        cz.putArray("parameters");
        cz.set("coupling_map", pairs());
        document.set("coupling_map", pairs());
        ArrayNode supported = document.putArray("supported_instructions");
        List.of("cz", "id", "rz", "sx", "x", "measure", "reset", "delay", "if_else")
                .forEach(supported::add);
        return document;
    }

    private static ArrayNode pairs() {
        ArrayNode pairs = Json.array();
        for (int qubit = 0; qubit + 1 < QUBITS; qubit++) {
            pairs.addArray().add(qubit).add(qubit + 1);
            pairs.addArray().add(qubit + 1).add(qubit);
        }
        return pairs;
    }

    static ObjectNode properties() {
        ObjectNode document = Json.object()
                .put("backend_name", DEVICE)
                .put("backend_version", "1.0.0")
                .put("last_update_date", DATE);
        ArrayNode qubits = document.putArray("qubits");
        ArrayNode gates = document.putArray("gates");
        for (int qubit = 0; qubit < QUBITS; qubit++) {
            ArrayNode values = qubits.addArray();
            value(values, "T1", "us", 150 + qubit);
            value(values, "T2", "us", 90 + qubit);
            value(values, "readout_error", "", 0.015);
            value(values, "prob_meas0_prep1", "", 0.02);
            value(values, "prob_meas1_prep0", "", 0.01);
            value(values, "readout_length", "ns", 1500);
            for (String name : ONE_QUBIT) {
                gate(gates, name, 0.0002, 32, qubit);
            }
        }
        for (int qubit = 0; qubit + 1 < QUBITS; qubit++) {
            gate(gates, "cz", qubit == QUBITS - 2 ? 1.0 : 0.003, 68, qubit, qubit + 1);
            gate(gates, "cz", qubit == QUBITS - 2 ? 1.0 : 0.003, 68, qubit + 1, qubit);
        }
        document.putArray("general");
        return document;
    }

    private static void gate(ArrayNode gates, String name, double error, double nanoseconds, int... qubits) {
        ObjectNode gate = gates.addObject().put("gate", name);
        var label = new StringBuilder(name);
        ArrayNode at = gate.putArray("qubits");
        for (int qubit : qubits) {
            at.add(qubit);
            label.append(label.length() > name.length() ? "_" : "").append(qubit);
        }
        gate.put("name", label.toString());
        ArrayNode parameters = gate.putArray("parameters");
        value(parameters, "gate_error", "", error);
        value(parameters, "gate_length", "ns", nanoseconds);
    }

    private static void value(ArrayNode values, String name, String unit, double value) {
        values.addObject()
                .put("name", name)
                .put("unit", unit)
                .put("value", value)
                .put("date", DATE);
    }
}
