package io.jenkins.plugins.quantum.engine.gate.timetosolution;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.reads;
import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.replay;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
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

class TimeToSolutionGateTest {
    private final TimeToSolutionGate gate = new TimeToSolutionGate();

    /** With reads of 100 us: 1 ms needs a share of 0.369, 0.5 ms one of 0.602. */
    private static Bench bench(double max) {
        return Bench.of("time-to-solution", Bench.problem(FOUR, -4))
                .withShots(10)
                .with("max", max)
                .with("read-time", 1e-4);
    }

    private static Evidence counted(Map<String, Long> counts) {
        var outcome = Outcome.sampled(new Counts(4, counts));
        return new Evidence(
                List.of(new Evidence.Batch(Need.shots(0, outcome.counts().shots(), 1, 0), List.of(List.of(outcome)))));
    }

    @Tag("replay")
    @Test
    void shouldKeepItsErrorRates() {
        GateContext context = bench(1e-3).context();

        Tally bad = replay(gate, context, reads(.369, .3), 500);
        Tally good = replay(gate, context, reads(.602, .3), 500);
        Tally better = replay(gate, context, reads(.8, .2), 500);

        assertThat(bad.compatible(bad.passed(), .05)).as("%s", bad).isTrue();
        assertThat(good.compatible(good.failed(), .01)).as("%s", good).isTrue();
        assertThat(good.undecided()).as("%s", good).isLessThan(.1);
        assertThat(better.passed()).as("%s", better).isGreaterThan(490);
    }

    @Test
    void shouldTurnTheShareIntoATimeWithItsInterval() {
        Judgement.Decided answer =
                Bench.decided(gate.judge(bench(1e-3).context(), counted(Map.of("1111", 900L, "1101", 100L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        // ln 0.01 / ln 0.1 = 2 reads
        assertThat(answer.finding().value()).isCloseTo(2e-4, within(1e-12));
        assertThat(answer.finding().lower()).isBetween(1.8e-4, 2e-4);
        assertThat(answer.finding().upper()).isBetween(2e-4, 2.3e-4);
        assertThat(answer.finding().line()).isEqualTo(1e-3);
        assertThat(answer.finding().headline()).contains("within 1.00 ms", "200.00 us");
        assertThat(answer.finding().details()).anyMatch(detail -> detail.contains("1.00 ms needs 0.37"));
    }

    @Test
    void shouldNeverBeShorterThanARead() {
        Judgement.Decided answer = Bench.decided(gate.judge(bench(1e-3).context(), counted(Map.of("1111", 1000L))));

        assertThat(answer.finding().value()).isEqualTo(1e-4);
        assertThat(answer.finding().lower()).isEqualTo(1e-4);
    }

    @Test
    void shouldFailAndSayNeverWhereNoReadWasThere() {
        Judgement.Decided answer = Bench.decided(gate.judge(bench(1e-3).context(), counted(Map.of("1101", 1000L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().headline())
                .contains("longer than the healthy 500.00 us")
                .contains("never");
    }

    @Test
    void shouldGoOnWhileOpen() {
        GateContext context = bench(1e-3).context();

        assertThat(Bench.more(gate.judge(context, new Evidence(List.of()))).needs())
                .hasSize(1);
        Judgement.More more = Bench.more(gate.judge(context, counted(Map.of("1111", 5L, "1101", 5L))));
        assertThat(more.soFar().headline()).contains("Passing means shown below 1.00 ms");
        assertThat(more.soFar().next()).anyMatch(next -> next.startsWith("(3) accept what is shown: max"));
        GateContext limited = bench(1e-3).withShotLimit(60).context();
        assertThat(Bench.decided(gate.judge(limited, counted(Map.of("1111", 28L, "1101", 29L))))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void shouldRefuseWhatShowsNothing() {
        assertThat(Bench.refused(gate.propose(bench(1e-4).context())).alternative())
                .contains("max of at least 200.00 us");
        assertThat(Bench.refused(gate.propose(bench(1).context())).reason())
                .contains("a machine that guesses at this speed takes");
        Bench.accepted(gate.propose(bench(1e-3).context()));
    }
}
