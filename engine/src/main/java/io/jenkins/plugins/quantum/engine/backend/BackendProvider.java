package io.jenkins.plugins.quantum.engine.backend;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

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
        return variables(option).stream()
                .map(variables::get)
                .filter(value -> value != null && !value.isBlank())
                .findFirst();
    }

    /** The vendor's own environment variables that hold an option, the first that is set wins. */
    default List<String> variables(String option) {
        return List.of();
    }

    /**
     * The environment in which the vendor's own clients find the same account and device: for code that is not the engine's.
     *
     * @param options
     *     of the backend, by name
     * @param credentials
     *     by the name of their field
     * @return environment variables, secrets among them
     */
    default Map<String, String> clientVariables(Map<String, String> options, Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>();
        options.forEach((option, value) -> variables(option).forEach(name -> environment.put(name, value)));
        for (CredentialField field : credentials()) {
            String value = credentials.get(field.name());
            if (value != null) {
                field.variables().forEach(name -> environment.put(name, value));
            }
        }
        return environment;
    }

    /**
     * Opens a backend; costs nothing and contacts nobody.
     *
     * @throws BackendException
     *     when an option is wrong
     */
    Backend open(BackendSettings settings) throws BackendException;
}
