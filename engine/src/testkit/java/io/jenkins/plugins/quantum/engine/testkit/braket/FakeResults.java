package io.jenkins.plugins.quantum.engine.testkit.braket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes the objects of a task that completed.
 *
 * @param linked
 *     whether the parts of a program set are objects of their own
 * @param failing
 *     number of the run of a program set that fails, -1 for none
 */
public record FakeResults(boolean linked, int failing) {
    private static final long SEED = 7;
    private static final String RESULT = "braket.task_result.";

    /** Program sets in one object. */
    public static FakeResults inline() {
        return new FakeResults(false, -1);
    }

    /** The objects by their names in the task's folder. */
    Map<String, JsonNode> objects(FakeTask task, FakeJob job) {
        JsonNode action = task.action();
        var objects = new LinkedHashMap<String, JsonNode>();
        switch (action.at("/braketSchemaHeader/name").asText()) {
            case "braket.ir.openqasm.program" -> objects.put("results.json", circuit(task, job, action));
            case "braket.ir.ahs.program" -> objects.put("results.json", atoms(task, job, action));
            default -> set(task, job, action, objects);
        }
        return objects;
    }

    private static ObjectNode header(String name) {
        ObjectNode node = Json.object();
        node.putObject("braketSchemaHeader").put("name", name).put("version", "1");
        return node;
    }

    private static String moment(java.time.Instant instant) {
        return instant.truncatedTo(java.time.temporal.ChronoUnit.SECONDS).toString();
    }

    private static ObjectNode metadata(String name, FakeTask task, FakeJob job) {
        return header(RESULT + name)
                .put("id", task.arn())
                .put("deviceId", task.device())
                .put("createdAt", moment(job.created()))
                .put("endedAt", moment(job.endedAt()))
                .put("status", "COMPLETED");
    }

    private static ObjectNode circuit(FakeTask task, FakeJob job, JsonNode action) {
        ObjectNode result = header(RESULT + "gate_model_task_result");
        measured(task.device(), action, 0, task.shots(), result);
        result.putArray("resultTypes");
        result.set("taskMetadata", metadata("task_metadata", task, job).put("shots", task.shots()));
        ObjectNode additional = result.putObject("additionalMetadata");
        additional.set("action", action);
        if (task.device().contains("quantum-simulator")) {
            additional.set(
                    "simulatorMetadata", header(RESULT + "simulator_metadata").put("executionDuration", 12));
        }
        return result;
    }

