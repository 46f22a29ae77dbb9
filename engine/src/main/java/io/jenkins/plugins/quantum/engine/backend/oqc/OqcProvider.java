package io.jenkins.plugins.quantum.engine.backend.oqc;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
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

/** Opens machines of OQC with an access token. */
public final class OqcProvider implements BackendProvider {
    private static final CredentialField TOKEN =
            new CredentialField("token", "OQC Cloud access token", "OQC_AUTH_TOKEN");

    @Override
    public String type() {
        return "oqc";
    }

    /**
     * {@code device}: the machine's id; {@code qubits} and {@code shots}: the most that a circuit may have and a task may take;
     * {@code optimisation}: {@code default}, or {@code none} to leave the gates as they are; {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "qubits", "shots", "optimisation", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "qpu:uk:3:9829a5504f");
        String optimisation = settings.option("optimisation").orElse("default");
        if (!optimisation.equals("default") && !optimisation.equals("none")) {
            throw new BackendException("expected optimisation to be default or none", Kind.REFUSED);
        }
        URI endpoint = settings.address("endpoint", "https://cloud.oqc.app");
        var service = new HttpService(
                settings.network(),
                "OQC",
                endpoint,
                new SecretHeader("Authentication-Token", "", settings.credentials(), TOKEN));
        String lower = device.toLowerCase(Locale.ROOT);
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + lower,
                lower.contains("sim"),
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                1,
                1,
                settings.number("shots", 10_000, 1, 1_000_000));
        String owner = settings.credentials()
                .get(TOKEN.name())
                .map(Secret::fingerprint)
                .orElse("nobody");
        return new OqcBackend(
                settings.name(),
                service,
                "oqc " + endpoint.getHost() + " " + owner,
                device,
                optimisation.equals("default"),
                capabilities);
    }
}
