package io.jenkins.plugins.quantum.engine.gate.mcc;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.bit;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class MccGateTest {
    private final MccGate gate = new MccGate();
    private final Bench bench = Bench.of("mcc", Bench.model(List.of("setosa", "setosa", "setosa", "versicolor"), 0))
            .with("min", .5);

    @Test
    void shouldJudgeTheCorrelation() {
        Judgement.Decided pass = decided(
                gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), bit(.1), bit(.2), bit(.8), bit(.9)))));
        // 2 of 3 and 1 of 1 right: (2·1 − 1·0)/√(2·3·2·1)
        assertThat(pass.finding().value()).isCloseTo(2 / Math.sqrt(12), within(1e-9));
        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().headline())
                .isEqualTo("Matthews correlation is 0.58 without noise; the line is 0.50.");
        Judgement.Decided constant = decided(
                gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), bit(.1), bit(.2), bit(.3), bit(.4)))));
        assertThat(constant.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(constant.finding().value()).isZero();
    }

    @Test
    void shouldBeExactOnly() {
        assertThat(accepted(gate.propose(bench.context())).needs()).containsExactly(Need.exact(0, 0));
        assertThat(refused(gate.propose(bench.onHardware(3).context())).reason())
                .startsWith("mcc cannot be decided by shots");
        assertThatThrownBy(() -> gate.judge(bench.onHardware(3).context(), evidence()))
                .isInstanceOf(IllegalStateException.class);
    }
}
