package io.jenkins.plugins.quantum.engine.example;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens Acme's machine. */
final class AcmeProvider implements BackendProvider {
    private static final CredentialField KEY = new CredentialField("token", "Acme key", "ACME_KEY");

    @Override
    public String type() {
        return "acme";
    }

    @Override
    public Set<String> options() {
        return Set.of("endpoint");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    @Override
    public Optional<String> variable(String option, Map<String, String> variables) {
        return option.equals("endpoint") ? Optional.ofNullable(variables.get("ACME_URL")) : Optional.empty();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        var address = URI.create(settings.option("endpoint").orElse("https://api.acme.example"));
        var key = new SecretHeader("Authorization", "Bearer ", settings.credentials(), KEY);
        return new AcmeBackend(settings.name(), new HttpService(settings.network(), "Acme", address, key));
    }
}
