package io.jenkins.plugins.quantum.engine.gate.gradientvariance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.gate.Ansatz;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Played;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import org.junit.jupiter.api.Test;

class GradientVarianceGateTest {
    /** 0.5 Z0 after one rotation: the derivative is -0.5 sin w, of variance 1/8. */
    private static final String ONE = "input float w;\nqubit[2] q;\nry(w) q[0];\n";

    private final GradientVarianceGate gate = new GradientVarianceGate();

    private static Bench bench(String body) {
        return Bench.of("gradient-variance", Ansatz.observed(body));
    }

    @Test
    void shouldFindTheVarianceOfASine() {
        Judgement.Decided pass =
                Played.play(gate, bench(ONE).with("draws", 2000).context());

        assertThat(pass.verdict()).isEqualTo(Verdict.PASS);
        assertThat(pass.finding().value()).isCloseTo(.125, within(.008));
        assertThat(pass.finding().lower()).isLessThan(pass.finding().value()).isGreaterThan(.115);
        // shots: Z has the variance 1/4·cos² at both shifts, X X the variance 1/16; a quarter of each twice
        assertThat(pass.finding().figures().get("gradient.shot-variance")).isCloseTo(.5 * (.125 + .0625), within(.01));
    }

    @Test
    void shouldFailAParameterThatDoesNotReachTheObservable() {
        String dead = "input float w;\nqubit[3] q;\nry(w) q[2];\nh q[0];\n";
        Judgement.Decided fail = Played.play(gate, bench(dead).context());

        assertThat(fail.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(fail.finding().value()).isLessThan(1e-9);
    }

    @Test
    void shouldHoldTheVarianceAgainstTheShotsOfTraining() {
        assertThat(Played.play(gate, bench(ONE).with("shots", 1000).context()).verdict())
                .isEqualTo(Verdict.PASS);
        Judgement.Decided drowned = Played.play(
                gate,
                bench(ONE.replace("ry(w)", "ry(0.05 * w)"))
                        .with("min", 1e-7)
                        .with("shots", 1)
                        .context());
        assertThat(drowned.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(drowned.finding().headline()).contains("1 shot of each mean add");
    }

    @Test
    void shouldLookAtMoreDrawsNearTheLine() {
        Bench near = bench(ONE).with("min", .122).with("draws", 50);
        Judgement.Decided last = Played.play(gate, near.context());

        // 50, 200 and 800 draws: the bound may reach the line or not, but the estimate decides FAIL only from below
        assertThat(last.finding().details().get(0))
                .containsAnyOf("200 random sets", "800 random sets", "50 random sets");
        assertThat(last.verdict() == Verdict.FAIL).isEqualTo(last.finding().value() < .122);
        if (last.verdict() == Verdict.INCONCLUSIVE) {
            assertThat(last.finding().details().get(0)).contains("800 random sets");
        }
    }

    @Test
    void shouldTakeAFewOfManyParameters() {
        var body = new StringBuilder("qubit[2] q;\n");
        for (int i = 0; i < 12; i++) {
            body.insert(0, "input float w" + (11 - i) + ";\n")
                    .append("ry(w")
                    .append(i)
                    .append(") q[")
                    .append(i % 2)
                    .append("];\ncx q[0], q[1];\n");
        }
        Judgement.Decided found =
                Played.play(gate, bench(body.toString()).with("draws", 50).context());

        assertThat(found.finding().details().get(0))
                .contains("5 derivatives: w0 ")
                .contains("w11 ");
    }

    @Test
    void shouldRefuseWhatCannotBeReached() {
        assertThat(Bench.refused(gate.propose(bench(ONE).with("min", 1).context()))
                        .reason())
                .contains("moves by at most 0.75");
        assertThat(Bench.refused(gate.propose(bench(ONE).onHardware(3).context()))
                        .reason())
                .contains("a device is too dear for");
        assertThat(Bench.decided(gate.judge(bench(ONE).context(), Bench.evidence()))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }
}
