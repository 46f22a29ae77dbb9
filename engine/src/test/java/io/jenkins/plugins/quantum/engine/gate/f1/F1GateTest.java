package io.jenkins.plugins.quantum.engine.gate.f1;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class F1GateTest {
    private static final List<String> LABELS = List.of("setosa", "setosa", "setosa", "versicolor");
    private final F1Gate gate = new F1Gate();
    private final Bench bench = Bench.of("f1", Bench.model(LABELS, 0)).with("min", .8);

    @Test
    void shouldMeasureTheMeanOverClasses() {
        // one of three setosa decided versicolor: F1 .8 and .667
        Judgement.Decided decided = decided(
                gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), bit(.1), bit(.9), bit(.1), bit(.9)))));
        assertThat(decided.finding().value()).isCloseTo((.8 + 2 / 3.0) / 2, within(1e-9));
        assertThat(decided.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(decided.finding().headline()).isEqualTo("Macro F1 is 0.73 without noise; the line is 0.80.");
    }

    @Test
    void shouldRefuseShotsAndLinesThatShowNothing() {
        assertThat(refused(gate.propose(bench.onHardware(3).context())).alternative())
                .contains("gate accuracy");
        // always setosa: F1 6/7 and 0
        assertThat(refused(gate.propose(bench.with("min", .4).context())).reason())
                .endsWith("scores 0.43");
        assertThat(accepted(gate.propose(bench.context())).needs()).containsExactly(Need.exact(0, 0));
    }
}
