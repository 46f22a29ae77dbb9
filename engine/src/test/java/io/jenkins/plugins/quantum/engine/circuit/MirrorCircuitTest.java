package io.jenkins.plugins.quantum.engine.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MirrorCircuitTest {
    private static Circuit circuit(String steps) {
        return Qasm.read(
                        "mirror.qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[3] c; " + steps + " c = measure q;")
                .circuit();
    }

    @Test
    void shouldEndInItsOutcomeWhateverThePaulis() {
        Circuit circuit = circuit("h q[0]; u(0.3, 1.1, -0.7) q[1]; cx q[0], q[1]; rx(0.4) q[2]; ry(2.1) q[1];"
                + " cp(0.9) q[1], q[2]; t q[0]; swap q[0], q[2]; sx q[1]; ccx q[0], q[1], q[2];");
        var outcomes = new TreeSet<String>();
        for (int seed = 0; seed < 40; seed++) {
            MirrorCircuit mirror = MirrorCircuit.of(circuit, Seed.generator(seed));
            int row = Integer.parseInt(mirror.outcome(), 2);
            Unitary unitary = Unitary.of(GateSequence.of(mirror.circuit()).circuit());
            assertThat(Math.hypot(unitary.re[row][0], unitary.im[row][0])).isCloseTo(1, within(1e-9));
            outcomes.add(mirror.outcome());
        }
        assertThat(outcomes).hasSizeGreaterThan(4);
    }

    @Test
    void shouldRefuseWhatCannotBeRunBackwards() {
        Circuit dynamic = circuit("h q[0]; c[0] = measure q[0]; if (c[0]) { x q[1]; }");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MirrorCircuit.of(dynamic, Seed.generator(1)))
                .withMessageContaining("measures only at its end");
    }
}
