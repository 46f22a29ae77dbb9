package io.jenkins.plugins.quantum.engine.testkit.iqm;

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
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Checks and runs IQM's circuits: every gate at a calibrated place, keys unique. */
final class IqmCircuits {
    private static final long SEED = 20_261_122;

    private IqmCircuits() {}

    /** What a job's body breaks; empty when it is right. */
    static String wrong(JsonNode body, boolean star) {
        if (body.path("circuits").isEmpty() || body.path("shots").asLong() < 1) {
            return "circuits and shots are required";
        }
        JsonNode set = body.path("calibration_set_id");
        if (set.isTextual() && !set.asText().equals(star ? IqmLattice.STAR_SET : IqmLattice.CALIBRATION_SET)) {
            return "unknown calibration set";
        }
        for (JsonNode circuit : body.path("circuits")) {
            var keys = new HashSet<String>();
            for (JsonNode instruction : circuit.path("instructions")) {
                String wrong = wrongInstruction(instruction, keys, star);
                if (!wrong.isEmpty()) {
                    return wrong;
                }
            }
            if (keys.isEmpty()) {
                return "a circuit has no measurements";
            }
        }
        return "";
    }

    private static String wrongInstruction(JsonNode instruction, HashSet<String> keys, boolean star) {
        String name = instruction.path("name").asText();
        List<String> locus = locus(instruction);
        boolean legal =
                switch (name) {
                    case "prx" -> locus.size() == 1 && IqmLattice.qubits().containsAll(locus);
                    case "cz" -> star ? IqmLattice.rays().contains(locus) : neighbours(locus);
                    case "move" -> star && IqmLattice.rays().contains(locus);
                    case "measure", "barrier" ->
                        !locus.isEmpty() && IqmLattice.qubits().containsAll(locus);
                    default -> false;
                };
        if (!legal) {
            return name + " has no calibrated place " + locus;
        }
        boolean fresh =
                !name.equals("measure") || keys.add(instruction.at("/args/key").asText());
        return fresh ? "" : "measurement keys must be unique";
    }

    private static boolean neighbours(List<String> locus) {
        return locus.size() == 2
                && (IqmLattice.pairs().contains(locus)
                        || IqmLattice.pairs().contains(List.of(locus.get(1), locus.get(0))));
    }

    private static List<String> locus(JsonNode instruction) {
        var locus = new ArrayList<String>();
        instruction.path("locus").forEach(name -> locus.add(name.asText()));
        return locus;
    }

    /** The measurements of a circuit by key; the shorter key first, so that a longer number comes later. */
    private static List<JsonNode> measurements(JsonNode circuit) {
        var measurements = new ArrayList<JsonNode>();
        circuit.path("instructions").forEach(instruction -> {
            if (instruction.path("name").asText().equals("measure")) {
                measurements.add(instruction);
            }
        });
        measurements.sort(
                Comparator.comparingInt((JsonNode m) -> key(m).length()).thenComparing(IqmCircuits::key));
        return measurements;
    }

    private static String key(JsonNode measurement) {
        return measurement.at("/args/key").asText();
    }

    /** Counts of each circuit; the keys stand in the opposite of their natural order, which no client may assume. */
    static ArrayNode counts(JsonNode body) {
        ArrayNode answer = Json.array();
        for (JsonNode circuit : body.path("circuits")) {
            ObjectNode one = answer.addObject();
            ArrayNode keys = one.putArray("measurement_keys");
            List<JsonNode> measurements = measurements(circuit);
            for (int i = measurements.size() - 1; i >= 0; i--) {
                keys.add(key(measurements.get(i)));
            }
            ObjectNode counts = one.putObject("counts");
            // Highest bit first is the last key first.
            sample(circuit, body).forEach(counts::put);
        }
        return answer;
    }

    /** The value of each shot by key. */
    static ArrayNode shots(JsonNode body) {
        ArrayNode answer = Json.array();
        for (JsonNode circuit : body.path("circuits")) {
            ObjectNode one = answer.addObject();
            List<JsonNode> measurements = measurements(circuit);
            Map<String, Long> counts = sample(circuit, body);
            for (int bit = 0; bit < measurements.size(); bit++) {
                ArrayNode shots = one.putArray(key(measurements.get(bit)));
                int at = measurements.size() - 1 - bit;
                counts.forEach((outcome, count) -> {
                    for (long i = 0; i < count; i++) {
                        shots.addArray().add(outcome.charAt(at) - '0');
                    }
                });
            }
        }
        return answer;
    }

    private static Map<String, Long> sample(JsonNode circuit, JsonNode body) {
        return SimulatedCounts.sample(
                        decode(circuit), Map.of(), body.path("shots").asLong(), SEED)
                .counts();
    }

    private static Circuit decode(JsonNode circuit) {
        List<String> names = IqmLattice.qubits();
        names.add(IqmLattice.RESONATOR);
        var steps = new ArrayList<Instruction>();
        for (JsonNode instruction : circuit.path("instructions")) {
            List<Integer> at = locus(instruction).stream().map(names::indexOf).toList();
            if (instruction.path("name").asText().equals("prx")) {
                double angle = angle(instruction, "angle");
                double phase = angle(instruction, "phase");
                steps.add(apply(Gate.U, at, angle, phase - Math.PI / 2, Math.PI / 2 - phase));
            } else if (instruction.path("name").asText().equals("cz")) {
                steps.add(apply(Gate.CZ, at));
            } else if (instruction.path("name").asText().equals("move")) {
                steps.add(apply(Gate.SWAP, at));
            }
        }
        List<JsonNode> measurements = measurements(circuit);
        for (int bit = 0; bit < measurements.size(); bit++) {
            steps.add(new Instruction.Measure(
                    names.indexOf(locus(measurements.get(bit)).get(0)), bit));
        }
        return new Circuit(
                List.of(new Register("q", 0, names.size())),
                List.of(new Register("c", 0, measurements.size())),
                List.of(),
                steps);
    }

    /** Radians, or turns under the name of older clients. */
    private static double angle(JsonNode instruction, String name) {
        JsonNode args = instruction.path("args");
        return args.has(name)
                ? args.path(name).asDouble()
                : args.path(name + "_t").asDouble() * 2 * Math.PI;
    }

    private static Instruction apply(Gate gate, List<Integer> qubits, double... angles) {
        return new Instruction.Apply(
                gate, Arrays.stream(angles).mapToObj(Angle::of).toList(), qubits);
    }
}
