package io.jenkins.plugins.quantum.engine.testkit.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The devices of the fake service: their documents, and what they refuse. */
final class FakeDevices {
    private static final JsonNode ALL = FakeDocuments.all();
    private static final Pattern STEP =
            Pattern.compile("^\\s*([a-z][a-z0-9_]*)\\s*(\\([^;]*\\))?\\s+[q$][^;=]*;$", Pattern.MULTILINE);
    private static final Set<String> STATEMENTS = Set.of("input", "bit", "qubit", "measure");

    private FakeDevices() {}

    static boolean known(String arn) {
        return ALL.has(arn);
    }

    /** The answer of GetDevice. */
    static ObjectNode document(String arn, String status) {
        JsonNode device = ALL.path(arn);
        ObjectNode document = Json.object()
                .put("deviceArn", arn)
                .put("deviceName", device.path("name").asText())
                .put("providerName", device.path("provider").asText())
                .put("deviceType", arn.contains("/qpu/") ? "QPU" : "SIMULATOR")
                .put("deviceStatus", status)
                .put("deviceCapabilities", device.path("capabilities").toString());
        ArrayNode queues = document.putArray("deviceQueueInfo");
        for (String priority : new String[] {"Priority", "Normal"}) {
            queues.addObject()
                    .put("queue", "QUANTUM_TASKS_QUEUE")
                    .put("queueSize", priority.equals("Normal") ? ">2000" : "0")
                    .put("queuePriority", priority);
        }
        queues.addObject().put("queue", "JOBS_QUEUE").put("queueSize", "0");
        return document;
    }

    /** How many runs a program or a set has. */
    static int runs(JsonNode action) {
        if (action.has("programs")) {
            int sum = 0;
            for (JsonNode program : action.path("programs")) {
                sum += runs(program);
            }
            return sum;
        }
        int most = 1;
        for (JsonNode values : action.path("inputs")) {
            most = Math.max(most, values.isArray() ? values.size() : 1);
        }
        return most;
    }

    /** Why a task is refused; empty where it is taken. */
    static Optional<String> refuse(String arn, JsonNode body) {
        JsonNode capabilities = ALL.path(arn).path("capabilities");
        JsonNode action;
        try {
            action = FakeTask.action(body);
        } catch (UncheckedIOException e) {
            return Optional.of("the action is not JSON");
        }
        String kind = action.at("/braketSchemaHeader/name").asText();
        if (!capabilities.path("action").has(kind)) {
            return Optional.of("the device does not take actions of the type " + kind);
        }
        int runs = runs(action);
        long shots = body.path("shots").asLong();
        JsonNode range = capabilities.at("/service/shotsRange");
        if (shots % runs != 0) {
            return Optional.of("shots must be a multiple of the number of executables");
        }
        if (shots / runs < range.get(0).asLong() || shots / runs > range.get(1).asLong()) {
            return Optional.of("shots must be within " + range);
        }
        JsonNode limits = capabilities.path("action").path(kind);
        if (limits.has("maximumExecutables")
                && (runs > limits.get("maximumExecutables").asInt()
                        || shots > limits.get("maximumTotalShots").asLong())) {
            return Optional.of("the program set is too large");
        }
        JsonNode programs =
                action.has("programs") ? action.path("programs") : Json.array().add(action);
        for (JsonNode program : programs) {
            Optional<String> wrong = kind.contains("openqasm")
                    ? wrong(program.path("source").asText(), capabilities.at("/action/braket.ir.openqasm.program"))
                    : Optional.empty();
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> wrong(String source, JsonNode rules) {
        var allowed = new HashSet<>(STATEMENTS);
        rules.path("supportedOperations").forEach(name -> allowed.add(name.asText()));
        var unknown = new TreeSet<String>();
        Matcher steps = STEP.matcher(source);
        while (steps.find()) {
            if (!allowed.contains(steps.group(1))) {
                unknown.add(steps.group(1));
            }
        }
        if (!unknown.isEmpty()) {
            return Optional.of("the device does not support " + String.join(", ", unknown));
        }
        if (rules.has("maximumQubitArrays")
                && (source.split("qubit\\[", -1).length > 2 || source.split("(?<!qu)bit\\[", -1).length > 2)) {
            return Optional.of("only one array of qubits and one of bits is supported");
        }
        if (!rules.path("supportedPragmas").toString().contains("noise") && source.contains("#pragma braket noise")) {
            return Optional.of("noise is not supported");
        }
        try {
            Qasm.read("task.qasm", source);
            return Optional.empty();
        } catch (InputException e) {
            return Optional.of(e.getMessage());
        }
    }
}
