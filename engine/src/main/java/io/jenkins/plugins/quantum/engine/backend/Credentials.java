package io.jenkins.plugins.quantum.engine.backend;

import java.util.Optional;

/** The credentials of one backend, asked for when they are needed so that a renewed one is used. */
@FunctionalInterface
public interface Credentials {
    /**
     * A credential.
     *
     * @param field
     *     the name of a {@link CredentialField} of the provider
     */
    Optional<Secret> get(String field);

    /**
     * The credentials of this moment: fields that belong together, such as a key and its secret, are asked of one and the same answer.
     */
    default Credentials together() {
        return this;
    }

    /** None at all. */
    static Credentials none() {
        return field -> Optional.empty();
    }

    /**
     * A credential that there is no way without.
     *
     * @throws BackendException
     *     when it is missing; the message names where it can come from, never a value
     */
    default Secret require(CredentialField field) throws BackendException {
        return get(field.name())
                .orElseThrow(() -> new BackendException(
                        "no " + field.description() + ": set "
                                + (field.variables().isEmpty()
                                        ? "it in the backend's credentials"
                                        : String.join(" or ", field.variables()))
                                + ", or in Jenkins name a credential in the backend's configuration",
                        BackendException.Kind.UNAUTHORISED));
    }
}
