package io.jenkins.plugins.quantum.engine.backend.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.dwave.WorkingGraph.Pair;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QpFormTest {
    private static final WorkingGraph SQUARE = new WorkingGraph(
            "square",
            "1",
            List.of(0, 1, 2, 3),
            List.of(new Pair(0, 2), new Pair(0, 3), new Pair(1, 2), new Pair(1, 3)),
            Json.object());

    private static JsonNode json(String text) throws Exception {
        return Json.MAPPER.readTree(text);
    }

    /** The example that D-Wave's own client encodes to these texts. */
    @Test
    void shouldEncodeBiasesInTheDevicesOrder() {
        var model =
                new BinaryQuadraticModel(Vartype.ISING, List.of(-1.0, 0.0, 1.0), List.of(new Coupling(0, 2, 0.5)), 0);
        Embedding direct = Embedding.direct(model, SQUARE).orElseThrow();

        ObjectNode encoded = QpProblem.place(model, direct, SQUARE, 1).encode(SQUARE);

        assertThat(encoded.path("lin").asText()).isEqualTo("AAAAAAAA8L8AAAAAAAD4fwAAAAAAAPA/AAAAAAAA+H8=");
        assertThat(encoded.path("quad").asText()).isEqualTo("AAAAAAAA4D8=");
        assertThat(encoded.path("offset").asDouble()).isZero();
        assertThat(direct.text()).isEqualTo("direct");
    }

    @Test
    void shouldDecodeSamplesHighestVariableFirst() throws Exception {
        var answer = new QpAnswer(
                json(
                        """
                {"format":"qp","num_variables":4,"active_variables":"AAAAAAIAAAA=","energies":"AAAAAAAABMAAAAAAAADgPw==",
                 "num_occurrences":"BwAAAAMAAAA=","solutions":"gAA="}
                """));
        Embedding embedding = Embedding.read("direct", 3, answer.active());

        QpAnswer.Read read = answer.read(embedding);

        assertThat(read.counts().counts()).isEqualTo(Map.of("001", 7L, "000", 3L));
        assertThat(read.brokenChains()).isZero();
        assertThat(answer.lowestEnergy()).isEqualTo(-2.5);
    }

    @Test
    void shouldLetTheMajorityOfAChainSpeak() throws Exception {
        // Qubits 0, 1, 2 read 1 1 0 and 0 1 0: variable 0 on all three, or variable 1 on the last two.
        var answer = new QpAnswer(
                json(
                        """
                {"format":"qp","num_variables":3,"active_variables":"AAAAAAEAAAACAAAA","energies":"AAAAAAAA8L8AAAAAAADwvw==",
                 "num_occurrences":"AQAAAAMAAAA=","solutions":"wEA="}
                """));

        assertThat(answer.read(new Embedding(List.of(List.of(0, 1, 2))))
                        .counts()
                        .counts())
                .isEqualTo(Map.of("1", 1L, "0", 3L));
        QpAnswer.Read split = answer.read(new Embedding(List.of(List.of(0), List.of(1, 2), List.of())));
        assertThat(split.counts().counts()).isEqualTo(Map.of("011", 1L, "010", 3L));
        assertThat(split.brokenChains()).isEqualTo(0.5);
    }

    @Test
    void shouldRefuseAnAnswerWhosePartsDoNotFit() throws Exception {
        for (String damaged : List.of(
                "{\"format\":\"bq\"}",
                "{\"active_variables\":\"AAAAAA==\",\"energies\":\"AAAAAAAA8L8=\",\"solutions\":\"\"}",
                "{\"active_variables\":\"AAAAAA==\",\"energies\":\"AAAAAAAA8L8=\",\"solutions\":\"gA==\",\"num_occurrences\":\"/////w==\"}",
                "{\"active_variables\":\"!\"}")) {
            JsonNode answer = json(damaged);
            assertThatThrownBy(() -> new QpAnswer(answer)).isInstanceOf(BackendException.class);
        }
        var lacking = new QpAnswer(
                json("{\"active_variables\":\"AAAAAA==\",\"energies\":\"AAAAAAAA8L8=\",\"solutions\":\"gA==\"}"));
        assertThatThrownBy(() -> lacking.read(new Embedding(List.of(List.of(9)))))
                .hasMessageContaining("lacks qubit 9");
    }

    @Test
    void shouldKeepTheEnergyWhenAProblemOverZeroAndOneBecomesOneOverSpins() {
        var qubo = new BinaryQuadraticModel(
                Vartype.QUBO, List.of(1.0, -2.5, 3.0), List.of(new Coupling(0, 1, 2), new Coupling(1, 2, -4)), 0.75);

        BinaryQuadraticModel ising = QpProblem.ising(qubo);

        for (int state = 0; state < 8; state++) {
            String outcome = String.format("%3s", Integer.toBinaryString(state)).replace(' ', '0');
            assertThat(ising.energy(outcome)).isEqualTo(qubo.energy(outcome));
        }
    }

    @Test
    void shouldMakeTheEnergyOfWholeChainsThatOfTheProblem() {
        var model = new BinaryQuadraticModel(
                Vartype.ISING,
                List.of(0.5, -1.0, 0.25),
                List.of(new Coupling(0, 1, 1), new Coupling(0, 2, -0.5), new Coupling(1, 2, 0.75)),
                2);
        var embedding = new Embedding(List.of(List.of(0, 3), List.of(2), List.of(1)));

        QpProblem placed = QpProblem.place(model, embedding, SQUARE, 3);

        for (int state = 0; state < 8; state++) {
            String outcome = String.format("%3s", Integer.toBinaryString(state)).replace(' ', '0');
            assertThat(energy(placed, embedding, outcome)).isEqualTo(model.energy(outcome));
        }
    }

    private static double energy(QpProblem problem, Embedding embedding, String outcome) {
        double energy = problem.offset();
        for (var bias : problem.linear().entrySet()) {
            energy += bias.getValue() * spin(embedding, outcome, bias.getKey());
        }
        for (var bias : problem.quadratic().entrySet()) {
            energy += bias.getValue()
                    * spin(embedding, outcome, bias.getKey().low())
                    * spin(embedding, outcome, bias.getKey().high());
        }
        return energy;
    }

    private static int spin(Embedding embedding, String outcome, int qubit) {
        for (int variable = 0; variable < embedding.chains().size(); variable++) {
            if (embedding.chains().get(variable).contains(qubit)) {
                return outcome.charAt(outcome.length() - 1 - variable) == '1' ? 1 : -1;
            }
        }
        throw new IllegalStateException("a qubit of no chain");
    }

    @Test
    void shouldReadTheChainsThatItWrote() {
        var chains = new Embedding(List.of(List.of(4, 17), List.of(), List.of(9)));

        assertThat(chains.text()).isEqualTo("4,17;;9");
        assertThat(Embedding.read(chains.text(), 3, java.util.Set.of())).isEqualTo(chains);
    }

    @Test
    void shouldSayHowLongTheProcessorIsHeld() throws Exception {
        JsonNode timing = json(
                """
                {"version":"1.0.0","typical_programming_time":14000,"default_programming_thermalization":1000,
                 "default_annealing_time":20,"default_readout_thermalization":0,"qpu_delay_time_per_sample":20.5,
                 "readout_time_model":"pwl_log_log","readout_time_model_parameters":[0,1,3.7,1.4,1.6,2.1]}
                """);

        // readout at 10 qubits: 10^1.6 µs
        assertThat(AccessTime.micros(timing, 10, 100, 0)).hasValue(15_000 + 100 * (20 + Math.pow(10, 1.6) + 20.5));
        assertThat(AccessTime.micros(timing, 10, 1, 50)).hasValue(15_000 + (50 + Math.pow(10, 1.6) + 20.5));
        assertThat(AccessTime.micros(json("{\"version\":\"2.0.0\"}"), 10, 1, 0)).isEmpty();
        assertThat(AccessTime.micros(json("{\"version\":\"1.0.0\",\"readout_time_model\":\"pwl_linear\"}"), 1, 1, 0))
                .isEmpty();
    }
}
