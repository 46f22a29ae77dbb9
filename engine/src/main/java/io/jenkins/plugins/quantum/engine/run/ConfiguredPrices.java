package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.cost.Price;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.cost.PriceOptions;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The prices that configuration and suite name. A device has one price: the one that the machine's or Jenkins' configuration puts in the
 * place of the book's, else the book's, else that of the configuration, else the suite's. A suite may come from a stranger's change: it
 * cannot make cheaper what another source prices, and cannot call a device free.
 */
final class ConfiguredPrices {
    private final PriceBook book;
    private final Map<String, Named> byDevice = new LinkedHashMap<>();
    private final Set<String> warnings = new LinkedHashSet<>();

    ConfiguredPrices(PriceBook book) {
        this.book = book;
    }

    /**
     * A price and who names it.
     *
     * @param replaced
     *     the price book's, whose place it takes
     */
    private record Named(BackendSpec spec, Price price, boolean trusted, Optional<PriceBook.Entry> replaced) {
        String by() {
            return (trusted ? "configured by the administrator in " : "configured in ") + spec.at();
        }

        String instead() {
            return replaced.map(entry ->
                            "instead of the price book's " + entry.price().summary() + " (" + entry.origin() + ")")
                    .orElse("the price book has none");
        }
    }

    /**
     * Takes the price that a backend's options name, if they do.
     *
     * @param spec
     *     as configured
     * @param backend
     *     that it opens
     * @param trusted
     *     whether the machine or Jenkins configures it, and not the suite
     * @throws InputException
     *     when the options are wrong
     */
    void add(BackendSpec spec, Backend backend, boolean trusted) {
        Optional<Price> read = price(spec, backend.capabilities());
        if (read.isEmpty()) {
            return;
        }
        Price price = read.get();
        String device = backend.capabilities().device().toLowerCase(Locale.ROOT);
        if (Prices.free(backend)) {
            throw wrong(spec, "it runs on this machine, where nothing is paid", "remove its price");
        }
        if (!trusted && PriceOptions.nothing(price) && !backend.capabilities().simulator()) {
            throw wrong(
                    spec,
                    "a suite may not call a device free",
                    "where a device costs nothing, write so in Jenkins' configuration of the backend");
        }
        boolean replaces = PriceOptions.replacesBook(spec.options());
        if (replaces && !trusted) {
            throw wrong(
                    spec,
                    "a suite may not put a price in the place of the price book's",
                    "remove " + PriceOptions.REPLACES
                            + "; a negotiated price belongs in Jenkins' configuration of the backend");
        }
        Optional<PriceBook.Entry> published = book.find(device);
        Named earlier = byDevice.get(device);
        if (earlier != null && earlier.trusted() && !trusted) {
            warnings.add(spec.at() + ": the price of backend '" + spec.name() + "' is not used: "
                    + earlier.spec().at() + " names " + earlier.price().summary() + " for " + device);
        } else if (published.isPresent() && !replaces) {
            warnings.add(spec.at() + ": the price of backend '" + spec.name() + "' is not used: the price book has "
                    + published.get().price().summary() + " for " + device + " ("
                    + published.get().source() + ", " + published.get().date() + ")");
        } else if (earlier == null || trusted && !earlier.trusted()) {
            byDevice.put(device, new Named(spec, price, trusted, published));
        } else if (!earlier.price().equals(price)) {
            throw wrong(
                    spec,
                    "it is " + device + ", as backend '" + earlier.spec().name() + "', which names another price of it",
                    "a device has one price");
        }
    }

    private static Optional<Price> price(BackendSpec spec, Capabilities capabilities) {
        try {
            return PriceOptions.read(spec.options(), capabilities.leastShots(), capabilities.mostShots());
        } catch (IllegalArgumentException e) {
            throw wrong(spec, e.getMessage(), "");
        }
    }

    private static InputException wrong(BackendSpec spec, String what, String advice) {
        return new InputException(spec.at(), "backend '" + spec.name() + "': " + what, advice);
    }

    /** The price book with these prices added. */
    PriceBook book() {
        return book.with(byDevice.entrySet().stream()
                .map(entry -> new PriceBook.Entry(
                        entry.getKey(),
                        entry.getValue().price(),
                        entry.getValue().by(),
                        "",
                        PriceBook.CONFIGURED))
                .toList());
    }

    /** What a reader of plan and result must know: which prices are nobody's but the user's own, and which do not count. */
    List<String> notes() {
        var notes = new ArrayList<String>();
        byDevice.forEach((device, named) -> notes.add(
                "price of " + device + ": " + named.by() + ", " + named.price().summary() + "; " + named.instead()));
        notes.addAll(warnings);
        return notes;
    }
}
