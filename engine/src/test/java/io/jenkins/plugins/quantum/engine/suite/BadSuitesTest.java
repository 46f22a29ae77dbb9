package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nonsensical suites; the first line of each says what must be answered: {@code # expect line:column | message | advice}. */
class BadSuitesTest {
    static Path folder() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(BadSuitesTest.class.getResource("/suites/bad"))
                .toURI());
    }

    static List<Path> suites() throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(folder())) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
            assertThat(found).hasSizeGreaterThan(20);
            return found;
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void shouldAnswerWithPlaceAndAlternative(Path file) throws IOException {
        String text = Files.readString(file);
        String[] expected = text.lines()
                .findFirst()
                .orElseThrow()
                .substring("# expect ".length())
                .split(" \\| ?", 3);

        InputException answer = catchThrowableOfType(InputException.class, () -> TestGates.parser()
                .parse("quantum.yml", Objects.requireNonNull(file.getParent()), text));

        assertThat(answer).isNotNull();
        assertThat(answer.diagnostics())
                .as(answer.getMessage())
                .singleElement()
                .satisfies(only -> check(only, expected));
        assertThat(answer.getMessage()).doesNotContain("abc123");
    }

    private static void check(Diagnostic only, String[] expected) {
        assertThat(only.at().toString()).isEqualTo("quantum.yml:" + expected[0]);
        assertThat(only.message()).contains(expected[1]);
        assertThat(only.advice()).contains(expected[2]);
    }
}
