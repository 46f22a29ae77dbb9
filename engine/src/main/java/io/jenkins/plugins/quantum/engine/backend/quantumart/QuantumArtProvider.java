package io.jenkins.plugins.quantum.engine.backend.quantumart;

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

/** Opens machines of Quantum Art with an access token. */
public final class QuantumArtProvider implements BackendProvider {
    private static final CredentialField TOKEN =
            new CredentialField("token", "Quantum Art access token or API key", "QART_API_KEY");

    @Override
    public String type() {
        return "quantum-art";
    }

    /**
     * {@code device}: the machine's name; {@code qubits} and {@code shots}: the most that a circuit may have and a job may take, as the
     * service's list of backends says; {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "qubits", "shots", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "the name in your account's list of backends");
        URI endpoint = settings.address("endpoint", "https://qaas.quantum-art.tech");
        var service = new HttpService(
                settings.network(),
                "Quantum Art",
                endpoint,
                new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN));
        String lower = device.toLowerCase(Locale.ROOT);
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + lower,
                lower.contains("sim") || lower.contains("emul"),
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                1,
                1,
                settings.number("shots", 1000, 1, 1_000_000));
        String owner = settings.credentials()
                .get(TOKEN.name())
                .map(Secret::fingerprint)
                .orElse("nobody");
        return new QuantumArtBackend(
                settings.name(), service, type() + " " + endpoint.getHost() + " " + owner, device, capabilities);
    }
}
