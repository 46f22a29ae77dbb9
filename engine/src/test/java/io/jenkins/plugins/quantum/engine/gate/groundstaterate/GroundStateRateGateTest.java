package io.jenkins.plugins.quantum.engine.gate.groundstaterate;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.reads;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.replay;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.ring;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.gate.AnnealingBench.Tally;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class GroundStateRateGateTest {
    private final GroundStateRateGate gate = new GroundStateRateGate();

    private static Bench bench(double min) {
        return Bench.of("ground-state-rate", Bench.problem(FOUR, -4))
                .withShots(10)
                .with("min", min);
    }

    private static Evidence counted(Map<String, Long> counts) {
        var outcome = Outcome.sampled(new Counts(4, counts));
        return new Evidence(
                List.of(new Evidence.Batch(Need.shots(0, outcome.counts().shots(), 1, 0), List.of(List.of(outcome)))));
    }

    @Tag("replay")
    @Test
    void shouldKeepItsErrorRates() {
        GateContext context = bench(.5).with("margin", .1).context();

        Tally bad = replay(gate, context, reads(.5, .3), 500);
        Tally good = replay(gate, context, reads(.6, .3), 500);
        Tally better = replay(gate, context, reads(.7, .2), 500);

        assertThat(bad.compatible(bad.passed(), .05)).as("%s", bad).isTrue();
        assertThat(good.compatible(good.failed(), .01)).as("%s", good).isTrue();
        assertThat(good.undecided()).as("%s", good).isLessThan(.1);
        assertThat(better.passed()).as("%s", better).isGreaterThan(490);
        assertThat(better.reads()).isLessThan(good.reads());
    }

    @Test
    void shouldPassWithTheShareItsIntervalAndTheBestRead() {
        Judgement.Decided answer =
                Bench.decided(gate.judge(bench(.5).context(), counted(Map.of("1111", 900L, "1101", 100L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().headline()).contains("above 0.50", "0.90");
        assertThat(answer.finding().value()).isEqualTo(.9);
        assertThat(answer.finding().lower()).isBetween(.87, .9);
        assertThat(answer.finding().shots()).isEqualTo(1000);
        assertThat(answer.finding().figures()).containsEntry("ground-state.guessed", 1 / 16.0);
        assertThat(answer.finding().details()).contains("Best read: energy -4.00 with v0, v1, v2, v3 at 1.");
        assertThat(answer.finding().plots()).singleElement().isInstanceOfSatisfying(Plot.Bars.class, bars -> assertThat(
                        bars.categories())
                .containsExactly("-4", "-3"));
    }

    @Test
    void shouldFailWithWhatToDo() {
        Judgement.Decided answer =
                Bench.decided(gate.judge(bench(.5).context(), counted(Map.of("1111", 200L, "1101", 800L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().headline()).contains("below the healthy 0.55", "0.20", "the line is 0.50");
        assertThat(answer.finding().next()).anyMatch(next -> next.contains("anneal longer"));
    }

    @Test
    void shouldAskForMoreAndThenSayWhatWasShown() {
        GateContext context = bench(.5).context();

        Need first = Bench.accepted(gate.propose(context)).needs().get(0);
        assertThat(first.shots()).isPositive();
        assertThat(Bench.more(gate.judge(context, new Evidence(List.of()))).needs())
                .containsExactly(first);
        Judgement.More more = Bench.more(gate.judge(context, counted(Map.of("1111", 52L, "0111", 48L))));
        assertThat(more.soFar().headline()).contains("0.52").contains("shown above 0.50");
        GateContext limited = bench(.5).with("margin", .05).withShotLimit(100).context();
        Judgement.Decided spent = Bench.decided(gate.judge(limited, counted(Map.of("1111", 53L, "0111", 47L))));
        assertThat(spent.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldNotJudgeByAnOptimumThatAReadHasRefuted() {
        var context = Bench.of("ground-state-rate", Bench.problem(ring(30), -28))
                .withShots(10)
                .with("min", .1)
                .context();
        var outcome = Outcome.sampled(new Counts(30, Map.of("0".repeat(30), 1L, "01".repeat(15), 99L)));

        Judgement.Decided answer = Bench.decided(gate.judge(
                context,
                new Evidence(List.of(new Evidence.Batch(Need.shots(0, 100, 1, 0), List.of(List.of(outcome)))))));

        assertThat(answer.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(answer.finding().headline()).contains("-30.0, below -28.0");
        assertThat(answer.finding().next()).containsExactly("write 'optimum: -30.0'");
    }

    @Test
    void shouldTakeProblemsThatAreTooLargeToEnumerate() {
        var context = Bench.of("ground-state-rate", Bench.problem(ring(60), -60))
                .withShots(3)
                .with("min", .001)
                .context();

        assertThat(Bench.accepted(gate.propose(context)).statistical()).isTrue();
    }

    @Test
    void shouldRefuseWhatShowsNothing() {
        Proposal.Refused guess = Bench.refused(gate.propose(bench(.06).context()));
        assertThat(guess.reason()).contains("shows nothing").contains("0.06");
        assertThat(guess.alternative()).contains("above 0.06");
        Proposal.Refused above =
                Bench.refused(gate.propose(bench(.8).with("margin", .3).context()));
        assertThat(above.alternative()).isEqualTo("write a margin of at most 0.2");
        Proposal.Refused few =
                Bench.refused(gate.propose(bench(.5).withShotLimit(10).context()));
        assertThat(few.kind()).isEqualTo(Proposal.Kind.FEASIBILITY);
    }

    @Test
    void shouldHalveWhatIsLeftToOneWhereTheUsualMarginWouldNotFit() {
        assertThat(Bench.decided(gate.judge(bench(.98).context(), counted(Map.of("1111", 100L, "1101", 900L))))
                        .finding()
                        .headline())
                .contains("below the healthy 0.99");
        Bench.accepted(gate.propose(bench(.98).context()));
        assertThat(Bench.refused(gate.propose(bench(.8).with("margin", .3).context()))
                        .reason())
                .isEqualTo(
                        "a healthy annealer would reach the optimum in a share above 1: min 0.8 plus the margin 0.3");
        // one of 16 outcomes is the optimum
        assertThat(Bench.refused(gate.propose(bench(.0625).context())).reason())
                .isEqualTo("min 0.0625 shows nothing: a machine that guesses is at the optimum in "
                        + Wording.number(.0625) + " of its reads");
    }
}
