package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The environment in which a vendor's own clients find the account and device of a backend. Never kept as it is: it holds secrets. */
public final class ClientEnvironment {
    private final Map<String, String> open = new TreeMap<>();
    private final Map<String, String> secret = new TreeMap<>();

    ClientEnvironment(Map<String, String> variables, Collection<String> secrets) {
        variables.forEach((name, value) -> {
            boolean holdsSecret = secrets.stream().anyMatch(value::contains);
            (holdsSecret ? secret : open).put(name, value);
        });
    }

    /** Variables that anybody may see. */
    @NonNull
    public Map<String, String> open() {
        return new TreeMap<>(open);
    }

    /** Variables with credentials in them. */
    @NonNull
    public Map<String, String> secret() {
        return new TreeMap<>(secret);
    }

    /** The names only. */
    @Override
    public String toString() {
        return "ClientEnvironment" + open.keySet() + secret.keySet();
    }
}
