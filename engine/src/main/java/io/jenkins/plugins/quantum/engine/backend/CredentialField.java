package io.jenkins.plugins.quantum.engine.backend;

import java.util.List;

/**
 * One credential that a provider's service asks for.
 *
 * @param name
 *     in lower case with hyphens: {@code token}, {@code access-key-id}
 * @param description
 *     for people: "IonQ API key"
 * @param variables
 *     the vendor's own environment variables that hold it, the first that is set wins
 */
public record CredentialField(String name, String description, List<String> variables) {
    public CredentialField {
        variables = List.copyOf(variables);
    }

    /** A credential with the environment variables that hold it. */
    public CredentialField(String name, String description, String... variables) {
        this(name, description, List.of(variables));
    }
}