    /** Adds the shots of one run: as bits, or, as machines of IonQ do, as probabilities. */
    private static void measured(String device, JsonNode program, int run, long shots, ObjectNode result) {
        Circuit circuit =
                Qasm.read("task.qasm", program.path("source").asText()).circuit();
        var inputs = new HashMap<String, Double>();
        program.path("inputs").properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            inputs.put(entry.getKey(), (value.isArray() ? value.get(run) : value).asDouble());
        });
        var qubits = new TreeMap<Integer, Integer>();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure measure) {
                qubits.put(measure.bit(), measure.qubit());
            }
        }
        // Drawn in the order of the qubits: which bit a qubit is measured into does not change the luck of the draw.
        List<Integer> order = qubits.values().stream().sorted().toList();
        Counts counts = SimulatedCounts.sample(inOrder(circuit, order), inputs, shots, SEED + run);
        if (device.contains("/ionq/")) {
            ObjectNode probabilities = result.putObject("measurementProbabilities");
            counts.counts()
                    .forEach((outcome, count) ->
                            probabilities.put(columns(outcome, qubits, order), (double) count / shots));
        } else {
            ArrayNode measurements = result.putArray("measurements");
            counts.counts().forEach((outcome, count) -> {
                String text = columns(outcome, qubits, order);
                for (long shot = 0; shot < count; shot++) {
                    ArrayNode row = measurements.addArray();
                    text.chars().forEach(c -> row.add(c - '0'));
                }
            });
        }
        ArrayNode measured = result.putArray("measuredQubits");
        qubits.values().forEach(measured::add);
    }

    private static Circuit inOrder(Circuit circuit, List<Integer> order) {
        var steps = new ArrayList<Instruction>(circuit.instructions());
        steps.removeIf(step -> step instanceof Instruction.Measure);
        order.forEach(qubit -> steps.add(new Instruction.Measure(qubit, order.indexOf(qubit))));
        return new Circuit(circuit.qubitRegisters(), circuit.bitRegisters(), circuit.inputs(), steps);
    }

    /** The bits that are measured, the lowest on the left. */
    private static String columns(String outcome, SortedMap<Integer, Integer> qubits, List<Integer> order) {
        var text = new StringBuilder();
        qubits.values().forEach(qubit -> text.append(Distribution.bit(outcome, order.indexOf(qubit))));
        return text.toString();
    }

    private void set(FakeTask task, FakeJob job, JsonNode action, Map<String, JsonNode> objects) {
        ObjectNode root = header(RESULT + "program_set_task_result");
        ArrayNode programs = root.putArray("programResults");
        ObjectNode metadata = metadata("program_set_task_metadata", task, job);
        ArrayNode ofPrograms = metadata.putArray("programMetadata");
        long each = task.shots() / FakeDevices.runs(action);
        int number = 0;
        int failed = 0;
        for (JsonNode program : action.path("programs")) {
            String folder = "programs/" + programs.size();
            ObjectNode result = header(RESULT + "program_result");
            ArrayNode executables = result.putArray("executableResults");
            ArrayNode states = ofPrograms.addObject().putArray("executables");
            for (int run = 0; run < FakeDevices.runs(program); run++, number++) {
                boolean fails = number == failing;
                failed += fails ? 1 : 0;
                ObjectNode executable = fails ? failure(run) : success(task.device(), program, run, each);
                states.add(fails ? executable.get("failureMetadata") : Json.object());
                add(executables, objects, folder + "/", "executables/" + run + ".json", executable);
            }
            if (linked) {
                objects.put(folder + "/program.json", program);
                result.put("source", "program.json");
            } else {
                result.set("source", program);
            }
            result.putObject("additionalMetadata").set("action", program);
            add(programs, objects, "", folder + "/results.json", result);
        }
        metadata.put("requestedShots", task.shots())
                .put("successfulShots", task.shots() - failed * each)
                .put("totalFailedExecutables", failed);
        if (linked) {
            objects.put("metadata.json", metadata);
            root.put("taskMetadata", "metadata.json");
            root.putArray("s3Location").add(FakeBraket.BUCKET).add(task.folder());
        } else {
            root.set("taskMetadata", metadata);
        }
        objects.put("results.json", root);
    }

    private void add(ArrayNode list, Map<String, JsonNode> objects, String folder, String name, ObjectNode object) {
        if (linked) {
            list.add(name);
            objects.put(folder + name, object);
        } else {
            list.add(object);
        }
    }

    private static ObjectNode success(String device, JsonNode program, int run, long shots) {
        ObjectNode executable = header(RESULT + "program_set_executable_result").put("inputsIndex", run);
        measured(device, program, run, shots, executable);
        return executable;
    }

    private static ObjectNode failure(int run) {
        ObjectNode executable =
                header(RESULT + "program_set_executable_failure").put("inputsIndex", run);
        executable
                .putObject("failureMetadata")
                .put("failureReason", "the qubits were lost")
                .put("retryable", true)
                .put("category", "DEVICE");
        return executable;
    }

    /** Every second filled site is found in the Rydberg state; the last of several shots is not usable. */
    private static ObjectNode atoms(FakeTask task, FakeJob job, JsonNode action) {
        ObjectNode result = header(RESULT + "analog_hamiltonian_simulation_task_result");
        ArrayNode measurements = result.putArray("measurements");
        JsonNode filling = action.at("/setup/ahs_register/filling");
        for (long shot = 0; shot < task.shots(); shot++) {
            ObjectNode measurement = measurements.addObject();
            boolean lost = shot > 0 && shot == task.shots() - 1;
            measurement.putObject("shotMetadata").put("shotStatus", lost ? "Partial Success" : "Success");
            ObjectNode sequences = measurement.putObject("shotResult");
            ArrayNode before = sequences.putArray("preSequence");
            ArrayNode after = sequences.putArray("postSequence");
            for (int site = 0; site < filling.size(); site++) {
                before.add(filling.get(site).asInt());
                after.add(filling.get(site).asInt() == 1 && site % 2 == 1 ? 1 : 0);
            }
        }
        result.set("taskMetadata", metadata("task_metadata", task, job).put("shots", task.shots()));
        result.putObject("additionalMetadata").set("action", action);
        return result;
    }
}
