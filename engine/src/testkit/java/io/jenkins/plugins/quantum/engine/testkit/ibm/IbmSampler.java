package io.jenkins.plugins.quantum.engine.testkit.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The sampler's part of the service: refuses circuits that the device does not run as they are, and answers shot by shot. */
final class IbmSampler {
    private static final Set<Gate> BASIS = Set.of(Gate.CZ, Gate.ID, Gate.RZ, Gate.SX, Gate.X);
    private static final long SEED = 7;

    private IbmSampler() {}

    /** One circuit with its shots. */
    record Pub(Circuit circuit, long shots) {}

    /**
     * Reads the circuits of a job.
     *
     * @throws IllegalArgumentException
     *     with the service's words when it would refuse them
     */
    static List<Pub> read(JsonNode parameters) {
        var pubs = new ArrayList<Pub>();
        for (JsonNode pub : parameters.path("pubs")) {
            String text = pub.path(0).asText();
            if (!text.startsWith("OPENQASM 3")) {
                throw new IllegalArgumentException("circuits must be OpenQASM 3 programs here");
            }
            Circuit circuit = Qasm.read("pub", text).circuit();
            check(circuit);
            pubs.add(new Pub(circuit, pub.path(2).asLong(4096)));
        }
        return pubs;
    }

    private static void check(Circuit circuit) {
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Apply apply) {
                List<Integer> qubits = apply.qubits().stream()
                        .map(qubit -> physical(circuit.qubitRegisters(), qubit))
                        .toList();
                boolean near = qubits.size() < 2 || Math.abs(qubits.get(0) - qubits.get(1)) == 1;
                if (!BASIS.contains(apply.gate()) || !near) {
                    throw new IllegalArgumentException("The instruction " + apply.gate() + " on qubits " + qubits
                            + " is not supported by the target system.");
                }
            }
        }
    }

    private static int physical(List<Register> registers, int qubit) {
        Register register = registers.get(qubit);
        if (!register.name().startsWith("$")) {
            throw new IllegalArgumentException("circuits must be over physical qubits");
        }
        return Integer.parseInt(register.name().substring(1));
    }

    /** The plain form of results: hexadecimal numbers by register. */
    static ObjectNode results(List<Pub> pubs) {
        ObjectNode answer = Json.object();
        ArrayNode results = answer.putArray("results");
        for (Pub pub : pubs) {
            Counts counts = SimulatedCounts.sample(pub.circuit(), Map.of(), pub.shots(), SEED);
            ObjectNode result = results.addObject();
            ObjectNode data = result.putObject("data");
            for (Register register : pub.circuit().bitRegisters()) {
                ArrayNode samples = data.putObject(register.name())
                        .put("num_bits", register.size())
                        .putArray("samples");
                counts.counts().forEach((outcome, count) -> {
                    int end = outcome.length() - register.offset();
                    String hex = "0x" + new BigInteger(outcome.substring(end - register.size(), end), 2).toString(16);
                    for (long shot = 0; shot < count; shot++) {
                        samples.add(hex);
                    }
                });
            }
            result.putObject("metadata");
        }
        answer.putObject("metadata").put("version", 2);
        return answer;
    }
}
