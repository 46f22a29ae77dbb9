package io.jenkins.plugins.quantum.engine.backend.ibm;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Buys a token of IBM Cloud with an API key, and says which instance pays and which version of the interface is meant. */
final class IbmAuthorization implements Authorization {
    /** The version that IBM's own client of 2026 asks for. */
    static final String VERSION = "2026-04-15";

    private final ClientCredentials tokens;
    private final String instance;

    IbmAuthorization(
            HttpService issuer, InstantSource clock, Credentials credentials, CredentialField key, String instance) {
        this.instance = instance;
        tokens = new ClientCredentials(issuer, clock, secrets -> {
            String value = credentials.require(key).reveal();
            secrets.add(value);
            String form = "grant_type=urn:ibm:params:oauth:grant-type:apikey&apikey="
                    + URLEncoder.encode(value, StandardCharsets.UTF_8) + "&response_type=cloud_iam";
            return new Call(
                    "POST",
                    "/identity/token",
                    Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                    form.getBytes(StandardCharsets.UTF_8),
                    false);
        });
    }

    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        var headers = new LinkedHashMap<>(tokens.headers(call, address));
        headers.put("Service-CRN", instance);
        headers.put("IBM-API-Version", VERSION);
        return headers;
    }

    @Override
    public void refused() {
        tokens.refused();
    }

    @Override
    public List<String> secrets() {
        return tokens.secrets();
    }
}
