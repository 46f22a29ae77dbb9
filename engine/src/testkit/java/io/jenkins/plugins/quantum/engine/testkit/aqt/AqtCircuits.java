package io.jenkins.plugins.quantum.engine.testkit.aqt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks and runs AQT's circuits, by the schema of its jobs. */
final class AqtCircuits {
    private static final long SEED = 20_261_122;
    private static final Map<String, Set<String>> KEYS = Map.of(
            "R", Set.of("operation", "qubit", "theta", "phi"),
            "RZ", Set.of("operation", "qubit", "phi"),
            "RXX", Set.of("operation", "qubits", "theta"),
            "MEASURE", Set.of("operation"));

    private AqtCircuits() {}

    /** What a job's body breaks; empty when it is right. */
    static String wrong(JsonNode body) {
        JsonNode circuits = body.at("/payload/circuits");
        if (!body.path("job_type").asText().equals("quantum_circuit") || circuits.isEmpty() || circuits.size() > 50) {
            return "expected a job_type and 1 to 50 circuits";
        }
        for (JsonNode circuit : circuits) {
            String wrong = wrongCircuit(circuit);
            if (!wrong.isEmpty()) {
                return wrong;
            }
        }
        return "";
    }

    private static String wrongCircuit(JsonNode circuit) {
        int qubits = circuit.path("number_of_qubits").asInt();
        int repetitions = circuit.path("repetitions").asInt();
        JsonNode operations = circuit.path("quantum_circuit");
        if (qubits < 1 || qubits > 31 || repetitions < 1 || repetitions > 2000) {
            return "number_of_qubits or repetitions out of range";
        }
        if (operations.isEmpty() || operations.size() > 2000) {
            return "expected 1 to 2000 operations";
        }
        for (int i = 0; i < operations.size(); i++) {
            JsonNode operation = operations.get(i);
            boolean last = i == operations.size() - 1;
            if (last != operation.path("operation").asText().equals("MEASURE") || !fits(operation, qubits)) {
                return "operation " + i + " is wrong: " + operation;
            }
        }
        return "";
    }

    private static boolean fits(JsonNode operation, int qubits) {
        String name = operation.path("operation").asText();
        var keys = new ArrayList<String>();
        operation.fieldNames().forEachRemaining(keys::add);
        if (!Set.copyOf(keys).equals(KEYS.get(name))) {
            return false;
        }
        double theta = operation.path("theta").asDouble();
        double phi = operation.path("phi").asDouble();
        return switch (name) {
            case "R" -> qubit(operation.path("qubit"), qubits) && theta >= 0 && theta <= 1 && phi >= 0 && phi <= 2;
            case "RZ" -> qubit(operation.path("qubit"), qubits) && Double.isFinite(phi);
            case "RXX" -> {
                JsonNode pair = operation.path("qubits");
                yield pair.size() == 2
                        && qubit(pair.get(0), qubits)
                        && qubit(pair.get(1), qubits)
                        && pair.get(0).asInt() != pair.get(1).asInt()
                        && theta >= 0
                        && theta <= 0.5;
            }
            default -> true;
        };
    }

    private static boolean qubit(JsonNode qubit, int qubits) {
        return qubit.isInt() && qubit.intValue() >= 0 && qubit.intValue() < qubits;
    }

    /** By the circuit's number a list of shots, each a list of bits by qubit. */
    static ObjectNode run(JsonNode body) {
        ObjectNode result = Json.object();
        int number = 0;
        for (JsonNode circuit : body.at("/payload/circuits")) {
            ArrayNode shots = result.putArray(Integer.toString(number));
            Circuit decoded = decode(circuit);
            SimulatedCounts.sample(
                            decoded, Map.of(), circuit.path("repetitions").asLong(), SEED + number)
                    .counts()
                    .forEach((outcome, count) -> {
                        for (long i = 0; i < count; i++) {
                            ArrayNode shot = shots.addArray();
                            for (int qubit = outcome.length() - 1; qubit >= 0; qubit--) {
                                shot.add(outcome.charAt(qubit) - '0');
                            }
                        }
                    });
            number++;
        }
        return result;
    }

    private static Circuit decode(JsonNode circuit) {
        int qubits = circuit.path("number_of_qubits").asInt();
        var steps = new ArrayList<Instruction>();
        for (JsonNode operation : circuit.path("quantum_circuit")) {
            double theta = operation.path("theta").asDouble() * Math.PI;
            double phi = operation.path("phi").asDouble() * Math.PI;
            List<Integer> at = List.of(operation.path("qubit").asInt());
            switch (operation.path("operation").asText()) {
                case "R" -> steps.add(apply(Gate.U, at, theta, phi - Math.PI / 2, Math.PI / 2 - phi));
                case "RZ" -> steps.add(apply(Gate.RZ, at, phi));
                case "RXX" ->
                    steps.add(apply(
                            Gate.RXX,
                            List.of(
                                    operation.at("/qubits/0").asInt(),
                                    operation.at("/qubits/1").asInt()),
                            theta));
                default -> {
                    for (int qubit = 0; qubit < qubits; qubit++) {
                        steps.add(new Instruction.Measure(qubit, qubit));
                    }
                }
            }
        }
        return new Circuit(
                List.of(new Register("q", 0, qubits)), List.of(new Register("c", 0, qubits)), List.of(), steps);
    }

    private static Instruction apply(Gate gate, List<Integer> qubits, double... angles) {
        return new Instruction.Apply(
                gate, Arrays.stream(angles).mapToObj(Angle::of).toList(), qubits);
    }
}
