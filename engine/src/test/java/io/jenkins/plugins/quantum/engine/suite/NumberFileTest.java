package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberFileTest {
    @TempDir
    Path folder;

    private DataFiles files;

    @BeforeEach
    void files() {
        files = new DataFiles(folder, "w.json");
    }

    private static NumberFile read(Path file) {
        return NumberFile.read(file, "w.json");
    }

    @Test
    void shouldReadNestedListsRowMajor() throws IOException {
        NumberFile numbers = files.read("[[1, 2.5, -3e-1], [4, 5, 6]]", NumberFileTest::read);

        assertThat(numbers.shape()).containsExactly(2, 3);
        assertThat(numbers.values()).containsExactly(1, 2.5, -0.3, 4, 5, 6);
    }

    @Test
    void shouldReadAFlatListASingleNumberAndANamedList() throws IOException {
        assertThat(files.read("[1]", NumberFileTest::read).shape()).containsExactly(1);
        assertThat(files.read("0.5", NumberFileTest::read).shape()).isEmpty();
        NumberFile named = files.read("{\"theta\": [[1], [2]]}", NumberFileTest::read);
        assertThat(named.shape()).containsExactly(2, 1);
        assertThat(named.values()).containsExactly(1, 2);
    }

    @Test
    void shouldReadANumberOfTheSuiteItself() {
        assertThat(NumberFile.isNumber(".5")).isTrue();
        assertThat(NumberFile.isNumber("w.json")).isFalse();
        assertThat(NumberFile.single("1e-3").values()).containsExactly(0.001);
        assertThatThrownBy(() -> NumberFile.single("pi")).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[1, NaN] | w.json:1:5: expected a finite number, found NaN or Infinity",
                "[1, 1e999] | w.json:1:5: expected a finite number, found '1e999'",
                "[[1, 2], [3]] | w.json:1:10: expected a list of 2 as beside it, found one of 1",
                "[[1, 2], 3] | w.json:1:10: expected a list as beside it, found a number",
                "[1, [2]] | w.json:1:5: expected a number as beside it, found a list",
                "[1, \"a\"] | w.json:1:5: expected a number, found the text 'a'",
                "[[1], \"a\"] | w.json:1:7: expected a number, found the text 'a'",
                "[1, null] | w.json:1:5: expected a number, found null",
                "[1, {}] | w.json:1:5: expected a number, found an object",
                "[] | w.json:1:1: expected numbers, found an empty list",
                "{} | w.json:1:2: expected a named list of numbers, found an empty object",
                "{\"a\": [1], \"b\": [2]} | w.json:1:12: expected one named list of numbers, found a second one, 'b'",
                "[1] [2] | w.json:1:5: expected the end of the file, found more",
                "[1, 2 | expected the rest of the JSON value, found the end of the file",
                "[1, 2,] | expected JSON, found an error in its syntax",
                "[[[[[[[[[1]]]]]]]]] | w.json:1:9: expected at most 8 levels of lists, found more",
            })
    void shouldAnswerBadNumbersWithTheirPlace(String text, String answer) throws IOException {
        assertThat(files.refusal(text, NumberFileTest::read)).contains(answer);
    }

    @Test
    void shouldBoundDepthAndCount() throws IOException {
        assertThat(files.refusal("[".repeat(100_000), NumberFileTest::read)).contains("levels of lists");
        assertThat(files.refusal("{\"a\":".repeat(1000), NumberFileTest::read)).contains("expected a number");
        assertThat(files.refusal("[" + "1,".repeat(1_000_000) + "1]", NumberFileTest::read))
                .contains("expected at most a million numbers");
        assertThat(files.refusal("[" + "1".repeat(1000) + "]", NumberFileTest::read))
                .contains("of usual size");
    }
}
