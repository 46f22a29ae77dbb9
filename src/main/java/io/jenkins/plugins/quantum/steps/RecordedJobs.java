package io.jenkins.plugins.quantum.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import hudson.FilePath;
import hudson.slaves.WorkspaceList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The file on a node where code of a {@code withQuantum} block lists the jobs that it submitted: one JSON object with an {@code id} a line. */
final class RecordedJobs {
    /** Names the file. */
    static final String VARIABLE = "QMLOPS_JOBS_FILE";

    private static final int MOST_BYTES = 1 << 20;
    static final int MOST_JOBS = 1000;
    private static final int LONGEST = 200;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordedJobs() {}

    /** The file of a block, in a new folder beside the workspace. */
    static FilePath prepare(FilePath workspace, String block) throws IOException, InterruptedException {
        FilePath file = file(workspace, block);
        FilePath folder = file.getParent();
        if (folder == null) {
            throw new IOException("no folder for " + file);
        }
        folder.mkdirs();
        return file;
    }

    private static FilePath file(FilePath workspace, String block) {
        FilePath temporary = WorkspaceList.tempDir(workspace);
        return (temporary == null ? workspace : temporary).child("quantum-jobs").child(block + ".jsonl");
    }

    /** Reads the ids, each once, and removes the file. Lines that are something else are left out: code of the build wrote them. */
    static List<String> take(FilePath workspace, String block) throws IOException, InterruptedException {
        FilePath file = file(workspace, block);
        if (!file.exists()) {
            return List.of();
        }
        String text;
        try (InputStream in = file.read()) {
            text = new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
        file.delete();
        Set<String> ids = new LinkedHashSet<>();
        for (String line : text.split("\\R")) {
            String id = id(line);
            if (!id.isEmpty() && ids.size() < MOST_JOBS) {
                ids.add(id);
            }
        }
        return new ArrayList<>(ids);
    }

    /** Whether an id can stand in a log and on a page. */
    static boolean shown(String id) {
        return id.length() <= LONGEST && id.chars().noneMatch(Character::isISOControl);
    }

    private static String id(String line) {
        try {
            JsonNode node = MAPPER.readTree(line);
            String id = node == null ? "" : node.path("id").asText("").strip();
            return shown(id) ? id : "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }
}
