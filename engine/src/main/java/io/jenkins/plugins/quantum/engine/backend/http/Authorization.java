package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Makes the headers that tell a service who asks. */
@FunctionalInterface
public interface Authorization {
    /**
     * The headers for a request.
     *
     * @param call
     *     the request, as it will be sent
     * @param address
     *     where to
     * @throws BackendException
     *     when the credentials are missing or no token can be had
     */
    Map<String, String> headers(Call call, URI address) throws BackendException;

    /** Told when the service refused the headers, so that a cached token is not used again. */
    default void refused() {}

    /** The credentials as they may appear in a service's answers, so that messages can leave them out. */
    default List<String> secrets() {
        return List.of();
    }

    /** Nobody in particular asks. */
    static Authorization none() {
        return (call, address) -> Map.of();
    }
}
