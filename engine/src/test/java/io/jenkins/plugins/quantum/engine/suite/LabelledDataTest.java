package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelledDataTest {
    @TempDir
    Path folder;

    private DataFiles files;

    @BeforeEach
    void files() {
        files = new DataFiles(folder, "d.csv");
    }

    private static LabelledData read(Path file) {
        return LabelledData.read(file, "d.csv");
    }

    @Test
    void shouldReadFeaturesAndTheLastColumnAsLabel() throws IOException {
        LabelledData data =
                files.read("\uFEFFwidth,height,kind\r\n1,2.5,a\r\n\r\n-.5, 1e-3 ,b\r\n", LabelledDataTest::read);

        assertThat(data.features()).containsExactly("width", "height");
        assertThat(data.labels()).containsExactly("a", "b");
        assertThat(data.rows().get(0)).containsExactly(1, 2.5);
        assertThat(data.rows().get(1)).containsExactly(-0.5, 0.001);
        assertThat(data.sha256()).matches("[0-9a-f]{64}");
    }

    @Test
    void shouldTakeTheColumnNamedLabelWhereverItStands() throws IOException {
        LabelledData data = files.read("label,a,b\nyes,1,2", LabelledDataTest::read);

        assertThat(data.features()).containsExactly("a", "b");
        assertThat(data.labels()).containsExactly("yes");
    }

    @Test
    void shouldOrderNumberedColumnsByTheirNumber() throws IOException {
        LabelledData data = files.read("x1,x0,label\n1,0,a\n", LabelledDataTest::read);

        assertThat(data.features()).containsExactly("x0", "x1");
        assertThat(data.rows().get(0)).containsExactly(0, 1);
    }

    @Test
    void shouldReadQuotedFields() throws IOException {
        LabelledData data =
                files.read("\"x0\",\"the \"\"label\"\", quoted\"\r\"1\",\"a,\nb\"\r", LabelledDataTest::read);

        assertThat(data.labels()).containsExactly("a,\nb");
        assertThat(data.rows().get(0)).containsExactly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x0,x1,label\\n1,2,a\\n1,a | d.csv:3:3: expected 3 columns as in the header, found 2",
                "x0,label\\n1,a,b,c | d.csv:2:5: expected 2 columns as in the header, found 4",
                "x0,label\\nnan,a | d.csv:2:1: expected a number, found 'nan'",
                "x0,x1,label\\n1,-inf,a | d.csv:2:3: expected a number, found '-inf'",
                "x0,x1,label\\n1,1e999,a | d.csv:2:3: expected a number, found '1e999'",
                "x0,label\\nabc,a | d.csv:2:1: expected a number, found 'abc'",
                "x0,label\\n,a | d.csv:2:1: expected a number, found nothing",
                "x0,label\\n1, | d.csv:2:3: expected a label of 1 to 100 characters, found nothing",
                "x0,label | d.csv:1:1: expected at least one point below the header, found none",
                "1,2,a\\n3,4,b | d.csv:1:1: expected a header with column names, found the number '1'",
                "x0,x0,label\\n1,2,a | d.csv:1:4: expected each column once, found 'x0' again",
                "x0,,label\\n1,2,a | d.csv:1:4: expected a column's name, found nothing",
                "label\\na | d.csv:1:1: expected 1 to 999 feature columns and a label column, found 1 column",
                "x0;x1;label\\n1;2;a | separate columns by commas",
                "x0,label\\n\"1,a\\n2,b | d.csv:2:1: expected a closing quote, found the end of the file",
                "x0,label\\n\"1\"2,a | d.csv:2:4: expected ',' or the end of the line after a closing quote, found '2'",
            })
    void shouldAnswerBadDataWithItsPlace(String text, String answer) throws IOException {
        assertThat(files.refusal(text.replace("\\n", "\n"), LabelledDataTest::read))
                .contains(answer);
    }

    @Test
    void shouldReportSeveralErrorsButNotAll() throws IOException {
        String answer = files.refusal("x0,label\n" + "bad,a\n".repeat(1000), LabelledDataTest::read);

        assertThat(answer)
                .contains("d.csv:2:1", "d.csv:31:1", "further errors are not shown")
                .doesNotContain("d.csv:33:1");
    }

    @Test
    void shouldRefuseTooManyPoints() throws IOException {
        assertThat(files.refusal("x0,label\n" + "1,a\n".repeat(100_001), LabelledDataTest::read))
                .contains("d.csv:100002:1: expected at most 100 000 points");
    }

    @Test
    void shouldRefuseWhatIsNoTextFile() throws IOException {
        Path file = folder.resolve("d.csv");
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found none of that name");
        assertThatThrownBy(() -> read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found a folder");
        assertThat(files.refusal("  \n", LabelledDataTest::read)).contains("found an empty file");
        assertThat(files.refusal("x0,label\n1,\0", LabelledDataTest::read)).contains("found binary content");
        Files.write(file, "x0,label\n1,\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found binary content");
        Files.write(file, new byte[10_000_001]);
        assertThatThrownBy(() -> read(file)).isInstanceOf(InputException.class).hasMessageContaining("at most 10 MB");
    }
}
