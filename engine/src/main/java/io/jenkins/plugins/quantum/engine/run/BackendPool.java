package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.cost.PriceOptions;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private final ConfiguredPrices prices = new ConfiguredPrices(PriceBook.bundled());
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
            if (!provider.options().contains(option) && !PriceOptions.NAMES.contains(option)) {
                throw new InputException(
                        spec.at(),
                        "backend '" + name + "' of type " + spec.type() + " has no option '" + option + "'",
                        provider.options().isEmpty()
                                ? "it takes none"
                                : "it takes: " + String.join(", ", new TreeSet<>(provider.options()))
                                        + (provider.credentials().isEmpty()
                                                ? ""
                                                : "; and a price, see docs/backends.md"));
            }
        }
        refuseForeignAddress(spec);
        boolean trusted = spec.equals(machine.get(name));
        if (!trusted) {
            priceByTheMachine(provider);
        }
        Backend backend = opened(spec, provider);
        try {
            prices.add(spec, backend, trusted);
        } catch (InputException e) {
            backend.close();
            throw e;
        }
        open.put(name, backend);
        return backend;
    }

    /** What a device of this pool costs: as configured, else by the price book. The backend was asked for before. */
    public Optional<PriceBook.Entry> price(Backend backend) {
        return prices.book().find(backend.capabilities().device());
    }

    private Backend opened(BackendSpec spec, BackendProvider provider) {
        try {
            return provider.open(access.settings(spec, provider));
        } catch (BackendException e) {
            throw new InputException(spec.at(), "backend '" + spec.name() + "': " + e.getMessage(), "");
        }
    }

    /** What the machine's configuration says of the prices of a type comes before what a suite says of the same devices. */
    private void priceByTheMachine(BackendProvider provider) {
        for (BackendSpec spec : machine.values()) {
            if (spec.type().equals(provider.type()) && PriceOptions.given(spec.options())) {
                try (Backend priced = opened(spec, provider)) {
                    prices.add(spec, priced, true);
                }
            }
        }
    }

    /** The prices that the configurations of the backends name which were asked for. */
    ConfiguredPrices prices() {
        return prices;
    }

    /** A suite may come from a stranger's change: it must not choose the host that credentials are sent to. */
    private void refuseForeignAddress(BackendSpec spec) {
        if (spec.equals(machine.get(spec.name()))) {
            return;
        }
        spec.options().forEach((option, value) -> {
            if (address(option, value) && !onThisMachine(value)) {
                throw new InputException(
                        spec.at(),
                        "backend '" + spec.name() + "': a suite may not set '" + option + "' to another machine",
                        "the address of a service is set in Jenkins' configuration or by the vendor's environment variable");
            }
        });
    }

    /** Whether an option says where a service is, by its name or by what it says. */
    public static boolean address(String option, String value) {
        return option.endsWith(ADDRESS) || value.contains("://");
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
