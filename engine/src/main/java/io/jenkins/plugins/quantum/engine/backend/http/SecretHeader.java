package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * One header with a static key, read anew for each request.
 *
 * @param header
 *     its name
 * @param prefix
 *     before the key: {@code "Bearer "}, {@code "apiKey "} or nothing
 * @param credentials
 *     that hold the key
 * @param field
 *     the key
 */
public record SecretHeader(String header, String prefix, Credentials credentials, CredentialField field)
        implements Authorization {
    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        return Map.of(header, prefix + credentials.require(field).reveal());
    }

    @Override
    public List<String> secrets() {
        return credentials
                .get(field.name())
                .map(secret -> List.of(secret.reveal()))
                .orElse(List.of());
    }

    @Override
    public String toString() {
        return header;
    }
}
