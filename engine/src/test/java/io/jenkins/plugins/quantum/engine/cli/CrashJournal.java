package io.jenkins.plugins.quantum.engine.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads journals as anybody can: lines of JSON. */
final class CrashJournal {
    private CrashJournal() {}

    /** Submissions under way when a process was killed. */
    static int openIntents(Path out) throws IOException {
        Map<String, Boolean> open = new HashMap<>();
        for (JsonNode entry : lines(out)) {
            switch (entry.path("entry").asText()) {
                case "intent" -> open.put(entry.path("key").asText(), true);
                case "submitted", "not-accepted", "ended" ->
                    open.remove(entry.path("key").asText());
                default -> {
                    // Says nothing of a submission.
                }
            }
        }
        return open.isEmpty() ? 0 : 1;
    }

    static List<JsonNode> entries(Path out, String kind) throws IOException {
        return lines(out).stream()
                .filter(entry -> entry.path("entry").asText().equals(kind))
                .toList();
    }

    /** Whole lines of a journal; one that was cut off is not. */
    private static List<JsonNode> lines(Path out) throws IOException {
        Path journal = out.resolve("journal.jsonl");
        if (!Files.exists(journal)) {
            return List.of();
        }
        List<JsonNode> entries = new ArrayList<>();
        String text = Files.readString(journal);
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            entries.add(Json.MAPPER.readTree(text.substring(from, end)));
            from = end + 1;
        }
        return entries;
    }
}
