package io.jenkins.plugins.quantum.engine.backend.qudora;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Opens machines of Qudora with an API token. */
public final class QudoraProvider implements BackendProvider {
    private static final CredentialField TOKEN =
            new CredentialField("token", "QUDORA Cloud API token", "QUDORA_API_TOKEN");

    @Override
    public String type() {
        return "qudora";
    }

    /**
     * {@code device}: the machine's full name; {@code qubits}, {@code shots}, {@code programs}: the most that a circuit may have, a circuit
     * may be run and a job may hold, as the service's list of backends says; {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "qubits", "shots", "programs", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "QVLS-Q1");
        URI endpoint = settings.address("endpoint", "https://api.qudora.com");
        var service = new HttpService(
                settings.network(),
                "Qudora",
                endpoint,
                new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN));
        String lower = device.toLowerCase(Locale.ROOT);
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + lower,
                lower.contains("sim") || lower.contains("emul"),
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                (int) settings.number("programs", 1, 1, 1000),
                1,
                settings.number("shots", 1000, 1, 1_000_000));
        String owner = settings.credentials()
                .get(TOKEN.name())
                .map(Secret::fingerprint)
                .orElse("nobody");
        return new QudoraBackend(
                settings.name(), service, "qudora " + endpoint.getHost() + " " + owner, device, capabilities);
    }
}
