package io.jenkins.plugins.quantum.engine.gate.energygap;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.reads;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.replay;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.ring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.gate.AnnealingBench.Tally;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class EnergyGapGateTest {
    private final EnergyGapGate gate = new EnergyGapGate();

    private static Bench bench(double max) {
        return Bench.of("energy-gap", Bench.problem(FOUR, -4)).withShots(10).with("max", max);
    }

    private static Evidence counted(int bits, Map<String, Long> counts) {
        var outcome = Outcome.sampled(new Counts(bits, counts));
        return new Evidence(
                List.of(new Evidence.Batch(Need.shots(0, outcome.counts().shots(), 1, 0), List.of(List.of(outcome)))));
    }

    @Tag("replay")
    @Test
    void shouldKeepItsErrorRates() {
        // one step is a gap of 1/4; "0000" counts as a guess, a gap of 1/2
        GateContext context = bench(.1).context();

        Tally bad = replay(gate, context, reads(.7, .2), 500);
        Tally good = replay(gate, context, reads(.8, .2), 500);
        Tally better = replay(gate, context, reads(.95, .05), 500);

        assertThat(bad.compatible(bad.passed(), .05)).as("%s", bad).isTrue();
        assertThat(good.compatible(good.failed(), .01)).as("%s", good).isTrue();
        assertThat(good.undecided()).as("%s", good).isLessThan(.1);
        assertThat(better.passed()).as("%s", better).isGreaterThan(490);
        assertThat(better.reads()).isLessThan(good.reads());
    }

    @Test
    void shouldMeasureThePlainMeanBesideTheOneThatDecides() {
        Judgement.Decided answer = Bench.decided(
                gate.judge(bench(.2).context(), counted(4, Map.of("1111", 1900L, "1101", 50L, "0000", 50L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        // 2.5 % with 1/4, 2.5 % with 1/2 instead of 1
        assertThat(answer.finding().value()).isCloseTo(.01875, within(1e-12));
        assertThat(answer.finding().figures().get("energy.gap.plain")).isCloseTo(.03125, within(1e-12));
        assertThat(answer.finding().figures()).containsEntry("energy.gap.guessed", .5);
        assertThat(answer.finding().lower()).isBetween(.005, .01875);
        assertThat(answer.finding().upper()).isBetween(.01875, .05);
        assertThat(answer.finding().line()).isCloseTo(.2, within(1e-12));
    }

    @Test
    void shouldFailAMachineThatGuesses() {
        Tally guessing = replay(gate, bench(.2).context(), Bench.faded(Bench.distribution("1111", 1), 0), 20);

        assertThat(guessing.failed()).isEqualTo(20);
    }

    @Test
    void shouldMeasureInTheGapOfGuessesWhereTheOptimumIsZero() {
        var shifted = new BinaryQuadraticModel(Vartype.QUBO, FOUR.linear(), List.of(), 4);
        Bench bench =
                Bench.of("energy-gap", Bench.problem(shifted, 0)).withShots(10).with("max", .1);

        assertThat(Bench.refused(gate.propose(bench.context())).alternative())
                .isEqualTo("write 'relative-to: guessing'");
        GateContext context = bench.with("relative-to", "guessing").context();
        Bench.accepted(gate.propose(context));
        Judgement.Decided answer = Bench.decided(gate.judge(context, counted(4, Map.of("1111", 900L, "0111", 900L))));
        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().value()).isCloseTo(.25, within(1e-12));
        assertThat(answer.finding().headline()).contains("more than the healthy 0.05", "at most 0.10");
    }

    @Test
    void shouldRefuseWhatShowsNothing() {
        assertThat(Bench.refused(gate.propose(bench(.5).context())).reason())
                .contains("a machine that guesses has a gap of 0.50");
        assertThat(Bench.refused(gate.propose(bench(.1).with("margin", .2).context()))
                        .alternative())
                .isEqualTo("write a margin of at most 0.1");
        Bench.accepted(gate.propose(bench(.1).with("margin", .1).context()));
    }

    @Test
    void shouldTakeProblemsThatAreTooLargeToEnumerateAndAStatedOptimum() {
        var context = Bench.of("energy-gap", Bench.problem(ring(40), -36))
                .withShots(3)
                .with("max", .2)
                .context();

        Bench.accepted(gate.propose(context));
        assertThat(Bench.more(gate.judge(context, new Evidence(List.of()))).needs())
                .hasSize(1);
        Judgement.Decided answer = Bench.decided(gate.judge(context, counted(40, Map.of("0".repeat(40), 5L))));
        assertThat(answer.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(answer.finding().headline()).contains("-40.0, below -36.0");
    }

    @Test
    void shouldGoOnWhileOpen() {
        Judgement.More more = Bench.more(gate.judge(bench(.2).context(), counted(4, Map.of("1111", 9L, "1101", 1L))));

        assertThat(more.soFar().headline())
                .contains("Passing means shown below 0.20")
                .contains("above 0.10");
    }
}
