package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A device without a public price, seen from the command line; nothing is asked of its service. */
class ConfiguredPriceTest {
    private CommandLineSession user;

    @TempDir
    private Path folder;

    @BeforeEach
    void enter() throws IOException {
        user = new CommandLineSession(folder).with("AQT_TOKEN", "planted");
        user.write("ghz.qasm", CommandLineSession.GHZ);
    }

    private int estimate(String budget, String price) throws IOException {
        user.write(
                "quantum.yml",
                """
                version: 1
                profiles:
                  pr: {backends: [ibex], budget: %s}
                backends:
                  ibex: {type: aqt, device: ibex%s}
                tests:
                  - {name: ghz, circuit: ghz.qasm, gates: {fidelity: {min: 0.5}}}
                """
                        .formatted(budget, price));
        return user.type("estimate");
    }

    @Test
    void shouldNameTheOptionThatIsMissing() throws IOException {
        assertThat(estimate("25 USD", "")).isEqualTo(4);
        assertThat(user.err())
                .contains("no price is known for ibex (aqt/ibex)")
                .contains(
                        "name one among the backend's options: price-per-shot (for example price-per-shot: 0.01 USD)");
    }

    @Test
    void shouldPlanWithTheConfiguredPriceAndSaySo() throws IOException {
        assertThat(estimate("25 USD", ", price-per-shot: 0.01 USD, price-per-task: 0.50 USD"))
                .as(user.err())
                .isZero();
        assertThat(user.out()).contains("of 25.00 USD");
        assertThat(user.err()).contains("price of aqt/ibex: configured in quantum.yml:5", "the price book has none");
    }

    @Test
    void shouldHoldTheConfiguredPriceAgainstTheBudget() throws IOException {
        assertThat(estimate("1 USD", ", price-per-shot: 1 USD")).isEqualTo(4);
        assertThat(user.err()).contains("Nothing was submitted");
    }

    @Test
    void shouldRefuseAnotherCurrencyThanTheBudgets() throws IOException {
        assertThat(estimate("25 USD", ", price-per-shot: 0.01 EUR")).isEqualTo(4);
        assertThat(user.err()).contains("cannot be compared with EUR");
    }

    @Test
    void shouldRefuseANegativePriceAndOneOfNothing() throws IOException {
        assertThat(estimate("25 USD", ", price-per-shot: -1 USD")).isEqualTo(2);
        assertThat(user.err()).contains("expected price-per-shot to be an amount that is not negative");
        assertThat(estimate("0 USD", ", price-per-shot: 0 USD")).isEqualTo(2);
        assertThat(user.err()).contains("a suite may not call a device free");
    }
}
