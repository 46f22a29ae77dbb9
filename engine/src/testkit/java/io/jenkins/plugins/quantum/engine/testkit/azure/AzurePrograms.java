package io.jenkins.plugins.quantum.engine.testkit.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import io.jenkins.plugins.quantum.engine.testkit.ionq.IonqCircuit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Runs programs of the formats that vendors have behind Azure Quantum, and writes results as they do. */
final class AzurePrograms {
    private static final long SEED = 20_261_122;

    private AzurePrograms() {}

    /**
     * The results of a job.
     *
     * @throws IllegalArgumentException
     *     for programs that the vendor would refuse
     */
    static JsonNode run(JsonNode job, String program) {
        String target = job.path("target").asText();
        long shots = job.at("/inputParams/shots").asLong(1);
        return switch (job.path("inputDataFormat").asText()) {
            case "ionq.circuit.v1" ->
                ionq(
                        json(program),
                        shots,
                        target.equals("ionq.simulator")
                                && !job.at("/inputParams/noise").isObject());
            case "honeywell.openqasm.v1" -> quantinuum(program, shots, target.endsWith("sc"));
            case "rigetti.quil.v1" -> rigetti(program, shots);
            case "pasqal.pulser.v1" -> pasqal(json(program), shots);
            default -> throw new IllegalArgumentException("unknown format");
        };
    }

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Shares of outcomes; of the ideal simulator they are exact. */
    private static JsonNode ionq(JsonNode program, long shots, boolean exact) {
        Circuit circuit =
                IonqCircuit.read(program.path("circuit"), program.path("qubits").asInt());
        ObjectNode histogram = Json.object();
        if (exact) {
            SimulatedCounts.exact(circuit, Map.of())
                    .probabilities()
                    .forEach((outcome, share) -> histogram.put(new BigInteger(outcome, 2).toString(), share));
        } else {
            SimulatedCounts.sample(circuit, Map.of(), shots, SEED)
                    .counts()
                    .forEach((outcome, count) ->
                            histogram.put(new BigInteger(outcome, 2).toString(), (double) count / shots));
        }
        return Json.object().set("histogram", histogram);
    }

    /** One text a shot for each register; syntax checkers answer with zeros. */
    private static JsonNode quantinuum(String program, long shots, boolean checkOnly) {
        Circuit circuit = Qasm.read("job.qasm", program).circuit();
        List<String> outcomes =
                checkOnly ? Collections.nCopies((int) shots, "0".repeat(circuit.bits())) : shots(circuit, shots);
        ObjectNode answer = Json.object();
        for (Register register : circuit.bitRegisters()) {
            ArrayNode texts = answer.putArray(register.name());
            for (String outcome : outcomes) {
                int end = outcome.length() - register.offset();
                texts.add(outcome.substring(end - register.size(), end));
            }
        }
        return answer;
    }

    private static JsonNode rigetti(String program, long shots) {
        ObjectNode answer = Json.object();
        ArrayNode rows = answer.putArray("ro");
        for (String outcome : shots(QuilReader.read(program), shots)) {
            ArrayNode row = rows.addArray();
            for (int bit = outcome.length() - 1; bit >= 0; bit--) {
                row.add(outcome.charAt(bit) - '0');
            }
        }
        return answer;
    }

    /** Recorded: three quarters of the shots excite the first atom only, the rest none. */
    private static JsonNode pasqal(JsonNode program, long shots) {
        JsonNode register = program.at("/sequence_builder/register");
        if (!register.isArray() || register.isEmpty()) {
            throw new IllegalArgumentException("the sequence has no register");
        }
        String rest = "0".repeat(register.size() - 1);
        return Json.object().put("1" + rest, shots - shots / 4).put("0" + rest, shots / 4);
    }

    private static List<String> shots(Circuit circuit, long shots) {
        var all = new ArrayList<String>();
        SimulatedCounts.sample(circuit, Map.of(), shots, SEED).counts().forEach((outcome, count) -> {
            for (long i = 0; i < count; i++) {
                all.add(outcome);
            }
        });
        return all;
    }
}
