package io.jenkins.plugins.quantum.engine.backend.origin;

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

/** Opens machines of Origin Quantum with an API key. */
public final class OriginProvider implements BackendProvider {
    private static final CredentialField KEY =
            new CredentialField("api-key", "Origin Quantum API key", "ORIGIN_API_KEY");

    @Override
    public String type() {
        return "origin";
    }

    /**
     * {@code device}: the chip's id; {@code qubits} and {@code shots}: the most that a circuit may have and a task may take;
     * {@code optimisation}: {@code default}, or {@code none} to switch off the service's optimisation; {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "qubits", "shots", "optimisation", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "WK_C180");
        String optimisation = settings.option("optimisation").orElse("default");
        if (!optimisation.equals("default") && !optimisation.equals("none")) {
            throw new BackendException("expected optimisation to be default or none", Kind.REFUSED);
        }
        URI endpoint = settings.address("endpoint", "https://pyqanda-admin.qpanda.cn");
        var service = new HttpService(
                settings.network(),
                "Origin Quantum",
                endpoint,
                new SecretHeader("Authorization", "oqcs_auth=", settings.credentials(), KEY));
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + device.toLowerCase(Locale.ROOT),
                false,
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                1,
                1,
                settings.number("shots", 1000, 1, 1_000_000));
        String owner =
                settings.credentials().get(KEY.name()).map(Secret::fingerprint).orElse("nobody");
        return new OriginBackend(
                settings.name(),
                service,
                "origin " + endpoint.getHost() + " " + owner,
                device,
                optimisation.equals("default"),
                capabilities);
    }
}
