package io.jenkins.plugins.quantum.engine.testkit.dwave;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Files that come in parts. Each part has its MD5, the whole one that of all parts' MD5s. */
final class Uploads {
    private final Map<String, Upload> all = new ConcurrentHashMap<>();

    private static final class Upload {
        private final int size;
        private final SortedMap<Integer, byte[]> parts = new TreeMap<>();
        private boolean complete;

        Upload(int size) {
            this.size = size;
        }

        byte[] whole() {
            var file = new ByteArrayOutputStream();
            parts.values().forEach(file::writeBytes);
            return file.toByteArray();
        }
    }

    /** A file that was completed. */
    synchronized Optional<byte[]> file(String id) {
        return Optional.ofNullable(all.get(id))
                .filter(upload -> upload.complete)
                .map(Upload::whole);
    }

    /** Answers below {@code bqm/multipart}; empty where there is no such thing. */
    synchronized Optional<Answer> answer(Asked request, String path) {
        if (request.method().equals("POST") && path.equals("bqm/multipart")) {
            String id = UUID.randomUUID().toString();
            all.put(id, new Upload(FakeDwave.read(request.body()).path("size").asInt()));
            return Optional.of(Answer.json(200, Json.object().put("id", id)));
        }
        String[] steps = path.split("/");
        Upload upload = steps.length < 4 ? null : all.get(steps[2]);
        if (upload == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                switch (request.method() + " " + steps[3]) {
                    case "GET status" -> Answer.json(200, status(upload));
                    case "PUT part" -> take(upload, Integer.parseInt(steps[4]), request);
                    case "POST combine" -> combine(upload, request);
                    default -> null;
                });
    }

    private static ObjectNode status(Upload upload) {
        ObjectNode status = Json.object().put("status", upload.complete ? "UPLOAD_COMPLETED" : "UPLOAD_IN_PROGRESS");
        ArrayNode parts = status.putArray("parts");
        upload.parts.forEach(
                (number, part) -> parts.addObject().put("part_number", number).put("checksum", hex(md5(part))));
        return status;
    }

    private static Answer take(Upload upload, int number, Asked request) {
        byte[] part = request.body();
        if (!request.header("content-md5").equals(Base64.getEncoder().encodeToString(md5(part)))) {
            return refusal("the part has another checksum");
        }
        upload.parts.put(number, part);
        return Answer.json(200, Json.object());
    }

    private static Answer combine(Upload upload, Asked request) {
        var digests = new ByteArrayOutputStream();
        upload.parts.values().forEach(part -> digests.writeBytes(md5(part)));
        String told = FakeDwave.read(request.body()).path("checksum").asText();
        if (!told.equals(hex(md5(digests.toByteArray()))) || upload.whole().length != upload.size) {
            return refusal("the file has another checksum or size");
        }
        upload.complete = true;
        return Answer.json(200, Json.object());
    }

    private static Answer refusal(String words) {
        return Answer.json(400, Json.object().put("error_code", 400).put("error_msg", words));
    }

    private static String hex(byte... bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] md5(byte... bytes) {
        try {
            return MessageDigest.getInstance("MD5").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
