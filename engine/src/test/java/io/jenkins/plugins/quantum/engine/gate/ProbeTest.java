package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Evidence.Batch;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProbeTest {
    private static final Circuit BELL = circuit("h q[0]; cx q[0], q[1];");
    private static final Circuit TWICE = circuit("h q[0]; cx q[0], q[1]; cx q[0], q[1]; cx q[0], q[1];");

    private final Workload workload =
            new Workload(List.of(task(BELL)), new Readout.Outcomes(), CircuitMetrics.of(BELL), CircuitDigest.of(BELL));
    private final Probe probe = new Probe("folded 3x", List.of(task(TWICE)));

    private static Circuit circuit(String steps) {
        return Qasm.read("probe.qasm", "OPENQASM 3.0; include \"stdgates.inc\"; qubit[2] q; " + steps)
                .circuit()
                .measuringAll();
    }

    private static Workload.Task task(Circuit circuit) {
        return new Workload.Task("circuit", circuit, List.of(Map.of()));
    }

    @Test
    void shouldBeFoundAgainWhenMadeAgain() {
        Probe again = new Probe("folded 3x", List.of(task(TWICE)));

        assertThat(again).isEqualTo(probe).hasSameHashCodeAs(probe).hasToString("folded 3x");
        assertThat(Need.exact(0, 0).of(again)).isEqualTo(Need.exact(0, 0).of(probe));
        assertThat(new Probe("folded 5x", List.of(task(TWICE))))
                .isNotEqualTo(probe)
                .doesNotHaveSameHashCodeAs(probe);
        assertThat(new Probe("folded 3x", List.of(task(BELL)))).isNotEqualTo(probe);
    }

    @Test
    void shouldRunInPlaceOfTheWorkload() {
        assertThat(Need.exact(0, 0).tasks(workload)).isEqualTo(workload.tasks());
        assertThat(Need.exact(0, 0).of(probe).tasks(workload)).isEqualTo(probe.tasks());
        assertThat(probe.name()).isEqualTo("folded 3x");
    }

    @Test
    void shouldNeverAnswerForTheWorkload() {
        var probed = new Batch(Need.exact(1, 0).of(probe), List.of());
        var own = new Batch(Need.exact(1, 0), List.of());
        var shots = new Batch(Need.shots(1, 100, 1, 0).of(probe), List.of());
        var evidence = new Evidence(List.of(own, probed, shots));

        assertThat(evidence.exact(Need.Source.SUBJECT, 1)).contains(own);
        assertThat(evidence.exact(Need.Source.SUBJECT, 1, probe)).contains(probed);
        assertThat(evidence.shots(1)).isEmpty();
        assertThat(evidence.shots(1, probe)).containsExactly(shots);
    }

    @Test
    void shouldRunSomething() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Probe("nothing", List.of()));
    }
}
