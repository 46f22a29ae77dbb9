package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.util.Secret;
import io.jenkins.plugins.quantum.config.ClientEnvironment;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;

/** The variables of a {@code withQuantum} block; secrets are encrypted where the build's state is written. */
final class BackendVariables extends EnvironmentExpander {
    private static final long serialVersionUID = 1L;

    private final HashMap<String, String> open;
    private final HashMap<String, Secret> secret = new HashMap<>();

    BackendVariables(ClientEnvironment environment, Map<String, String> further) {
        open = new HashMap<>(environment.open());
        open.putAll(further);
        environment.secret().forEach((name, value) -> secret.put(name, Secret.fromString(value)));
    }

    @Override
    public void expand(@NonNull EnvVars variables) {
        // Not expanded: a secret may hold what looks like a reference.
        variables.putAll(open);
        secret.forEach((name, value) -> variables.put(name, value.getPlainText()));
    }

    @NonNull
    @Override
    public Set<String> getSensitiveVariables() {
        return Set.copyOf(secret.keySet());
    }
}
