package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The backends of a run, opened when first asked for and closed together. A name means, in this order: a backend that the
 * suite configures, one that the machine or Jenkins configures, or a type that needs no configuration.
 */
public final class BackendPool implements AutoCloseable {
    /** Options with the address of a service end so. */
    private static final String ADDRESS = "endpoint";

    private final Map<String, BackendProvider> providers = new LinkedHashMap<>();
    private final Map<String, BackendSpec> configured = new LinkedHashMap<>();
    private final Map<String, BackendSpec> machine = new LinkedHashMap<>();
    private final Map<String, Backend> open = new LinkedHashMap<>();
    private final Access access;

    /**
     * A pool.
     *
     * @param providers
     *     one a type
     * @param machine
     *     configured outside the suite
     * @param suite
     *     configured by the suite
     * @param access
     *     credentials and ways to services
     */
    public BackendPool(
            List<BackendProvider> providers, List<BackendSpec> machine, List<BackendSpec> suite, Access access) {
        this.access = access;
        providers.forEach(provider -> this.providers.put(provider.type(), provider));
        machine.forEach(spec -> this.machine.put(spec.name(), spec));
        configured.putAll(this.machine);
        suite.forEach(spec -> configured.put(spec.name(), spec));
    }

    /** All names that can be asked for. */
    public List<String> names() {
        var names = new TreeSet<>(configured.keySet());
        names.addAll(providers.keySet());
        return new ArrayList<>(names);
    }

    /**
     * The backend of a name.
     *
     * @param name
     *     as the user wrote it
     * @param at
     *     where
     * @throws InputException
     *     when there is none or its configuration is wrong
     */
    public synchronized Backend get(String name, SourcePosition at) {
        Backend known = open.get(name);
        if (known != null) {
            return known;
        }
        BackendSpec spec = configured.getOrDefault(name, new BackendSpec(name, name, Map.of(), at));
        BackendProvider provider = providers.get(spec.type());
        if (provider == null) {
            throw new InputException(
                    at,
                    configured.containsKey(name)
                            ? "backend '" + name + "' is of the unknown type '" + spec.type() + "'"
                            : "expected a configured backend, found '" + name + "'",
                    "known here: " + String.join(", ", names()));
        }
        for (String option : spec.options().keySet()) {
            if (!provider.options().contains(option)) {
                throw new InputException(
                        spec.at(),
                        "backend '" + name + "' of type " + spec.type() + " has no option '" + option + "'",
                        provider.options().isEmpty()
                                ? "it takes none"
                                : "it takes: " + String.join(", ", new TreeSet<>(provider.options())));
            }
        }
        refuseForeignAddress(spec);
        try {
            Backend backend = provider.open(access.settings(spec, provider));
            open.put(name, backend);
            return backend;
        } catch (BackendException e) {
            throw new InputException(spec.at(), "backend '" + name + "': " + e.getMessage(), "");
        }
    }

    /** A suite may come from a stranger's change: it must not choose the host that credentials are sent to. */
    private void refuseForeignAddress(BackendSpec spec) {
        if (spec.equals(machine.get(spec.name()))) {
            return;
        }
        spec.options().forEach((option, value) -> {
            if (option.endsWith(ADDRESS) && !onThisMachine(value)) {
                throw new InputException(
                        spec.at(),
                        "backend '" + spec.name() + "': a suite may not set '" + option + "' to another machine",
                        "the address of a service is set in Jenkins' configuration or by the vendor's environment variable");
            }
        });
    }

    private static boolean onThisMachine(String address) {
        try {
            return Network.loopback(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public synchronized void close() {
        open.values().forEach(Backend::close);
        open.clear();
    }
}
