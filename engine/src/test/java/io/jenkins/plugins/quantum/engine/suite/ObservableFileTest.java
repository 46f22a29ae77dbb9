package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.circuit.Observable;
import io.jenkins.plugins.quantum.engine.circuit.Pauli;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObservableFileTest {
    @TempDir
    Path folder;

    private DataFiles files;

    @BeforeEach
    void files() {
        files = new DataFiles(folder, "h.json");
    }

    private static Observable read(Path file) {
        return ObservableFile.read(file, "h.json", 4);
    }

    @Test
    void shouldReadTermsWithTheirQubits() throws IOException {
        Observable observable =
                files.read("{\"I\": -0.5, \"Z0\": 1, \"X0 X1 Y2 Y3\": 2.5e-1}", ObservableFileTest::read);

        assertThat(observable.terms())
                .containsExactly(
                        new Observable.Term(-0.5, Map.of()),
                        new Observable.Term(1, Map.of(0, Pauli.Z)),
                        new Observable.Term(0.25, Map.of(0, Pauli.X, 1, Pauli.X, 2, Pauli.Y, 3, Pauli.Y)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"Z4\": 1} | h.json:1:2: expected a qubit from 0 to 3, found 4 in 'Z4'",
                "{\"Z0 X0\": 1} | h.json:1:2: expected each qubit once in a term, found 0 again in 'Z0 X0'",
                "{\"Z0 Z1\": 1, \"Z1 Z0\": 1} | h.json:1:14: expected each term once, found 'Z1 Z0' again",
                "{\"Z0\": 1, \"Z0\": 1} | expected each key once, found 'Z0' again",
                "{\"ZZ\": 1} | which end of ZZ is qubit 0 differs between frameworks",
                "{\"A0\": 1} | h.json:1:2: expected X, Y or Z and a qubit, found 'A0'",
                "{\"z0\": 1} | expected X, Y or Z and a qubit, found 'z0'",
                "{\"\": 1} | expected X, Y or Z and a qubit, found nothing",
                "{\"Z0  Z1\": 1} | expected X, Y or Z and a qubit, found nothing",
                "{\"Z0\": [1, 0]} | h.json:1:8: expected a number, found a list",
                "{\"Z0\": \"1\"} | h.json:1:8: expected a number, found the text '1'",
                "{\"Z0\": NaN} | expected a finite number, found NaN or Infinity",
                "{} | h.json:1:1: expected at least one term, found an empty object",
                "[1] | h.json:1:1: expected an object from Pauli strings to numbers, found a list",
                "{\"Z0\": 1} 2 | expected the end of the file, found more",
            })
    void shouldAnswerBadObservablesWithTheirPlace(String text, String answer) throws IOException {
        assertThat(files.refusal(text, ObservableFileTest::read)).contains(answer);
    }

    @Test
    void shouldReportEveryBadTerm() throws IOException {
        assertThat(files.refusal("{\n\"A0\": 1,\n\"Z9\": {\"a\": 1},\n\"B\": 2\n}", ObservableFileTest::read))
                .contains("h.json:2:1", "h.json:3:1", "h.json:3:7", "h.json:4:1");
    }
}
