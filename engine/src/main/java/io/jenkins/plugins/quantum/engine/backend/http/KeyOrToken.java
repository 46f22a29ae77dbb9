package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A static key where the user has one, else a token that is bought with another credential. Decided anew for each request. */
public final class KeyOrToken implements Authorization {
    private final Credentials credentials;
    private final CredentialField key;
    private final CredentialField other;
    private final Authorization byKey;
    private final Authorization byToken;

    /**
     * Either of two ways.
     *
     * @param key
     *     that decides for the first way; it is also the one that is asked for when there is neither
     * @param other
     *     that the second way needs
     */
    public KeyOrToken(
            Credentials credentials,
            CredentialField key,
            Authorization byKey,
            CredentialField other,
            Authorization byToken) {
        this.credentials = credentials;
        this.key = key;
        this.byKey = byKey;
        this.other = other;
        this.byToken = byToken;
    }

    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        boolean token = credentials.get(key.name()).isEmpty()
                && credentials.get(other.name()).isPresent();
        return (token ? byToken : byKey).headers(call, address);
    }

    @Override
    public void refused() {
        byKey.refused();
        byToken.refused();
    }

    @Override
    public List<String> secrets() {
        var secrets = new ArrayList<String>(byKey.secrets());
        secrets.addAll(byToken.secrets());
        return secrets;
    }
}
