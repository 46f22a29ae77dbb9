package io.jenkins.plugins.quantum.engine.backend;

import java.util.Map;
import java.util.Set;

/** Opens backends of one type. Vendors implement it beside their {@link Backend}. */
public interface BackendProvider {
    /** The type as suites and configuration write it. */
    String type();

    /** The options that it understands, besides name and type. */
    Set<String> options();

    /**
     * Opens a backend; costs nothing and contacts nobody.
     *
     * @param name
     *     under which it will be known
     * @param options
     *     as configured
     * @throws BackendException
     *     when an option is wrong
     */
    Backend open(String name, Map<String, String> options) throws BackendException;
}
