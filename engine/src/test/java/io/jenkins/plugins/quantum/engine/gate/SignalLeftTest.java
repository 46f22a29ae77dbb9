package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import org.junit.jupiter.api.Test;

class SignalLeftTest {
    private final Circuit circuit =
            Ansatz.circuit("qubit[2] q;\nh q[0];\ncx q[0], q[1];\n").measuringAll();

    @Test
    void shouldMeasureTheChangeOfShape() {
        Distribution found = Bench.distribution("00", .4, "01", .15, "10", .05, "11", .4);
        var left = new SignalLeft(circuit, Bench.ghz(2), Outcome.exact(found));

        // (.01 + .0225 + .0025 + .01) over 1/2 - 1/4; a score of 1 for each half of the ideal, -1 for the rest
        assertThat(left.shape()).isCloseTo(.045 / .25, within(1e-12));
        assertThat(left.value().value()).isCloseTo(.8 - .2, within(1e-12));
        assertThat(left.name()).isEqualTo("linear score");
    }

    @Test
    void shouldHaveNoShapeWhereTheIdealIsUniform() {
        Distribution uniform = Bench.distribution("00", .25, "01", .25, "10", .25, "11", .25);
        var left = new SignalLeft(circuit, uniform, Outcome.exact(Bench.ghz(2)));

        assertThat(left.shape()).isNaN();
        assertThat(left.value().value()).isCloseTo(.5, within(1e-12));
        assertThat(left.name()).isEqualTo("overlap");
    }
}
