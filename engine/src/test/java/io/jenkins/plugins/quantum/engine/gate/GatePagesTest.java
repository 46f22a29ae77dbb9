package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import io.jenkins.plugins.quantum.engine.suite.GateKind.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Documentation that cannot rot: each gate has a page that lists every option and an example that is valid. */
class GatePagesTest {
    private static final Path PAGES = Path.of("..", "docs", "gates");
    private static final List<String> HEADINGS = List.of(
            "## What it shows",
            "## Options",
            "## Example",
            "## What it costs",
            "## Reading a FAIL",
            "## Formula and source");

    static List<Gate> gates() {
        return new Gates().kinds();
    }

    @ParameterizedTest
    @MethodSource("gates")
    void shouldHaveAPageThatListsEveryOption(Gate gate) throws IOException {
        String page = Files.readString(PAGES.resolve(gate.name() + ".md"));
        assertThat(page).startsWith("# " + gate.name() + "\n\n" + gate.summary() + "\n");
        assertThat(page).contains(HEADINGS);
        for (Option option : gate.options()) {
            assertThat(page).contains(row(option));
        }
        String rows = page.lines().filter(line -> line.startsWith("| `")).collect(Collectors.joining("\n"));
        assertThat(rows.lines()).hasSize(gate.options().size());
    }

    @ParameterizedTest
    @MethodSource("gates")
    void shouldStandInTheIndex(Gate gate) throws IOException {
        assertThat(Files.readString(PAGES.resolve("README.md")))
                .contains("| [" + gate.name() + "](" + gate.name() + ".md) | " + gate.summary() + " |");
    }

    /** The row of an option in the table of its page. */
    static String row(Option option) {
        String values =
                switch (option.type()) {
                    case NUMBER -> "number " + range(option);
                    case WHOLE -> "whole number " + range(option);
                    case LINE -> "number " + range(option) + ", or `baseline`";
                    case WORD -> option.words().stream().map(w -> "`" + w + "`").collect(Collectors.joining(" or "));
                    case OUTCOMES -> "list of outcomes";
                    case NAMES -> "list of names";
                    case OUTCOME -> "outcome";
                    case QUBITS -> "list of qubits";
                };
        return "| `" + option.name() + "` | " + values + " | " + (option.required() ? "required" : option.standard())
                + " | " + option.meaning() + " |";
    }

    private static String range(Option option) {
        return bound(option.minimum()) + " to " + bound(option.maximum());
    }

    private static String bound(double bound) {
        return Math.abs(bound) >= 1e6 || bound != 0 && Math.abs(bound) < 1e-4
                ? String.format(java.util.Locale.ROOT, "%.0e", bound)
                : Wording.plain(bound);
    }

    @ParameterizedTest
    @MethodSource("gates")
    void shouldShowAnExampleThatIsValid(Gate gate) throws IOException {
        String page = Files.readString(PAGES.resolve(gate.name() + ".md"));
        Matcher fence = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(fence.find()).isTrue();
        Map<String, Object> suite = new Yaml(new SafeConstructor(new LoaderOptions())).load(fence.group(1));
        var test = (Map<?, ?>) ((List<?>) suite.get("tests")).get(0);
        var gates = (Map<?, ?>) test.get("gates");
        var given = (Map<?, ?>) gates.get(gate.name());
        assertThat(given).as("options in the example").isNotNull();
        gate.options().stream().filter(Option::required).forEach(o -> assertThat(given.containsKey(o.name()))
                .as(o.name())
                .isTrue());
        for (var entry : given.entrySet()) {
            Option option = gate.options().stream()
                    .filter(o -> o.name().equals(entry.getKey()))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no option " + entry.getKey()));
            if (entry.getValue() instanceof Number number) {
                assertThat(number.doubleValue()).isBetween(option.minimum(), option.maximum());
            } else if (entry.getValue() instanceof List<?>) {
                assertThat(option.type()).isIn(Type.OUTCOMES, Type.NAMES, Type.QUBITS);
            } else if (option.type() == Type.OUTCOME) {
                assertThat(String.valueOf(entry.getValue())).matches("[01]+");
            } else {
                assertThat(option.words()).contains(String.valueOf(entry.getValue()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gates")
    void shouldBeFoundByItsNameAndDescribeItself(Gate gate) {
        assertThat(new Gates().find(gate.name())).containsSame(gate);
        assertThat(new Gates().find(gate.name() + "x")).isEmpty();
        assertThat(gate.summary()).endsWith(".");
        assertThat(gate.subjects()).isNotEmpty();
        assertThat(gate.options()).allSatisfy(o -> {
            assertThat(o.name()).matches("[a-z]+(-[a-z]+)*");
            assertThat(o.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(o.minimum()).isLessThanOrEqualTo(o.maximum());
        });
    }
}
