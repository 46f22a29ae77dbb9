package io.jenkins.plugins.quantum.engine.testkit.braket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;

/** The documents of devices: the least that Amazon's own client reads, with figures of our own. */
final class FakeDocuments {
    private static final String SCHEMA = "braket.device_schema.";
    private static final String COMMON = "x y z h s si t ti rx ry rz cnot swap";
    private static final String IONQ = COMMON + " v vi xx yy zz";
    private static final String RIGETTI = COMMON
            + " cz xy ccnot cphaseshift cphaseshift00 cphaseshift01 cphaseshift10 cswap i iswap phaseshift pswap barrier";
    private static final String IQM = RIGETTI + " ecr cy xx yy zz v vi prx cc_prx measure_ff";
    private static final String SIMULATED = RIGETTI.replace(" barrier", "") + " cy v vi xx yy zz unitary";

    private FakeDocuments() {}

    /** By ARN: name, provider, capabilities. */
    static ObjectNode all() {
        ObjectNode all = Json.object();
        simulator(all, "sv1", 34, false);
        simulator(all, "dm1", 17, true);
        ObjectNode garnet = machine(all, "eu-north-1", "iqm/Garnet", "IQM", "iqm.iqm", 20, 1, 20_000, IQM, "1-2 2-3");
        programSets(garnet);
        garnet.set("standardized", byQubit());
        ObjectNode cepheus = machine(
                all,
                "us-west-1",
                "rigetti/Cepheus-1-108Q",
                "Rigetti",
                "rigetti.rigetti",
                107,
                10,
                50_000,
                RIGETTI,
                "0-1");
        programSets(cepheus);
        ObjectNode forte = machine(all, "us-east-1", "ionq/Forte-1", "IonQ", "ionq.ionq", 36, 100, 5_000, IONQ, "");
        forte.set("standardized", whole());
        ObjectNode aquila = document("quera.quera_device_capabilities", 1, 1_000, "");
        ObjectNode actions = (ObjectNode) aquila.get("action");
        actions.removeAll();
        actions.set("braket.ir.ahs.program", action("braket.ir.ahs.program"));
        aquila.set("paradigm", headed("quera.quera_ahs_paradigm_properties").put("qubitCount", 256));
        put(all, "us-east-1", "qpu", "quera/Aquila", "QuEra", aquila);
        return all;
    }

    private static void put(
            ObjectNode all, String region, String type, String path, String provider, ObjectNode capabilities) {
        all.putObject("arn:aws:braket:" + region + "::device/" + type + "/" + path)
                .put("name", path.substring(path.indexOf('/') + 1))
                .put("provider", provider)
                .set("capabilities", capabilities);
    }

    private static ObjectNode headed(String name) {
        ObjectNode node = Json.object();
        node.putObject("braketSchemaHeader").put("name", SCHEMA + name).put("version", "1");
        return node;
    }

    private static ObjectNode action(String name) {
        ObjectNode action = Json.object();
        action.putArray("version").add("1");
        return action.put("actionType", name);
    }

    private static ObjectNode document(String header, int least, int most, String operations) {
        ObjectNode document = headed(header);
        ObjectNode service = headed("device_service_properties");
        ArrayNode windows = service.putArray("executionWindows");
        windows.addObject()
                .put("executionDay", "Everyday")
                .put("windowStartHour", "00:00")
                .put("windowEndHour", "23:59:59");
        service.putArray("shotsRange").add(least).add(most);
        service.putObject("deviceCost").put("price", 0.01).put("unit", "shot");
        service.putObject("deviceDocumentation")
                .put("imageUrl", "none")
                .put("summary", "a device that is not there")
                .put("externalDocumentationUrl", "none");
        service.put("deviceLocation", "here").put("updatedAt", "2026-11-01T00:00:00Z");
        service.put("getTaskPollIntervalMillis", 100);
        document.set("service", service);
        ObjectNode gates = action("braket.ir.openqasm.program");
        ArrayNode supported = gates.putArray("supportedOperations");
        for (String operation : operations.split(" ")) {
            supported.add(operation);
        }
        document.putObject("action").set("braket.ir.openqasm.program", gates);
        document.putObject("deviceParameters");
        return document;
    }

    private static void simulator(ObjectNode all, String name, int qubits, boolean noise) {
        ObjectNode document = document("simulators.gate_model_simulator_device_capabilities", 0, 100_000, SIMULATED);
        document.set(
                "paradigm",
                headed("simulators.gate_model_simulator_paradigm_properties").put("qubitCount", qubits));
        ArrayNode pragmas =
                ((ObjectNode) document.at("/action/braket.ir.openqasm.program")).putArray("supportedPragmas");
        if (noise) {
            pragmas.add("braket_noise_depolarizing");
        }
        put(all, "", "quantum-simulator", "amazon/" + name, "Amazon Braket", document);
    }

