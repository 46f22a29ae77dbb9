package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.Subject.CircuitSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.ModelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.Predict;
import io.jenkins.plugins.quantum.engine.suite.Suite.Policy;
import io.jenkins.plugins.quantum.engine.suite.TestSpec.EvidenceMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteParserTest {
    static final String FULL =
            """
            version: 1
            profiles:
              pr:      {backends: [builtin], budget: 0 USD}
              nightly: {backends: [garnet, fez], budget: 25 USD, rounds: 5, inconclusive: fail, deadline: 12h, run-on: all}
            backends:
              garnet: {type: braket, device: iqm/garnet, region: eu-north-1}
              fez:    {type: ibm, device: ibm_fez, instance: 7}
            errors: {false-red: 0.02, missed: .1}
            tests:
              - name: ghz
                circuit: ghz.qasm
                gates: [fidelity]
              - name: iris
                model:
                  circuit: vqc.py:circuit
                  inputs: {x: data, w: weights.json, scale: 1e-3}
                  data: heldout.csv
                  predict: {qubit: 0, classes: [setosa, versicolor], shots: 25}
                noise: heron-r2
                evidence: shots
                allow-slow: true
                gates:
                  accuracy:     {min: 0.85}
                  noise-budget: {min: 1.5, metric: accuracy, line: 0.85}
                  resources:    {two-qubit: 12}
                override:
                  nightly: {gates: {accuracy: {min: baseline, sample: 30}, noise-budget: off}}
              - name: h2
                circuit: vqe.py:ansatz
                inputs: {theta: theta.json}
                observable: h2.json
                gates: {expectation: {target: -1.137, within: 0.05}, resources: }
            """;

    @Test
    void shouldReadEveryPartOfAFullSuite() {
        ParsedSuite parsed = TestGates.parse(FULL);
        Suite suite = parsed.suite();

        assertThat(parsed.warnings()).isEmpty();
        assertThat(suite.profiles()).extracting(Suite.Profile::name).containsExactly("pr", "nightly");
        assertThat(suite.profile(null)).hasValueSatisfying(pr -> {
            assertThat(pr.budget()).isEqualByComparingTo(Money.zero());
            assertThat(pr.rounds()).isEqualTo(3);
            assertThat(pr.inconclusive()).isEqualTo(Policy.WARN);
            assertThat(pr.deadline()).isEqualTo(Duration.ofHours(24));
            assertThat(pr.onAll()).isFalse();
        });
        assertThat(suite.profile("nightly")).hasValueSatisfying(nightly -> {
            assertThat(nightly.backends()).containsExactly("garnet", "fez");
            assertThat(nightly.budget()).isEqualByComparingTo(Money.usd("25"));
            assertThat(nightly.rounds()).isEqualTo(5);
            assertThat(nightly.inconclusive()).isEqualTo(Policy.FAIL);
            assertThat(nightly.deadline()).isEqualTo(Duration.ofHours(12));
            assertThat(nightly.onAll()).isTrue();
        });
        assertThat(suite.errors()).isEqualTo(new Suite.ErrorRates(0.02, 0.1));
        assertThat(suite.backends()).hasSize(2);
        assertThat(suite.backends().get(1).options()).isEqualTo(Map.of("device", "ibm_fez", "instance", "7"));
        assertThat(suite.tests()).extracting(TestSpec::name).containsExactly("ghz", "iris", "h2");
    }

    @Test
    void shouldReadAModelWithItsGatesAndOverrides() {
        TestSpec iris = TestGates.parse(FULL).suite().tests().get(1);

        assertThat(iris.subject()).isInstanceOfSatisfying(ModelSubject.class, model -> {
            assertThat(model.circuit().text()).isEqualTo("vqc.py:circuit");
            assertThat(model.inputs().get("scale").text()).isEqualTo("1e-3");
            assertThat(model.data().text()).isEqualTo("heldout.csv");
            assertThat(model.predict())
                    .isInstanceOfSatisfying(Predict.ByQubit.class, predict -> assertThat(predict.classes())
                            .containsExactly("setosa", "versicolor"));
            assertThat(model.predict().shots()).isEqualTo(25);
        });
        assertThat(iris.noise().name()).isEqualTo("heron-r2");
        assertThat(iris.evidence()).isEqualTo(EvidenceMode.SHOTS);
        assertThat(iris.allowSlow()).isTrue();
        assertThat(iris.forProfile("pr"))
                .extracting(GateSpec::kind)
                .containsExactly("accuracy", "noise-budget", "resources");
        List<GateSpec> nightly = iris.forProfile("nightly");
        assertThat(nightly).extracting(GateSpec::kind).containsExactly("accuracy", "resources");
        assertThat(nightly.get(0).text("min")).hasValue("baseline");
        assertThat(nightly.get(0).number("sample")).hasValue(30);
        assertThat(iris.gates().get(1).position("line").toString()).isEqualTo("quantum.yml:24:56");
    }

    @Test
    void shouldReadACircuitWithAnObservable() {
        TestSpec h2 = TestGates.parse(FULL).suite().tests().get(2);

        assertThat(h2.subject()).isInstanceOfSatisfying(CircuitSubject.class, circuit -> assertThat(
                        circuit.observable().orElseThrow().text())
                .isEqualTo("h2.json"));
        assertThat(h2.subject().kind()).isEqualTo(Subject.Kind.OBSERVABLE);
        assertThat(h2.gates().get(0).number("target")).hasValue(-1.137);
        assertThat(h2.gates().get(1).options()).isEmpty();
    }

    @Test
    void shouldGiveASuiteWithoutProfilesTheBuiltInSimulatorAndNoMoney() {
        Suite suite = TestGates.parse(
                        """
                version: 1
                tests:
                  - {name: ghz, circuit: ghz.qasm, gates: [fidelity]}
                """)
                .suite();

        assertThat(suite.profiles()).singleElement().satisfies(profile -> {
            assertThat(profile.name()).isEqualTo("default");
            assertThat(profile.backends()).containsExactly("builtin");
            assertThat(profile.budget()).isEqualTo(Money.zero());
        });
        assertThat(suite.errors()).isEqualTo(Suite.ErrorRates.DEFAULT);
        assertThat(suite.tests().get(0).noise().none()).isTrue();
    }

    private static String refusal(String text) {
        InputException refused = catchThrowableOfType(InputException.class, () -> TestGates.parse(text));
        return refused == null ? "accepted" : refused.getMessage();
    }

    @Test
    void shouldReportAllErrorsAtOnceInTheOrderOfTheFile() {
        String answer = refusal(
                """
                version: one
                profiles: {pr: {budget: free, round: 3}}
                tests:
                  - name: a b
                    circuit: a.qasm
                    gates: {fidelity: {min: high}, resources: {depth: 1.5}}
                    override: {nightly: {gates: [fidelity]}}
                """);

        assertThat(answer.lines().filter(line -> line.startsWith("quantum.yml:")))
                .extracting(line -> line.split(": ")[0])
                .containsExactly(
                        "quantum.yml:1:10",
                        "quantum.yml:2:25",
                        "quantum.yml:2:31",
                        "quantum.yml:4:11",
                        "quantum.yml:6:29",
                        "quantum.yml:6:55",
                        "quantum.yml:7:16");
        assertThat(answer)
                .contains(
                        """
                        quantum.yml:2:31: expected one of backends, budget, rounds, inconclusive, deadline, \
                        queue-deadline, run-deadline, learning, run-on, \
                        found the unknown key 'round'
                            profiles: {pr: {budget: free, round: 3}}
                                                          ^
                            did you mean 'rounds'?""");
    }

    @Test
    void shouldShowNoMoreThanThirtyErrors() {
        String answer = refusal("version: 1\ntests:\n" + "  - {name: a b}\n".repeat(200));

        assertThat(answer.lines().filter(line -> line.startsWith("quantum.yml:")))
                .hasSize(31);
        assertThat(answer).contains("further errors are not shown");
    }

    @Test
    void shouldNotRepeatALineThatHoldsASecret() {
        String answer = refusal(
                """
                version: 1
                backends:
                  fez: {type: imb, token: s3cr3t}
                  garnet:
                    type: braket
                    secret-access-key: [s3cr3t]
                apikey: s3cr3t
                tests: []
                """);

        assertThat(answer)
                .contains("quantum.yml:3:15", "quantum.yml:3:20", "quantum.yml:6:5", "quantum.yml:7:1")
                .doesNotContain("s3cr3t");
    }

    @Test
    void shouldWarnOfBackendsThatLookMisspeltOrUnused() {
        ParsedSuite parsed = TestGates.parse(
                """
                version: 1
                profiles: {pr: {backends: [garnett]}}
                backends: {garnet: {type: braket}}
                tests:
                  - name: ghz
                    circuit: ghz.qasm
                    gates: [fidelity]
                    override: {pr: {gates: {resources: off}}}
                """);

        assertThat(parsed.warnings())
                .extracting(warning -> warning.at().toString())
                .containsExactly("quantum.yml:2:28", "quantum.yml:3:20", "quantum.yml:8:29");
        assertThat(parsed.warnings().get(0).render()).contains("warning: ", "did you mean 'garnet'?");
    }

    @Test
    void shouldLeaveAProfileWithoutGatesWhenItSwitchesAllOff() {
        TestSpec test = TestGates.parse(
                        """
                version: 1
                profiles: {pr: {}, nightly: {}}
                tests:
                  - name: ghz
                    circuit: ghz.qasm
                    gates: [fidelity]
                    override: {nightly: {gates: {fidelity: off}}}
                """)
                .suite()
                .tests()
                .get(0);

        assertThat(test.forProfile("nightly")).isEmpty();
        assertThat(test.forProfile("pr")).hasSize(1);
    }

    static List<Arguments> yamlErrors() {
        return List.of(
                Arguments.of("# nothing", "quantum.yml:1:1: expected a suite, found an empty file"),
                Arguments.of(
                        "a: 1\n---\nb: 2", "quantum.yml:2:1: expected the end of the file, found a second document"),
                Arguments.of("a: !!int 5", "quantum.yml:1:4: expected a plain value, found the tag '!!int'"),
                Arguments.of("a: &x 5", "quantum.yml:1:4: expected a value, found the anchor &x"),
                Arguments.of("? [a]\n: 1", "quantum.yml:1:3: expected a key, found a list"),
                Arguments.of("a: \0", "quantum.yml:1:4: expected text, found the character U+0000"),
                Arguments.of("a: 1\r\nb: \u0007", "quantum.yml:2:4: expected text, found the character U+0007"),
                Arguments.of("a: \"x", "expected a closing quote, found the end of the file"),
                Arguments.of("a: @x", "quantum.yml:1:4: expected a value, found a character that cannot begin one"),
                Arguments.of("a: \"\\q\"", "expected a known escape, found another"),
                Arguments.of("a: {b: 1", "expected ',' or '}' in a map, found neither"),
                Arguments.of("a:\n - 1\n  b: 2", "quantum.yml:3"),
                Arguments.of("a: - b", "quantum.yml:1:4: expected a value, found a list entry '-'"),
                Arguments.of("a: 1\nb\nc: 2", "expected ':' after a key, found none"),
                Arguments.of("a: {b: ?}", "expected YAML, found an error in its syntax"));
    }

    @ParameterizedTest
    @MethodSource("yamlErrors")
    void shouldPutYamlErrorsIntoPlainWords(String text, String answer) {
        assertThat(refusal(text)).contains(answer);
    }

    @Test
    void shouldBoundNestingAndSize() {
        assertThat(refusal("a: " + "[".repeat(60))).contains("expected at most 50 levels of nesting, found more");
        assertThat(refusal("#".repeat(1_100_000))).contains("expected a suite of at most 1 MB, found a larger file");
    }

    @ParameterizedTest
    @CsvSource({
        "010, 10",
        ".5, 0.5",
        "1., 1",
        "+2, 2",
        "1e-3, 0.001",
        "-0, 0",
    })
    void shouldReadNumbersAsDecimal(String text, double value) {
        assertThat(Scalars.number(text).orElseThrow()).isEqualTo(value, within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0x10", "0o17", "1:30", "1_000", ".inf", "NaN", "1e999", "1e", ".", "-", "1,5", "", "1d", "1f"})
    void shouldNotTakeOtherTextForANumber(String text) {
        assertThat(Scalars.number(text)).isEmpty();
    }

    @Test
    void shouldReadAModelThatPredictsANumber() {
        Suite suite = TestGates.parse(
                        """
                version: 1
                tests:
                  - name: energy
                    model:
                      circuit: vqc.qasm
                      data: points.csv
                      predict: {observable: z0.json, shots: 100}
                    gates: {regression-error: {max: 0.1}}
                """)
                .suite();
        Subject subject = suite.tests().get(0).subject();
        assertThat(subject.kind()).isEqualTo(Subject.Kind.REGRESSION);
        assertThat(((ModelSubject) subject).predict()).isInstanceOfSatisfying(Subject.Predict.ByMean.class, mean -> {
            assertThat(mean.observable().text()).isEqualTo("z0.json");
            assertThat(mean.shots()).isEqualTo(100);
        });
    }
}
