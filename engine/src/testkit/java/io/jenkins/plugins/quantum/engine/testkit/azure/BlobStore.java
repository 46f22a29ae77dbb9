package io.jenkins.plugins.quantum.engine.testkit.azure;

import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Blobs by their path; a signature opens them, and a blob is stored once. */
final class BlobStore {
    /** The path of the account: clients take the part before the container for it. */
    static final String ACCOUNT = "/devstoreaccount1/";

    static final String SIGNATURE = "sv=2026-10-06&se=2099-01-01T00%3A00%3A00Z&sr=c&sp=racw&sig=c2lnbmF0dXJl";

    private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();

    Optional<byte[]> get(String path) {
        return Optional.ofNullable(blobs.get(path));
    }

    /** Stores a result. */
    void put(String path, byte[] content) {
        blobs.put(path, content);
    }

    Answer answer(Asked request) {
        if (!"c2lnbmF0dXJl".equals(request.query().get("sig"))) {
            return fault(403, "AuthenticationFailed");
        }
        if (request.method().equals("PUT")) {
            if (!request.header("x-ms-blob-type").equals("BlockBlob")) {
                return fault(400, "MissingRequiredHeader");
            }
            byte[] before = blobs.putIfAbsent(request.path(), request.body());
            boolean refused = before != null && request.header("If-None-Match").equals("*");
            return refused
                    ? fault(409, "BlobAlreadyExists")
                    : Answer.of(201).with("ETag", "\"0x8D\"").with("Last-Modified", "Fri, 20 Nov 2026 08:00:00 GMT");
        }
        byte[] content = blobs.get(request.path());
        if (content == null) {
            return fault(404, "BlobNotFound");
        }
        Answer whole = new Answer(
                200,
                Map.of(
                        "Content-Type", "application/octet-stream",
                        "ETag", "\"0x8D\"",
                        "Last-Modified", "Fri, 20 Nov 2026 08:00:00 GMT",
                        "x-ms-blob-type", "BlockBlob"),
                content);
        boolean part = !request.header("x-ms-range").isEmpty();
        return part
                ? new Answer(206, whole.headers(), content)
                        .with("Content-Range", "bytes 0-" + (content.length - 1) + "/" + content.length)
                : whole;
    }

    private static Answer fault(int status, String code) {
        return Answer.text(
                        status,
                        "application/xml",
                        "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>" + code
                                + "</Message></Error>")
                .with("x-ms-error-code", code);
    }
}