    private static ObjectNode machine(
            ObjectNode all,
            String region,
            String path,
            String provider,
            String schema,
            int qubits,
            int least,
            int most,
            String operations,
            String pairs) {
        ObjectNode document = document(schema + "_device_capabilities", least, most, operations);
        ((ObjectNode) document.at("/action/braket.ir.openqasm.program"))
                .put("maximumQubitArrays", 1)
                .put("maximumClassicalArrays", 1)
                .put("supportPhysicalQubits", true)
                .put("supportsUnassignedMeasurements", false);
        ObjectNode paradigm = headed("gate_model_qpu_paradigm_properties").put("qubitCount", qubits);
        ObjectNode connectivity = paradigm.putObject("connectivity").put("fullyConnected", pairs.isEmpty());
        ObjectNode graph = connectivity.putObject("connectivityGraph");
        for (String pair : pairs.split(" ")) {
            if (!pair.isEmpty()) {
                graph.withArray("/" + pair.split("-")[0]).add(pair.split("-")[1]);
            }
        }
        paradigm.putArray("nativeGateSet").add("cz");
        document.set("paradigm", paradigm);
        put(all, region, "qpu", path, provider, document);
        return document;
    }

    private static void programSets(ObjectNode document) {
        ((ObjectNode) document.get("action"))
                .set(
                        "braket.ir.openqasm.program_set",
                        action("braket.ir.openqasm.program_set")
                                .put("maximumExecutables", 100)
                                .put("maximumTotalShots", 200_000));
    }

    /** Version 1: errors of readout stand in a field called fidelity, times in seconds with the unit {@code S}. */
    private static ObjectNode byQubit() {
        ObjectNode standardized = headed("standardized_gate_model_qpu_device_properties");
        ObjectNode qubits = standardized.putObject("oneQubitProperties");
        double[][] figures = {
            {40e-6, 10e-6, 0.9990, 0.02, 0.01}, {30e-6, 8e-6, 0.9980, 0.04, 0.03}, {20e-6, 6e-6, 0.9970, 0.06, 0.05}
        };
        for (int i = 0; i < figures.length; i++) {
            ObjectNode qubit = qubits.putObject(Integer.toString(i + 1));
            qubit.putObject("T1")
                    .put("value", figures[i][0])
                    .put("standardError", 1e-6)
                    .put("unit", "S");
            qubit.putObject("T2")
                    .put("value", figures[i][1])
                    .put("standardError", 1e-6)
                    .put("unit", "S");
            ArrayNode list = qubit.putArray("oneQubitFidelity");
            fidelity(list, "SIMULTANEOUS_RANDOMIZED_BENCHMARKING", figures[i][2]);
            fidelity(list, "READOUT_ERROR_1_TO_0", figures[i][3]);
            fidelity(list, "READOUT_ERROR_0_TO_1", figures[i][4]);
            fidelity(list, "READOUT", 1 - (figures[i][3] + figures[i][4]) / 2);
        }
        ObjectNode pairs = standardized.putObject("twoQubitProperties");
        for (String pair : new String[] {"1-2", "2-3"}) {
            ArrayNode list = pairs.putObject(pair).putArray("twoQubitGateFidelity");
            fidelity(list, "SIMULTANEOUS_INTERLEAVED_RANDOMIZED_BENCHMARKING", pair.equals("1-2") ? 0.996 : 0.990)
                    .put("gateName", "CZ");
            fidelity(list, "SIMULTANEOUS_INTERLEAVED_RANDOMIZED_BENCHMARKING", 0.999)
                    .put("gateName", "Two_Qubit_Clifford");
        }
        return standardized;
    }

    private static ObjectNode fidelity(ArrayNode list, String type, double value) {
        ObjectNode entry = list.addObject().put("fidelity", value);
        entry.putObject("fidelityType").put("name", type);
        return entry;
    }

    /** Version 3: one figure for the device. */
    private static ObjectNode whole() {
        ObjectNode standardized = Json.object();
        standardized
                .putObject("braketSchemaHeader")
                .put("name", SCHEMA + "standardized_gate_model_qpu_device_properties")
                .put("version", "3");
        standardized.putObject("T1").put("value", 100.0).put("unit", "s");
        standardized.putObject("T2").put("value", 1.0).put("unit", "s");
        fidelity(standardized.putArray("readoutFidelity"), "RANDOMIZED_BENCHMARKING", 0.995)
                .put("unit", "fraction");
        fidelity(standardized.putArray("singleQubitFidelity"), "RANDOMIZED_BENCHMARKING", 0.9998)
                .put("unit", "fraction");
        fidelity(standardized.putArray("twoQubitGateFidelity"), "RANDOMIZED_BENCHMARKING", 0.994)
                .put("unit", "fraction");
        standardized.putObject("readoutDuration").put("value", 0.00025).put("unit", "s");
        standardized.putObject("singleQubitGateDuration").put("value", 6.5e-05).put("unit", "s");
        standardized.putObject("twoQubitGateDuration").put("value", 0.00065).put("unit", "s");
        standardized.putObject("activeResetDuration").put("value", 0.00015).put("unit", "s");
        standardized.put("updatedAt", "2026-11-01T00:00:00Z");
        return standardized;
    }
}
