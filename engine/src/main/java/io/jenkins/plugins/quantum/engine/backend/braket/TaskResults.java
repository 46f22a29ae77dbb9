package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the objects that Braket writes: circuits with shots or probabilities, program sets, analog simulations. */
final class TaskResults {
    private final TaskRef task;
    private final ResultFolder folder;

    TaskResults(TaskRef task, ResultFolder folder) {
        this.task = task;
        this.folder = folder;
    }

    JobResult read(JsonNode root) throws BackendException {
        List<Outcome> outcomes =
                switch (task.kind()) {
                    case CIRCUIT -> List.of(Outcome.sampled(counts(root)));
                    case SET -> set(root);
                    case ATOMS -> List.of(Outcome.sampled(atoms(root)));
                };
        return new JobResult(outcomes, facts(root));
    }

    private Map<String, String> facts(JsonNode root) throws BackendException {
        JsonNode metadata = metadata(root);
        var facts = new TreeMap<String, String>();
        facts.put("job", task.arn());
        put(facts, "device", metadata.path("deviceId"));
        put(facts, "created", metadata.path("createdAt"));
        put(facts, "ended", metadata.path("endedAt"));
        double milliseconds = root.at("/additionalMetadata/simulatorMetadata/executionDuration")
                .asDouble(-1);
        if (milliseconds >= 0) {
            // What simulators are charged by, with three seconds at least.
            facts.put("execution.seconds", Double.toString(milliseconds / 1000));
        }
        return facts;
    }

    private void put(Map<String, String> facts, String name, JsonNode value) {
        if (value.isValueNode() && !value.isNull()) {
            facts.put(name, folder.storage().redacted(value.asText()));
        }
    }

    private JsonNode metadata(JsonNode root) throws BackendException {
        JsonNode metadata = root.path("taskMetadata");
        return metadata.isTextual() ? folder.require(metadata.asText()) : metadata;
    }

    private Counts counts(JsonNode result) throws BackendException {
        Readout readout = Readout.parse(task.readout());
        int[] measured = readout.measured();
        var columns = new HashMap<Integer, Integer>();
        for (int column = 0; column < measured.length; column++) {
            columns.put(measured[column], column);
        }
        var counts = new TreeMap<String, Long>();
        for (var entry : raw(result, measured.length).entrySet()) {
            String outcome = readout.outcome(qubit -> entry.getKey().charAt(columns.get(qubit)) - '0');
            counts.merge(outcome, entry.getValue(), Long::sum);
        }
        return new Counts(readout.bits(), counts);
    }

    /** Shots by the text of their columns, the first on the left. */
    private Map<String, Long> raw(JsonNode result, int columns) throws BackendException {
        var counts = new HashMap<String, Long>();
        if (result.path("measurements").isArray()) {
            for (JsonNode shot : result.path("measurements")) {
                var text = new StringBuilder();
                shot.forEach(bit -> text.append(bit.asText()));
                counts.merge(columns(text.toString(), columns), 1L, Long::sum);
            }
        } else {
            for (var entry : result.path("measurementProbabilities").properties()) {
                double probability = entry.getValue().asDouble(-1);
                if (!(probability >= 0 && probability <= 1)) {
                    throw useless("a probability that is none");
                }
                // To the nearest, halves to even, as the vendor's client does; the sum may miss the shots by a few.
                long shots = (long) Math.rint(probability * task.shots());
                if (shots > 0) {
                    counts.merge(columns(entry.getKey(), columns), shots, Long::sum);
                }
            }
        }
        if (counts.isEmpty()) {
            throw useless("no shots");
        }
        return counts;
    }

    private String columns(String text, int columns) throws BackendException {
        if (text.length() != columns || !text.chars().allMatch(c -> c == '0' || c == '1')) {
            throw useless("a shot that has not " + columns + " bits");
        }
        return text;
    }

    private List<Outcome> set(JsonNode root) throws BackendException {
        var runs = new ArrayList<Outcome>();
        for (JsonNode named : root.path("programResults")) {
            ResultFolder place = named.isTextual() ? folder.below(named.asText()) : folder;
            JsonNode program = named.isTextual() ? folder.require(named.asText()) : named;
            var ofProgram = new TreeMap<Integer, Outcome>();
            for (JsonNode link : program.path("executableResults")) {
                JsonNode run = link.isTextual() ? place.require(link.asText()) : link;
                ofProgram.put(run.path("inputsIndex").asInt(0), run(run, runs.size() + ofProgram.size()));
            }
            runs.addAll(ofProgram.values());
        }
        if (runs.size() != task.runs()) {
            throw useless(runs.size() + " runs in place of " + task.runs());
        }
        return runs;
    }

    private Outcome run(JsonNode run, int number) throws BackendException {
        JsonNode failure = run.path("failureMetadata");
        if (failure.isObject()) {
            throw new BackendException(
                    "run " + (number + 1) + " of " + task.runs() + " in task " + task.arn() + " failed: "
                            + folder.storage()
                                    .redacted(failure.path("failureReason").asText() + " ("
                                            + failure.path("category").asText() + ")")
                            + " - the others may be charged",
                    Kind.REFUSED);
        }
        return Outcome.sampled(counts(run));
    }

    /** Empty site e, atom in the Rydberg state or lost r, in the ground state g; the last site first, as with bits. */
    private Counts atoms(JsonNode root) throws BackendException {
        int sites = task.readout().matches("\\d{1,6}") ? Integer.parseInt(task.readout()) : -1;
        var counts = new TreeMap<String, Long>();
        for (JsonNode shot : root.path("measurements")) {
            if (shot.at("/shotMetadata/shotStatus").asText().equalsIgnoreCase("success")) {
                JsonNode before = shot.at("/shotResult/preSequence");
                JsonNode after = shot.at("/shotResult/postSequence");
                if (before.size() != sites || after.size() != sites) {
                    throw useless("a shot that has not " + sites + " sites");
                }
                var text = new StringBuilder();
                for (int site = sites - 1; site >= 0; site--) {
                    boolean filled = before.get(site).asInt() == 1;
                    text.append(!filled ? 'e' : after.get(site).asInt() == 0 ? 'r' : 'g');
                }
                counts.merge(text.toString(), 1L, Long::sum);
            }
        }
        if (counts.isEmpty()) {
            throw useless("no successful shots");
        }
        return new Counts(sites, counts);
    }

    private BackendException useless(String found) {
        return new BackendException(
                "the result of task " + task.arn() + " has " + found + "; it was paid for: keep the bucket's object and"
                        + " tell the maintainers",
                Kind.REFUSED);
    }
}
