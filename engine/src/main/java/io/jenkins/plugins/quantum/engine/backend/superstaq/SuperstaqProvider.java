package io.jenkins.plugins.quantum.engine.backend.superstaq;

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

/** Opens targets of Superstaq with an API key. */
public final class SuperstaqProvider implements BackendProvider {
    private static final CredentialField KEY = new CredentialField("api-key", "Superstaq API key", "SUPERSTAQ_API_KEY");

    private static final String VERSION = "/v0.3.0";

    @Override
    public String type() {
        return "superstaq";
    }

    /**
     * {@code device}: the target; {@code method}: {@code submit}, {@code simulate} or {@code dry-run}; {@code qubits}, {@code shots},
     * {@code programs}: the most that a circuit may have, a circuit may be run and a job may hold; {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "method", "qubits", "shots", "programs", "endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public List<String> variables(String option) {
        return option.equals("endpoint") ? List.of("SUPERSTAQ_REMOTE_HOST") : List.of();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "cq_sqale_qpu");
        SuperstaqMethod method = SuperstaqMethod.of(settings.option("method").orElse("submit"));
        URI endpoint = settings.address("endpoint", "https://superstaq-prod.infleqtion.com");
        var service = new HttpService(
                settings.network(),
                "Superstaq",
                URI.create(endpoint.toString().replaceAll("/+$", "") + VERSION),
                new SecretHeader("Authorization", "", settings.credentials(), KEY));
        String lower = device.toLowerCase(Locale.ROOT);
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + lower,
                lower.endsWith("_simulator") || method != SuperstaqMethod.SUBMIT,
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                (int) settings.number("programs", 1, 1, 1000),
                1,
                settings.number("shots", 1000, 1, 1_000_000));
        String owner =
                settings.credentials().get(KEY.name()).map(Secret::fingerprint).orElse("nobody");
        return new SuperstaqBackend(
                settings.name(),
                service,
                "superstaq " + endpoint.getHost() + " " + owner,
                device,
                method,
                capabilities);
    }
}
