package io.jenkins.plugins.quantum.engine.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Suites of a right form that ask for nonsense, or for what cannot be decided: refused when the run is planned, before a shot is
 * spent. A new case is a file in the folder and nothing else; its first line says what must be answered: {@code # expect line:column |
 * message | advice}. The files that suites name stand beside them.
 */
class RefusedSuitesTest {
    static List<Path> suites() throws IOException, URISyntaxException {
        Path folder = Path.of(Objects.requireNonNull(RefusedSuitesTest.class.getResource("/suites/refused"))
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("suites")
    void shouldRefuseWithPlaceReasonAndAlternative(Path file) throws IOException {
        String[] expected = Files.readString(file)
                .lines()
                .findFirst()
                .orElseThrow()
                .substring("# expect ".length())
                .split(" \\| ?", 3);
        var workbench = new Workbench(new RunEnvironment(
                List.of(new BuiltinProvider(1)),
                List.of(),
                Access.none(),
                (folder, reference, shapes) -> {
                    throw new IllegalStateException("the suite needs no Python");
                },
                Clock.systemUTC(),
                Map.of()));
        Path folder = Objects.requireNonNull(file.getParent());
        SuiteSource source = SuiteSource.read(
                folder, Objects.requireNonNull(file.getFileName()).toString());

        Throwable refusal = catchThrowable(() -> workbench.plan(source, RunOptions.defaults()));

        assertThat(refusal).isInstanceOfAny(InputException.class, RefusedException.class);
        assertThat(refusal.getMessage())
                .contains(file.getFileName() + ":" + expected[0] + ": ")
                .contains(expected[1])
                .contains(expected[2]);
        if (refusal instanceof InputException input) {
            assertThat(input.diagnostics()).as(refusal.getMessage()).hasSize(1);
        }
    }
}
