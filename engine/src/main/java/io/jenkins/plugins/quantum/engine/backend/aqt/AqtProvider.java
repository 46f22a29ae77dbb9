package io.jenkins.plugins.quantum.engine.backend.aqt;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.KeyOrToken;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Opens machines of AQT. Who asks is told by a token, or by a client's id and secret with which AQT's issuer gives one.
 */
public final class AqtProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String WORKSPACE = "workspace";
    private static final String ENDPOINT = "endpoint";
    private static final String ISSUER = "issuer";
    private static final String QUBITS = "qubits";

    private static final String ARNICA = "https://arnica.aqt.eu/api";
    private static final String AUTH0 = "https://arnica.eu.auth0.com";

    /** Most circuits in a job, shots of a circuit and qubits that AQT's schema of a job allows. */
    private static final int MOST_CIRCUITS = 50;

    private static final int MOST_SHOTS = 2000;
    private static final int MOST_QUBITS = 31;

    private static final CredentialField TOKEN =
            new CredentialField("token", "AQT access token", "AQT_ACCESS_TOKEN", "AQT_TOKEN");
    private static final CredentialField CLIENT_ID = new CredentialField("client-id", "AQT client id", "AQT_CLIENT_ID");
    private static final CredentialField CLIENT_SECRET =
            new CredentialField("client-secret", "AQT client secret", "AQT_CLIENT_SECRET");

    @Override
    public String type() {
        return "aqt";
    }

    /**
     * {@code device}: the resource's id; {@code workspace}: its workspace, else {@code default}; {@code qubits}: how many it has, at most
     * 31; {@code endpoint}: another address of ARNICA; {@code issuer}: another address of the issuer of tokens.
     */
    @Override
    public Set<String> options() {
        return Set.of(DEVICE, WORKSPACE, ENDPOINT, ISSUER, QUBITS);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN, CLIENT_ID, CLIENT_SECRET);
    }

    @Override
    public List<String> variables(String option) {
        return option.equals(ENDPOINT) ? List.of("AQT_ARNICA_URL") : List.of();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = name(settings.require(DEVICE, "ibex"), DEVICE);
        String workspace = name(settings.option(WORKSPACE).orElse("default"), WORKSPACE);
        URI arnica = settings.address(ENDPOINT, ARNICA);
        var service = new HttpService(settings.network(), "AQT", arnica, authorization(settings, arnica.toString()));
        // The service says of what type a resource is only when asked; its simulators are named so.
        boolean simulator = device.toLowerCase(Locale.ROOT).contains("sim");
        return new AqtBackend(
                settings.name(),
                service,
                workspace,
                device,
                Capabilities.remote(
                        type(),
                        type() + "/" + device.toLowerCase(Locale.ROOT),
                        simulator,
                        (int) settings.number(QUBITS, MOST_QUBITS, 1, MOST_QUBITS),
                        false,
                        MOST_CIRCUITS,
                        1,
                        MOST_SHOTS));
    }

    private static Authorization authorization(BackendSettings settings, String audience) throws BackendException {
        var bought = new ClientCredentials(
                new HttpService(
                        settings.network(),
                        "AQT's issuer of tokens",
                        settings.address(ISSUER, AUTH0),
                        Authorization.none()),
                InstantSource.system(),
                secrets -> {
                    Secret secret = settings.credentials().require(CLIENT_SECRET);
                    secrets.add(secret.reveal());
                    return Call.post(
                            "/oauth/token",
                            Json.object()
                                    .put(
                                            "client_id",
                                            settings.credentials()
                                                    .require(CLIENT_ID)
                                                    .reveal())
                                    .put("client_secret", secret.reveal())
                                    .put("audience", audience)
                                    .put("grant_type", "client_credentials"));
                });
        var own = new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN);
        return new KeyOrToken(settings.credentials(), TOKEN, own, CLIENT_ID, bought);
    }

    private static String name(String text, String option) throws BackendException {
        if (!text.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new BackendException(
                    "expected " + option + " to be an id of letters, digits, '-', '_' and '.', found another text",
                    Kind.REFUSED);
        }
        return text;
    }
}
