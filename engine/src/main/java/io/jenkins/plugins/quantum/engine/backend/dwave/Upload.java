package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;

/** Uploads files in parts with the checksums that the service asks for. A file that no problem names costs nothing. */
final class Upload {
    /** As D-Wave's own client cuts them. */
    private static final int PART = 5 << 20;

    private Upload() {}

    /** Uploads a file and returns the id by which problems name it. */
    static String send(Sapi sapi, byte... file) throws BackendException {
        Call start = Call.post("/bqm/multipart", Json.object().put("size", file.length))
                .harmless();
        String id = sapi.require(start).require("/id");
        String path = "/bqm/multipart/" + Sapi.encoded(id);
        MessageDigest whole = md5();
        for (int part = 0; (long) part * PART < file.length; part++) {
            byte[] piece = Arrays.copyOfRange(file, part * PART, Math.min(file.length, (part + 1) * PART));
            byte[] digest = md5().digest(piece);
            whole.update(digest);
            var headers = Map.of(
                    "Accept", "application/json",
                    "Content-MD5", Base64.getEncoder().encodeToString(digest),
                    "Content-Type", "application/octet-stream");
            sapi.require(new Call("PUT", path + "/part/" + (part + 1), headers, piece, false));
        }
        String checksum = HexFormat.of().formatHex(whole.digest());
        sapi.require(Call.post(path + "/combine", Json.object().put("checksum", checksum))
                .harmless());
        return id;
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
