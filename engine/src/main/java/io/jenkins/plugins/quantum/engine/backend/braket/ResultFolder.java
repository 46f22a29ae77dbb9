package io.jenkins.plugins.quantum.engine.backend.braket;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.aws.SignatureV4;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The objects of one task in the user's bucket.
 *
 * @param storage
 *     S3
 * @param root
 *     path of the bucket: empty where the address names it
 * @param folder
 *     prefix of the keys
 */
record ResultFolder(HttpService storage, String root, String folder) {
    /**
     * An object, empty when it is not there (yet). Without the right to list the bucket, S3 says that access is denied to objects that
     * are not there.
     */
    Optional<Reply> find(String name) throws BackendException {
        Reply reply = storage.exchange(Call.get(root + "/" + path(folder + "/" + name)));
        if (reply.ok()) {
            return Optional.of(reply);
        }
        String error = BraketFaults.name(reply);
        if (error.equals("NoSuchKey") || error.equals("AccessDenied")) {
            return Optional.empty();
        }
        throw BraketFaults.of(storage, reply);
    }

    /** An object that another one names. */
    JsonNode require(String name) throws BackendException {
        return find(name)
                .orElseThrow(() -> new BackendException(
                        "a part of the result is not readable in the bucket yet: " + storage.redacted(name),
                        BackendException.Kind.TRANSIENT))
                .json();
    }

    /** The folder of an object in it. */
    ResultFolder below(String name) {
        int slash = name.lastIndexOf('/');
        return slash < 0 ? this : new ResultFolder(storage, root, folder + "/" + name.substring(0, slash));
    }

    private static String path(String key) throws BackendException {
        String[] parts = key.split("/", -1);
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new BackendException(
                        "a result names an object whose key has an empty part or dots for a part; not read",
                        BackendException.Kind.REFUSED);
            }
        }
        return Arrays.stream(parts).map(SignatureV4::encoded).collect(Collectors.joining("/"));
    }
}
