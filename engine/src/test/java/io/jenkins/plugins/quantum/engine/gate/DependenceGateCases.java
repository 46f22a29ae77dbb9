package io.jenkins.plugins.quantum.engine.gate;

import static io.jenkins.plugins.quantum.engine.gate.Bench.accepted;
import static io.jenkins.plugins.quantum.engine.gate.Bench.batch;
import static io.jenkins.plugins.quantum.engine.gate.Bench.decided;
import static io.jenkins.plugins.quantum.engine.gate.Bench.distribution;
import static io.jenkins.plugins.quantum.engine.gate.Bench.evidence;
import static io.jenkins.plugins.quantum.engine.gate.Bench.faded;
import static io.jenkins.plugins.quantum.engine.gate.Bench.ghz;
import static io.jenkins.plugins.quantum.engine.gate.Bench.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.stats.EffectDesign;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds for both gates on the dependence of two groups of qubits, with their verdicts turned around. */
public abstract class DependenceGateCases {
    private final Gate gate;
    private final Verdict whenDependent;
    private final double healthy;
    private final double bad;
    private final Bench bench;

    /**
     * Cases.
     *
     * @param whenDependent
     *     the verdict on a GHZ state
     * @param healthy
     *     share of agreeing shots at the gate's good edge
     * @param bad
     *     and at its bad one
     */
    protected DependenceGateCases(Gate gate, Verdict whenDependent, double healthy, double bad) {
        this.gate = gate;
        this.whenDependent = whenDependent;
        this.healthy = healthy;
        this.bad = bad;
        bench = Bench.of(gate.name(), Bench.circuit(4))
                .with("left", List.of("0"))
                .with("right", List.of("1"));
    }

    /** Two qubits that agree with a probability. */
    private static Distribution agreeing(double share) {
        return distribution("0000", share / 2, "0011", share / 2, "0001", (1 - share) / 2, "0010", (1 - share) / 2);
    }

    @Test
    void shouldDecideByProbabilities() {
        Bench wide = bench.with("left", List.of("0", "1")).with("right", List.of("2", "3"));
        for (Bench each : List.of(bench, wide)) {
            assertThat(decided(gate.judge(each.context(), evidence(batch(Need.exact(0, 0), ghz(4)))))
                            .verdict())
                    .isEqualTo(whenDependent);
            assertThat(decided(gate.judge(each.context(), evidence(batch(Need.exact(0, 0), faded(ghz(4), .05)))))
                            .verdict())
                    .isEqualTo(whenDependent == Verdict.PASS ? Verdict.FAIL : Verdict.PASS);
        }
        Judgement.Decided weak = decided(gate.judge(bench.context(), evidence(batch(Need.exact(0, 0), agreeing(.7)))));
        assertThat(weak.finding().value()).isCloseTo(.4, within(1e-9));
        assertThat(weak.verdict()).isEqualTo(Verdict.FAIL);
    }

    @Tag("replay")
    @Test
    void shouldHoldItsErrorRatesByShots() {
        Bench device = bench.onHardware(1);
        int[] good = answers(device, agreeing(healthy), 200);
        int[] worse = answers(device, agreeing(bad), 200);
        assertThat(good[Verdict.FAIL.ordinal()]).isLessThanOrEqualTo(7);
        assertThat(worse[Verdict.PASS.ordinal()]).isLessThanOrEqualTo(21);
    }

    private int[] answers(Bench bench, Distribution truth, int runs) {
        int[] answers = new int[Verdict.values().length];
        for (int run = 0; run < runs; run++) {
            var random = Seed.generator(Seed.derive(11, "gate", Integer.toString(run)));
            Judgement.Decided answer = Bench.play(gate, bench.context(), evidence(), List.of(List.of(truth)), random);
            answers[answer.verdict().ordinal()]++;
        }
        return answers;
    }

    @Test
    void shouldSayThatItIsNoProof() {
        Finding finding = Bench.play(
                        gate,
                        bench.onHardware(1).context(),
                        evidence(),
                        List.of(List.of(agreeing(.9))),
                        Seed.generator(1))
                .finding();
        assertThat(finding.headline()).startsWith("The two groups are shown to depend on each other by more than");
        assertThat(finding.details()).anyMatch(d -> d.contains("no proof of entanglement"));
        assertThat(finding.figures()).containsKeys("dependence", "cramers-v", "p");
    }

    @Test
    void shouldRefuseNonsense() {
        assertThat(refused(gate.propose(bench.with("right", List.of("0")).context()))
                        .reason())
                .isEqualTo("qubit 0 is in both groups: it depends on itself");
        assertThat(refused(gate.propose(bench.with("left", List.of("9")).context()))
                        .reason())
                .contains("there is no qubit 9");
        assertThat(refused(gate.propose(bench.onHardware(1).with("margin", .9).context()))
                        .alternative())
                .isEqualTo("write a smaller margin");
        assertThat(refused(gate.propose(bench.onHardware(1).withShotLimit(10).context()))
                        .kind())
                .isEqualTo(Proposal.Kind.FEASIBILITY);
        assertThat(accepted(gate.propose(bench.context())).statistical()).isFalse();
        assertThat(accepted(gate.propose(bench.onHardware(1).context())).worstShots())
                .isBetween(50L, 2000L);
    }

    @Test
    void shouldTurnItsVerdictWithTheShots() {
        Judgement.Decided dependent = once(agreeing(.98));
        assertThat(dependent.verdict()).isEqualTo(whenDependent);
        assertThat(dependent.finding().headline())
                .startsWith("The two groups are shown to depend on each other by more");
        assertThat(dependent.finding().next()).hasSize(whenDependent == Verdict.PASS ? 0 : 2);
        Judgement.Decided independent = once(agreeing(.5));
        assertThat(independent.verdict()).isEqualTo(whenDependent == Verdict.PASS ? Verdict.FAIL : Verdict.PASS);
        assertThat(independent.finding().headline())
                .startsWith("The two groups are shown to depend on each other by less");
        assertThat(independent.finding().next()).hasSize(whenDependent == Verdict.PASS ? 2 : 0);
    }

    private Judgement.Decided once(Distribution truth) {
        return Bench.play(gate, bench.onHardware(1).context(), evidence(), List.of(List.of(truth)), Seed.generator(3));
    }

    @Test
    void shouldTakeTheShotsThatTellWeakFromStrong() {
        // one qubit against two have (2 - 1)(4 - 1) degrees of freedom
        Bench three = bench.with("right", List.of("1", "2")).onHardware(1);
        assertThat(accepted(gate.propose(three.context())).worstShots()).isEqualTo(shots(3));
        // and every cell of a table expects five: 16 outcomes against 16
        Bench wide = Bench.of(gate.name(), Bench.circuit(8))
                .with("left", List.of("0", "1", "2", "3"))
                .with("right", List.of("4", "5", "6", "7"))
                .onHardware(1);
        assertThat(accepted(gate.propose(wide.context())).worstShots()).isEqualTo(Math.max(5 * 256, shots(225)));
    }

    /** A false red is held at the gate's good edge, a miss at its bad one. */
    private long shots(int freedom) {
        boolean wantsStrong = whenDependent == Verdict.PASS;
        return EffectDesign.of(
                        freedom,
                        2 * Math.min(healthy, bad) - 1,
                        2 * Math.max(healthy, bad) - 1,
                        wantsStrong ? .05 : .01,
                        wantsStrong ? .01 : .05)
                .shots();
    }
}
