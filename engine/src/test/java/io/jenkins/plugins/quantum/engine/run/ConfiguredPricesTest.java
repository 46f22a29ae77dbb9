package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.aqt.AqtProvider;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProvider;
import io.jenkins.plugins.quantum.engine.backend.iqm.IqmProvider;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredPricesTest {
    private static final SourcePosition HERE = SourcePosition.of("test");
    private static final List<BackendProvider> PROVIDERS = List.of(
            new AqtProvider(),
            new IqmProvider(python -> Transpiler.none()),
            new IonqProvider(),
            new BuiltinProvider(1));

    private static BackendSpec spec(String file, String name, String type, String device, String... options) {
        var all = new HashMap<>(device.isEmpty() ? Map.<String, String>of() : Map.of("device", device));
        for (int i = 0; i < options.length; i += 2) {
            all.put(options[i], options[i + 1]);
        }
        return new BackendSpec(name, type, all, new SourcePosition(file, 4, 3));
    }

    private static BackendSpec suite(String name, String device, String... options) {
        return spec("quantum.yml", name, "aqt", device, options);
    }

    private static BackendSpec machine(String name, String device, String... options) {
        return spec("Jenkins configuration", name, "aqt", device, options);
    }

    private static BackendPool pool(List<BackendSpec> machine, BackendSpec... suite) {
        return new BackendPool(PROVIDERS, machine, List.of(suite), Access.none());
    }

    private static PriceBook.Entry price(BackendPool pool, String device) {
        return pool.prices().book().find(device).orElseThrow();
    }

    @Test
    void shouldTakeASuitesPriceWhereNobodyElseNamesOneAndMarkIt() {
        try (BackendPool pool = pool(List.of(), suite("ibex", "ibex", "price-per-shot", "0.02 USD"))) {
            pool.get("ibex", HERE);

            assertThat(price(pool, "aqt/ibex").mark()).isEqualTo("configured");
            assertThat(price(pool, "aqt/ibex").origin()).isEqualTo("configured in quantum.yml:4:3");
            assertThat(pool.prices().notes())
                    .containsExactly("price of aqt/ibex: configured in quantum.yml:4:3, 0 USD a task and 0.02 USD a"
                            + " shot; the price book has none");
        }
    }

    @Test
    void shouldNotLetASuiteMakeCheaperWhatTheConfigurationPrices() {
        BackendSpec priced = machine("prod", "ibex", "price-per-shot", "2 USD");
        BackendSpec sameName = suite("prod", "ibex", "price-per-shot", "0.000001 USD");
        BackendSpec otherName = suite("mine", "ibex", "price-per-shot", "0.000001 USD");
        for (BackendSpec cheap : List.of(sameName, otherName)) {
            try (BackendPool pool = pool(List.of(priced), cheap)) {
                pool.get(cheap.name(), HERE);

                assertThat(price(pool, "aqt/ibex").price().summary()).contains("2 USD a shot");
                assertThat(pool.prices().notes())
                        .anyMatch(note -> note.contains("is not used")
                                && note.contains("Jenkins configuration:4:3 names 0 USD a task and 2 USD a shot"));
            }
        }
    }

    @Test
    void shouldTakeTheConfigurationsPriceWhicheverBackendComesFirst() {
        BackendSpec priced = machine("prod", "ibex", "price-per-shot", "2 USD");
        try (BackendPool pool = pool(List.of(priced), suite("unpriced", "ibex"))) {
            pool.get("unpriced", HERE);
            pool.get("prod", HERE);

            assertThat(price(pool, "aqt/ibex").price().summary()).contains("2 USD a shot");
            assertThat(pool.prices().notes()).hasSize(1);
        }
    }

    @Test
    void shouldLetThePriceBookComeFirst() {
        BackendSpec known = spec("quantum.yml", "free", "ionq", "simulator", "price-per-shot", "0.01 USD");
        try (BackendPool pool = pool(List.of(), known)) {
            pool.get("free", HERE);

            assertThat(price(pool, "ionq/simulator").mark()).isNotEqualTo("configured");
            assertThat(pool.prices().notes()).singleElement().satisfies(note -> assertThat(note)
                    .startsWith("quantum.yml:4:3: the price of backend 'free' is not used: the price book has"));
        }
    }

    @Test
    void shouldNotLetASuiteCallAMachineFree() {
        try (BackendPool pool = pool(List.of(), suite("ibex", "ibex", "price-per-shot", "0 USD"))) {
            for (int attempt = 0; attempt < 2; attempt++) {
                assertThatThrownBy(() -> pool.get("ibex", HERE))
                        .isInstanceOf(InputException.class)
                        .hasMessageContaining("quantum.yml:4:3: backend 'ibex': a suite may not call a device free");
            }
            assertThat(pool.prices().book().find("aqt/ibex")).isEmpty();
        }
    }

    @Test
    void shouldLetSimulatorsAndWhatTheConfigurationSaysBeFree() {
        try (BackendPool pool = pool(
                List.of(machine("lab", "ibex", "price-per-task", "0 USD")),
                suite("sim", "offline_simulator_no_noise", "price-per-shot", "0 USD"))) {
            pool.get("lab", HERE);
            pool.get("sim", HERE);

            assertThat(price(pool, "aqt/ibex").price().summary()).startsWith("0 USD a task");
            assertThat(price(pool, "aqt/offline_simulator_no_noise").mark()).isEqualTo("configured");
        }
    }

    @Test
    void shouldRefuseTwoPricesOfOneDevice() {
        try (BackendPool pool = pool(
                List.of(),
                suite("a", "ibex", "price-per-shot", "0.02 USD"),
                suite("b", "ibex", "price-per-shot", "0.03 USD"),
                suite("c", "ibex", "price-per-shot", "0.02 USD"))) {
            pool.get("a", HERE);
            pool.get("c", HERE);

            assertThatThrownBy(() -> pool.get("b", HERE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("it is aqt/ibex, as backend 'a', which names another price of it");
        }
    }

    @Test
    void shouldRefuseAPriceOfWhatRunsHereAndWhatIsNoPrice() {
        try (BackendPool pool = pool(
                List.of(),
                spec("quantum.yml", "mine", "builtin", "", "price-per-shot", "1 USD"),
                suite("ibex", "ibex", "price-per-shot", "-1 USD"))) {
            assertThatThrownBy(() -> pool.get("mine", HERE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("backend 'mine': it runs on this machine, where nothing is paid");
            assertThatThrownBy(() -> pool.get("ibex", HERE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("expected price-per-shot to be an amount that is not negative");
        }
    }

    @Test
    void shouldLetTheAdministratorPutANegotiatedPriceInThePlaceOfTheBooks() {
        BackendSpec negotiated = spec(
                "Jenkins configuration",
                "prod",
                "iqm",
                "garnet",
                "price-per-second",
                "0.10 USD",
                "seconds-per-task",
                "2",
                "price-replaces-book",
                "true");
        BackendSpec cheap =
                spec("quantum.yml", "mine", "iqm", "garnet", "price-per-second", "0.01 USD", "seconds-per-task", "2");
        try (BackendPool pool = pool(List.of(negotiated), cheap)) {
            pool.get("mine", HERE);
            pool.get("prod", HERE);

            assertThat(price(pool, "iqm/garnet").price().summary()).contains("0.10 USD");
            assertThat(price(pool, "iqm/garnet").mark()).isEqualTo("configured");
            assertThat(price(pool, "iqm/garnet").origin())
                    .isEqualTo("configured by the administrator in Jenkins configuration:4:3");
            assertThat(price(pool, "iqm/emerald").mark()).as("other devices").isNotEqualTo("configured");
            assertThat(pool.prices().notes())
                    .anyMatch(note -> note.startsWith(
                                    "price of iqm/garnet: configured by the administrator in Jenkins configuration:4:3, ")
                            && note.contains("; instead of the price book's "))
                    .anyMatch(note -> note.startsWith("quantum.yml:4:3: the price of backend 'mine' is not used"));
        }
    }

    @Test
    void shouldReplaceABooksEntryOfTheVeryDevice() {
        BackendSpec negotiated = spec(
                "Jenkins configuration",
                "sim",
                "ionq",
                "simulator",
                "price-per-shot",
                "0.02 USD",
                "price-replaces-book",
                "true");
        try (BackendPool pool = pool(List.of(negotiated))) {
            pool.get("sim", HERE);

            assertThat(price(pool, "ionq/simulator").price().summary()).contains("0.02 USD a shot");
        }
    }

    @Test
    void shouldNotLetASuiteReplaceThePriceBook() {
        BackendSpec own = suite("ibex", "ibex", "price-per-shot", "0.02 USD", "price-replaces-book", "true");
        try (BackendPool pool = pool(List.of(), own)) {
            assertThatThrownBy(() -> pool.get("ibex", HERE))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("a suite may not put a price in the place of the price book's");
        }
    }

    @Test
    void shouldNotTakeAPriceThatDoesNotSayThatItReplacesTheBooks() {
        BackendSpec plain = spec(
                "Jenkins configuration",
                "prod",
                "iqm",
                "garnet",
                "price-per-second",
                "0.10 USD",
                "seconds-per-task",
                "2");
        try (BackendPool pool = pool(List.of(plain))) {
            pool.get("prod", HERE);

            assertThat(price(pool, "iqm/garnet").mark()).isNotEqualTo("configured");
        }
    }
}
