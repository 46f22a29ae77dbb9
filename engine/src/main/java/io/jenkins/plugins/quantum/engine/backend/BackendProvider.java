package io.jenkins.plugins.quantum.engine.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens backends of one type. Vendors implement it beside their {@link Backend}. */
public interface BackendProvider {
    /** The type as suites and configuration write it. */
    String type();

    /** The options that it understands, besides name and type. */
    Set<String> options();

    /** The credentials that its service asks for; none for simulators on this machine. */
    default List<CredentialField> credentials() {
        return List.of();
    }

    /**
     * Credentials in the vendor's own profile file, for the command line, looked at where no environment variable is set.
     *
     * @param home
     *     the user's home folder
     * @param variables
     *     the environment
     * @return by name of the field; empty where there is no file
     */
    default Map<String, Secret> profile(Path home, Map<String, String> variables) {
        return Map.of();
    }

    /**
     * An option's value in the vendor's own environment variables, for the command line, where the configuration does not give it: a
     * region, an instance, the address of the service.
     */
    default Optional<String> variable(String option, Map<String, String> variables) {
        return Optional.empty();
    }

    /**
     * Opens a backend; costs nothing and contacts nobody.
     *
     * @throws BackendException
     *     when an option is wrong
     */
    Backend open(BackendSettings settings) throws BackendException;
}
