package io.jenkins.plugins.quantum.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import io.jenkins.plugins.quantum.engine.testkit.clouds.CloudProcess.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Holds what a run has kept against what its provider's fake has counted, and against a run that nothing befell. */
final class CrashAudit {
    private final Cloud cloud;
    private final Undisturbed undisturbed;
    private final CrashFigures figures;

    /** What a run gives that nothing befalls. */
    record Undisturbed(JsonNode result, Map<String, JsonNode> outcomes, long millis) {}

    CrashAudit(Cloud cloud, Undisturbed undisturbed, CrashFigures figures) {
        this.cloud = cloud;
        this.undisturbed = undisturbed;
        this.figures = figures;
    }

    /** Checks a run that has ended. */
    void check(Path out, List<Counted> accepted) throws IOException {
        String name = out.getFileName().toString();
        Repetition repetition = CloudCrashes.repetition(cloud);
        Map<String, JsonNode> submitted = byField(CrashJournal.entries(out, "submitted"), "id");
        List<JsonNode> unknown = CrashJournal.entries(out, "ended").stream()
                .filter(entry -> entry.path("state").asText().equals("UNKNOWN"))
                .toList();
        unknown = List.copyOf(byField(unknown, "key").values());
        unknown.forEach(
                entry -> figures.unknown(cloud, entry.path("message").asText().contains("was cut off")));

        // Each job that the fake accepted is one that the journal names, or one of those that it calls unknown.
        int unnamed = (int) accepted.stream()
                .filter(job -> !submitted.containsKey(job.id()))
                .count();
        int lost = Math.max(0, unnamed - unknown.size());
        int duplicates = (int)
                (accepted.size() - accepted.stream().map(Counted::id).distinct().count());
        Map<String, Integer> tokens = new HashMap<>();
        accepted.stream()
                .filter(job -> !job.token().isEmpty())
                .forEach(job -> tokens.merge(job.token(), 1, Integer::sum));
        duplicates += tokens.values().stream().mapToInt(count -> count - 1).sum();
        Map<String, Integer> keys = new HashMap<>();
        submitted.values().forEach(entry -> keys.merge(entry.path("key").asText(), 1, Integer::sum));
        duplicates += keys.values().stream().mapToInt(count -> count - 1).sum();
        figures.jobs(cloud, accepted.size(), duplicates, lost);

        JsonNode result = result(out);
        Map<String, JsonNode> outcomes = outcomes(out);
        Map<String, JsonNode> right = undisturbed.outcomes();
        int different = (int) outcomes.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(right.get(entry.getKey())))
                .count();
        figures.results(cloud, outcomes.size(), different);

        if (lost > 0 || duplicates > 0 || different > 0) {
            figures.wrong(name + ": " + lost + " lost, " + duplicates + " duplicates, " + different + " wrong results");
        }
        if (repetition != Repetition.NONE && !unknown.isEmpty()) {
            figures.wrong(name + ": unknown where a token or tag exists");
        }
        if (unknown.isEmpty()) {
            JsonNode expected = undisturbed.result();
            if (!verdicts(result).equals(verdicts(expected))
                    || !result.path("tests").equals(expected.path("tests"))) {
                figures.wrong(name + ": " + verdicts(result) + " instead of " + verdicts(expected));
            }
        }
        requireBills(name, unknown, result);
        submitted.keySet().stream()
                .filter(id -> accepted.stream().noneMatch(job -> job.id().equals(id)))
                .forEach(id -> figures.wrong(name + ": the journal names a job that the service never had"));
        List<Counted> open = accepted.stream().filter(Counted::open).toList();
        if (!open.isEmpty() && open.size() > unknown.size()) {
            figures.wrong(name + ": " + open.size() + " jobs still run at its end");
        }
    }

    /** What a result says, in short. */
    private static List<String> verdicts(JsonNode result) {
        List<String> verdicts = new ArrayList<>();
        for (JsonNode test : result.path("tests")) {
            for (JsonNode gate : test.path("gates")) {
                verdicts.add(
                        test.path("name").asText() + " / " + gate.path("gate").asText() + " "
                                + gate.path("verdict").asText() + " "
                                + gate.path("finding").path("headline").asText());
            }
        }
        return verdicts;
    }

    /** Every unknown job stands in the result with its bill. */
    private void requireBills(String name, Collection<JsonNode> unknown, JsonNode result) {
        int listed = 0;
        for (JsonNode bill : result.path("mayBill")) {
            if (bill.path("state").asText().equals("UNKNOWN")
                    && bill.path("worst").asText().endsWith(" USD")) {
                listed++;
            } else {
                figures.wrong(name + ": an open bill that nobody expected: " + bill);
            }
        }
        if (listed != unknown.size()) {
            figures.wrong(name + ": " + unknown.size() + " unknown jobs, " + listed + " bills");
        }
    }

    static JsonNode result(Path out) throws IOException {
        return Json.MAPPER.readTree(out.resolve("result.json").toFile());
    }

    /** What was measured, by the jobs' keys. */
    static Map<String, JsonNode> outcomes(Path out) throws IOException {
        Map<String, JsonNode> outcomes = new TreeMap<>();
        try (Stream<Path> files = Files.list(out.resolve("evidence"))) {
            for (Path file : files.toList()) {
                outcomes.put(
                        file.getFileName().toString(),
                        Json.MAPPER.readTree(file.toFile()).path("outcomes"));
            }
        }
        return outcomes;
    }

    private static Map<String, JsonNode> byField(List<JsonNode> entries, String field) {
        Map<String, JsonNode> all = new TreeMap<>();
        entries.forEach(entry -> all.put(entry.path(field).asText(), entry));
        return all;
    }
}
