package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages for users are executed: blocks that begin with {@code # suite} are suites, with {@code # test} the tests of one. */
class SuiteDocumentTest {
    private static final Path PAGE = Path.of("..", "docs", "suite-file.md");
    private static final List<Path> PAGES =
            List.of(PAGE, PAGE.resolveSibling("noise.md"), PAGE.resolveSibling("backends.md"));
    private static final Pattern BLOCK = Pattern.compile("```yaml\\R(# (suite|test)\\R.*?)```", Pattern.DOTALL);

    static List<String> suites() throws IOException {
        List<String> suites = new ArrayList<>();
        for (Path page : PAGES) {
            var block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                suites.add(
                        block.group(2).equals("suite")
                                ? block.group(1)
                                : "version: 1\nprofiles: {pr: {}, nightly: {}}\ntests:\n" + block.group(1));
            }
        }
        return suites;
    }

    @ParameterizedTest
    @MethodSource("suites")
    void shouldParseEveryExampleOfThePages(String suite) {
        assertThat(TestGates.parse(suite).suite().tests()).isNotEmpty();
    }

    @Test
    void shouldNameEveryKeyOfTheFormat() throws IOException {
        String page = Files.readString(PAGE);

        assertThat(suites()).hasSizeGreaterThan(5);
        assertThat(keys(SuiteFormat.of(List::of)))
                .allSatisfy(key -> assertThat(page).contains("`" + key));
    }

    private static List<String> keys(Shape shape) {
        List<String> keys = new ArrayList<>();
        if (shape instanceof Shape.Fields fields) {
            fields.keys().forEach(key -> {
                keys.add(key.name());
                keys.addAll(keys(key.shape()));
            });
        } else if (shape instanceof Shape.Variants variants) {
            variants.forms().forEach(form -> keys.addAll(keys(form)));
        } else if (shape instanceof Shape.Either either) {
            either.shapes().forEach(each -> keys.addAll(keys(each)));
        } else if (shape instanceof Shape.ListOf list) {
            keys.addAll(keys(list.item()));
        } else if (shape instanceof Shape.MapOf map) {
            keys.addAll(keys(map.value()));
        }
        return keys;
    }
}
