package io.jenkins.plugins.quantum.engine.backend.ionq;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.util.List;
import java.util.Set;

/** Opens IonQ's simulator and devices with a project's key. */
public final class IonqProvider implements BackendProvider {
    private static final CredentialField KEY = new CredentialField(
            "api-key", "IonQ API key", "IONQ_API_KEY", "QISKIT_IONQ_API_TOKEN", "IONQ_API_TOKEN", "CIRQ_IONQ_API_KEY");

    @Override
    public String type() {
        return "ionq";
    }

    @Override
    public Set<String> options() {
        return IonqOptions.KEYS;
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public List<String> variables(String option) {
        return option.equals("endpoint") ? List.of("IONQ_API_URL", "QISKIT_IONQ_API_URL") : List.of();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        IonqOptions options = IonqOptions.of(settings);
        var key = new SecretHeader("Authorization", "apiKey ", settings.credentials(), KEY);
        var service = new HttpService(settings.network(), "IonQ", options.endpoint(), key);
        String owner =
                settings.credentials().get(KEY.name()).map(Secret::fingerprint).orElse("nobody");
        String account = "ionq " + options.endpoint().getHost() + " " + owner;
        return new IonqBackend(settings.name(), account, options, service);
    }
}
