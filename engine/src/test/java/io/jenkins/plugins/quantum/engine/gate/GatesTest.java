package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.suite.GateSpec;
import io.jenkins.plugins.quantum.engine.suite.SuiteParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GatesTest {
    private final SuiteParser parser = new SuiteParser(new Gates(), Set.of("builtin"), Set.of("heron-r2"));

    private String suite(String gates) {
        return "version: 1\ntests:\n  - name: ghz\n    circuit: ghz.qasm\n    gates:\n" + gates;
    }

    @ParameterizedTest
    @ValueSource(strings = {"tvd", "hellinger", "total-variation", "qed-c"})
    void shouldSayWhyABiasedFigureIsNoGateAndWhatToUse(String name) {
        assertThatThrownBy(() -> parser.parse("quantum.yml", Path.of("."), suite("      " + name + ": {max: 0.1}\n")))
                .hasMessageContaining("found " + name + ", which is reported and never decides")
                .hasMessageContaining("counts of a perfect device have it too")
                .hasMessageContaining("use fidelity, cross-entropy or squared-distance");
    }

    @Test
    void shouldNotOfferThemEither() {
        assertThatThrownBy(() -> parser.parse("quantum.yml", Path.of("."), suite("      fidelyti: {min: 0.8}\n")))
                .hasMessageContaining("fidelity")
                .hasMessageNotContaining("tvd");
    }

    @Test
    void shouldReadQubitsAndOutcomes() {
        List<GateSpec> gates = parser.parse(
                        "quantum.yml",
                        Path.of("."),
                        suite("      classical: {outcome: 010}\n      product: {left: [0, 1], right: [2]}\n"))
                .suite()
                .tests()
                .get(0)
                .gates();
        assertThat(gates.get(0).text("outcome")).contains("010");
        assertThat(gates.get(1).texts("left")).contains(List.of("0", "1"));
        assertThat(gates.get(1).texts("right")).contains(List.of("2"));
    }
}
