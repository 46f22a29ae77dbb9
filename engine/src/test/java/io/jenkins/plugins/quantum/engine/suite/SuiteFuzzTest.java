package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the text, the parser answers with a suite or with an error of its own. */
class SuiteFuzzTest {
    private static final int MUTANTS = 1500;
    private static final List<String> BITS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ": ",
            "- ",
            "\n",
            "\n  ",
            "\t",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!!int ",
            "? ",
            "|",
            ">",
            "%",
            "@",
            "~",
            "null",
            "off",
            "true",
            ".nan",
            "1e999",
            "0x10",
            "-1",
            "\\",
            "\"\\x\"",
            "\"\\U12345678\"",
            "---\n",
            "...\n",
            "%YAML 1.1\n",
            "%YAML 999999999999.1\n---\n",
            "%TAG ! x\n",
            "<<: ",
            "\u0000",
            "\uFEFF",
            "\u2028",
            "\u0085",
            "\r",
            "\uD83D",
            "\uD83D\uDE00",
            "gates: ",
            "tests: ",
            "version: 1\n",
            "circuit: ",
            "model: ",
            "classes: ",
            "override: ");

    private static void parses(String text) {
        try {
            assertThat(TestGates.parse(text).suite().tests()).isNotEmpty();
        } catch (InputException e) {
            assertThat(e.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(Problems.MOST_REPORTED + 1);
            assertThat(e.diagnostics().get(0).at().line()).isPositive();
        }
    }

    @Test
    void shouldAnswerEveryMutantInItsOwnWords() throws IOException, URISyntaxException {
        List<String> seeds = new ArrayList<>(List.of(SuiteParserTest.FULL));
        for (Path file : BadSuitesTest.suites()) {
            seeds.add(Files.readString(file));
        }
        UniformRandomProvider random = Seed.generator(Seed.derive(1, "suite fuzz"));
        for (int i = 0; i < MUTANTS; i++) {
            var text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
            for (int change = random.nextInt(1, 6); change > 0; change--) {
                int at = random.nextInt(text.length() + 1);
                int end = Math.min(text.length(), at + random.nextInt(12));
                text.replace(at, random.nextBoolean() ? end : at, BITS.get(random.nextInt(BITS.size())));
            }
            String mutant = text.toString();
            Assertions.assertDoesNotThrow(() -> parses(mutant), mutant);
        }
    }

    static List<String> monsters() {
        return List.of(
                "[".repeat(1_000_000),
                "{a: ".repeat(250_000),
                "- ".repeat(500_000),
                "? ".repeat(500_000),
                "a".repeat(1_000_000),
                "a: ".repeat(300_000),
                "'".repeat(1_000_001),
                "\n".repeat(1_000_000),
                "x: 1\n".repeat(200_000),
                "!".repeat(1_000_000),
                "#".repeat(2_000_000),
                "a: &a [*a, *a]",
                "version: 1\ntests: [" + "{},".repeat(300_000) + "]",
                "version: 1\ntests: " + "9".repeat(900_000),
                "");
    }

    @ParameterizedTest
    @MethodSource("monsters")
    void shouldBoundWorkOnHostileText(String text) {
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> parses(text));
    }
}
