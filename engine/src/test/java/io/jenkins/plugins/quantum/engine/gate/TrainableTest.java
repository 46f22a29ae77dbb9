package io.jenkins.plugins.quantum.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrainableTest {
    private static final String BODY =
            """
            input float a;
            input float b;
            input float c;
            input float d;
            qubit[2] q;
            rx(a) q[0];
            rx(b) q[0];
            rx(c) q[1];
            rx(d) q[1];
            """;

    private final Bench bench = Bench.of("gradient-variance", Ansatz.firstQubit(BODY));

    @Test
    void shouldKeepFourMillionNumbers() {
        // 4 outcomes and no input
        List<Circuit> circuits =
                List.of(Ansatz.circuit("qubit[2] q;\nh q[0];\n").measuringAll());
        long most = 1L << 20;

        assertThat(Trainable.tooMany(bench.context(), "draws", most, circuits)).isEmpty();
        Proposal.Refused refused =
                Trainable.tooMany(bench.context(), "draws", 2 * most, circuits).orElseThrow();
        assertThat(refused.reason()).isEqualTo("2 097 152 runs with 4 inputs and outcomes each are too many to keep");
        assertThat(refused.alternative()).isEqualTo("write fewer 'draws': a share of 0.50 of these runs is taken");
    }

    @Test
    void shouldSpreadFewOverAll() {
        Trainable trainable = Trainable.of(bench.context());

        assertThat(trainable.spread(4)).containsExactly("a", "b", "c", "d");
        assertThat(trainable.spread(2)).containsExactly("a", "d");
        assertThat(trainable.spread(3)).hasSize(3).startsWith("a").endsWith("d");
    }
}
