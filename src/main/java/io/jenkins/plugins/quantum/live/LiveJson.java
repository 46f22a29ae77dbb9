package io.jenkins.plugins.quantum.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.run.RunJson;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What the live page asks for: a few kilobytes of JSON that change only when something has happened, with a tag that says so.
 *
 * @param text
 *     the JSON
 * @param tag
 *     of an HTTP answer, with its quotes
 */
record LiveJson(String text, String tag) {
    private static final int TAG_LENGTH = 24;

    /**
     * Where a build's runs stand.
     *
     * @param building
     *     whether the build goes on
     * @param reports
     *     names of the results that are there already
     * @param money
     *     whether the viewer may see amounts
     */
    @NonNull
    static LiveJson of(boolean building, List<LiveRuns.LiveRun> runs, List<String> reports, boolean money) {
        ObjectNode root = RunJson.MAPPER.createObjectNode();
        root.put("building", building);
        ArrayNode all = root.putArray("runs");
        for (LiveRuns.LiveRun run : runs) {
            ObjectNode one = all.addObject();
            one.put("id", run.id());
            RunProgress progress = run.progress();
            if (progress != null) {
                one.set("progress", RunJson.MAPPER.valueToTree(money ? progress : progress.withoutMoney()));
            }
        }
        ArrayNode there = root.putArray("reports");
        reports.forEach(there::add);
        try {
            String text = RunJson.MAPPER.writeValueAsString(root);
            return new LiveJson(text, '"' + digest(text) + '"');
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("progress is plain data", e);
        }
    }

    private static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, TAG_LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
