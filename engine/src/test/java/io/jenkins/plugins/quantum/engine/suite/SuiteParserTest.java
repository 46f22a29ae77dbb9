package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.suite.Subject.CircuitSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.ModelSubject;
import io.jenkins.plugins.quantum.engine.suite.Subject.Predict;
import io.jenkins.plugins.quantum.engine.suite.Suite.Policy;
import io.jenkins.plugins.quantum.engine.suite.TestSpec.EvidenceMode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SuiteParserTest {
    static final String FULL =
            """
            version: 1
            profiles:
              pr:      {backends: [builtin], budget: 0 USD}
              nightly: {backends: [garnet, fez], budget: 25 USD, rounds: 5, inconclusive: warn, deadline: 12h, run-on: all}
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
            assertThat(pr.inconclusive()).isEqualTo(Policy.FAIL);
            assertThat(pr.deadline()).isEqualTo(Duration.ofHours(24));
            assertThat(pr.onAll()).isFalse();
        });
        assertThat(suite.profile("nightly")).hasValueSatisfying(nightly -> {
            assertThat(nightly.backends()).containsExactly("garnet", "fez");
            assertThat(nightly.budget()).isEqualByComparingTo(Money.usd("25"));
            assertThat(nightly.rounds()).isEqualTo(5);
            assertThat(nightly.inconclusive()).isEqualTo(Policy.WARN);
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
}
