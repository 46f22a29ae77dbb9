package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemFileTest {
    @TempDir
    Path folder;

    private ProblemFile read(String text, Vartype vartype) throws IOException {
        return ProblemFile.read(Files.writeString(folder.resolve("p.json"), text), "p.json", vartype);
    }

    private List<Diagnostic> problems(String text, Vartype vartype) {
        return catchThrowableOfType(InputException.class, () -> read(text, vartype))
                .diagnostics();
    }

    @Test
    void shouldNumberVariablesInTheOrderInWhichTheyAreNamed() throws IOException {
        ProblemFile file = read(
                "{\"quadratic\": [[\"b\", \"a\", 2], [\"a\", 7, -1e-3]], \"linear\": {\"c\": 1, \"a\": -0.5}, \"offset\": 4}",
                Vartype.QUBO);

        assertThat(file.names()).containsExactly("b", "a", "7", "c");
        assertThat(file.problem())
                .isEqualTo(new BinaryQuadraticModel(
                        Vartype.QUBO,
                        List.of(0.0, -0.5, 0.0, 1.0),
                        List.of(new Coupling(0, 1, 2), new Coupling(1, 2, -1e-3)),
                        4));
        assertThat(file.problem().energy("0011")).isEqualTo(5.5);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[1]                                    | 1:1  | expected an object of biases, found a list",
                "{}                                     | 1:1  | expected at least one bias that is not 0",
                "{'linear': {'a': 0}}                   | 1:1  | expected at least one bias that is not 0",
                "{'linaer': {'a': 1}}                   | 1:2  | found the unknown key 'linaer'",
                "{'linear': [1]}                        | 1:12 | expected an object from variables to biases",
                "{'linear': {'a': 'x'}}                 | 1:18 | expected a number, found the text 'x'",
                "{'linear': {'a': [1]}}                 | 1:18 | expected a number, found a list",
                "{'linear': {'a': NaN}}                 | 1:18 | expected a finite number",
                "{'linear': {'a': 1e400}}               | 1:18 | expected a finite number",
                "{'linear': {'a': 2e12}}                | 1:18 | expected a bias from -1e12 to 1e12, found 2e12",
                "{'linear': {'a': 1, 'a': 2}}           | 1:24 | expected each key once",
                "{'linear': {'': 1}}                    | 1:13 | expected a variable's name of 1 to 100",
                "{'linear': {'a\\u0007': 1}}            | 1:13 | expected a variable's name of 1 to 100",
                "{'quadratic': {'a': 1}}                | 1:15 | expected a list of couplings, found an object",
                "{'quadratic': [1]}                     | 1:16 | expected a coupling such as",
                "{'quadratic': [[]]}                    | 1:17 | expected a variable's name, found the end",
                "{'quadratic': [['a', [1, 2], 3]]}      | 1:22 | expected a variable's name, found a list",
                "{'quadratic': [['a', 'b']]}            | 1:16 | expected two variables and a bias, found no bias",
                "{'quadratic': [['a', 'b', 1, 2]]}      | 1:30 | expected the end of the coupling",
                "{'quadratic': [['a', 'b', null]]}      | 1:27 | expected a number, found null",
                "{'quadratic': [['a', 'a', 1]]}         | 1:16 | expected two different variables, found 'a' twice",
                "{'quadratic': [['a','b',1],['b','a',1]]}| 1:28 | expected each pair of variables once",
                "{'offset': 1}                          | 1:1  | expected at least one bias",
                "{'offset': {}}                         | 1:12 | expected a number, found an object",
                "{'linear': {'a': 1}} 5                 | 1:22 | expected the end of the file",
                "{'linear': {'a': 1}                    | 1:20 | expected the rest of the JSON value",
            })
    void shouldSayWhatIsWrongAndWhere(String text, String place, String message) {
        Diagnostic first = problems(text.replace('\'', '"'), Vartype.QUBO).get(0);

        assertThat(first.message()).contains(message);
        assertThat(first.at().line() + ":" + first.at().column()).isEqualTo(place);
        assertThat(first.at().file()).isEqualTo("p.json");
    }

    @Test
    void shouldReportAllProblemsAtOnceAndGoOnAfterEach() {
        List<Diagnostic> problems = problems(
                "{\"quadratic\": [[\"a\", [[1], {\"x\": [2]}], 3], [\"a\", \"a\", 1], 5], \"x\": {\"y\": []}}",
                Vartype.QUBO);

        assertThat(problems).hasSize(4);
    }

    @Test
    void shouldAdviseBySortOfVariable() {
        String twice = "{\"quadratic\": [[\"a\", \"a\", 1]]}";

        assertThat(problems(twice, Vartype.QUBO).get(0).advice()).contains("'linear'");
        assertThat(problems(twice, Vartype.ISING).get(0).advice()).contains("'offset'");
    }

    @Test
    void shouldRefuseTooManyVariablesAndCouplings() {
        var variables = new StringBuilder("{\"linear\": {\"v\": 1");
        for (int i = 0; i < ProblemFile.MOST_VARIABLES; i++) {
            variables.append(",\"").append(i).append("\":1");
        }
        assertThat(problems(variables + "}}", Vartype.QUBO).get(0).message()).contains("at most 10000 variables");

        var couplings = new StringBuilder("{\"quadratic\": [[0, 1, 1]");
        for (int i = 2; i < 1100; i++) {
            for (int j = 0; j < i && i * (i - 1) / 2 + j < 500_010; j++) {
                couplings.append(",[").append(i).append(',').append(j).append(",1]");
            }
        }
        assertThat(problems(couplings + "]}", Vartype.ISING).get(0).message()).contains("at most 500000 couplings");
    }
}
