package io.jenkins.plugins.quantum.engine.suite;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The gates that exist. Declared here for parser, schema and documentation; implemented above this package. */
public interface GateCatalog {
    /** All kinds, in the order of the documentation. */
    List<? extends GateKind> kinds();

    /** Names of figures that people ask for as gates and that are only reported, with what to use instead and why. */
    default Map<String, String> reportedOnly() {
        return Map.of();
    }

    /** The kind of a name. */
    default Optional<? extends GateKind> find(String name) {
        return kinds().stream().filter(kind -> kind.name().equals(name)).findFirst();
    }
}
