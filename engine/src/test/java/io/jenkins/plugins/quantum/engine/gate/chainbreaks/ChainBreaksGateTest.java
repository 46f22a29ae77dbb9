package io.jenkins.plugins.quantum.engine.gate.chainbreaks;

import static io.jenkins.plugins.quantum.engine.gate.AnnealingBench.FOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.ChainBreaks;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.gate.AnnealingBench.Tally;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Plot;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ChainBreaksGateTest {
    private static final Capabilities ANNEALER = Capabilities.remote(
                    "dwave", "dwave/advantage2_system1", false, 1000, false, 1, 1, 10_000)
            .taking(Program.Kind.PROBLEM)
            .tellingChains();

    private final ChainBreaksGate gate = new ChainBreaksGate();

    private static Bench on(Capabilities backend, double max) {
        Bench b =
                Bench.of("chain-breaks", Bench.problem(FOUR, -4)).withShots(10).with("max", max);
        return new Bench(
                b.spec(),
                b.workload(),
                backend,
                false,
                true,
                b.rounds(),
                b.shotLimit(),
                b.sharing(),
                b.baseline(),
                b.cost());
    }

    private static Evidence.Batch look(int number, ChainBreaks chains) {
        long shots = chains.reads().values().stream().mapToLong(Long::longValue).sum();
        var outcome = Outcome.sampled(new Counts(4, Map.of("1111", shots)), chains);
        return new Evidence.Batch(Need.shots(1, shots, 1, number), List.of(List.of(outcome)));
    }

    private static Evidence evidence(int chains, int longest, Map<Integer, Long> reads) {
        return new Evidence(List.of(look(0, new ChainBreaks(chains, longest, reads))));
    }

    /** Half of the breaks come alone, half of them take all four chains of a read. */
    private Tally replay(double share, int replays) {
        GateContext context = on(ANNEALER, 0.1).context();
        UniformRandomProvider random = Seed.generator(Seed.derive(20_261_123, "chains", share + ""));
        int passed = 0;
        int failed = 0;
        double reads = 0;
        for (int replay = 0; replay < replays; replay++) {
            List<Evidence.Batch> looks = new ArrayList<>();
            Judgement answer = gate.judge(context, new Evidence(looks));
            while (answer instanceof Judgement.More more) {
                var broken = new HashMap<Integer, Long>();
                for (long read = 0; read < more.needs().get(0).shots(); read++) {
                    double drawn = random.nextDouble();
                    // 4/5 · p single breaks of 1/4, 1/5 · p of all: p = 2.5 · share gives the mean
                    double any = 2.5 * share;
                    broken.merge(drawn < 0.8 * any ? 1 : drawn < any ? 4 : 0, 1L, Long::sum);
                }
                looks.add(look(looks.size(), new ChainBreaks(4, 3, broken)));
                answer = gate.judge(context, new Evidence(looks));
            }
            Judgement.Decided end = Bench.decided(answer);
            passed += end.verdict() == Verdict.PASS ? 1 : 0;
            failed += end.verdict() == Verdict.FAIL ? 1 : 0;
            reads += end.finding().shots() / (double) replays;
        }
        return new Tally(replays, passed, failed, reads);
    }

    @Tag("replay")
    @Test
    void shouldKeepItsErrorRates() {
        Tally bad = replay(0.1, 400);
        Tally good = replay(0.05, 400);
        Tally better = replay(0.01, 400);

        assertThat(bad.compatible(bad.passed(), .05)).as("%s", bad).isTrue();
        assertThat(good.compatible(good.failed(), .01)).as("%s", good).isTrue();
        assertThat(better.passed()).as("%s", better).isGreaterThan(390);
        assertThat(better.reads()).isLessThan(good.reads());
    }

    @Test
    void shouldMeasureTheShareOfBrokenChains() {
        Judgement.Decided answer = Bench.decided(
                gate.judge(on(ANNEALER, 0.1).context(), evidence(4, 3, Map.of(0, 9_000L, 1, 800L, 4, 200L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().value()).isCloseTo(0.04, within(1e-12));
        assertThat(answer.finding().figures()).containsEntry("chains.longest", 3.0);
        assertThat(answer.finding().headline()).contains("shown to be below 0.10");
        assertThat(answer.finding().details()).contains("4 variables, the longest chain has 3 qubits.");
        assertThat(answer.finding().lower()).isBetween(0.03, 0.04);
        assertThat(answer.finding().upper()).isBetween(0.04, 0.05);
        assertThat(answer.finding().plots()).first().isInstanceOf(Plot.Bars.class);
    }

    @Test
    void shouldFailWhereChainsBreak() {
        Judgement.Decided answer = Bench.decided(
                gate.judge(on(ANNEALER, 0.05).context(), evidence(30, 5, Map.of(0, 100L, 3, 1_500L, 30, 400L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(answer.finding().headline()).contains("more than the healthy 0.025", "at most 0.05 is allowed");
        assertThat(answer.finding().next()).first().asString().contains("chain-strength");
    }

    @Test
    void shouldSayThatNoChainCanBreakWhereEachVariableHasItsQubit() {
        Judgement.Decided answer =
                Bench.decided(gate.judge(on(ANNEALER, 0.1).context(), evidence(4, 1, Map.of(0, 10_000L))));

        assertThat(answer.verdict()).isEqualTo(Verdict.PASS);
        assertThat(answer.finding().details()).contains("4 variables, each on one qubit: no chain can break.");
    }

    @Test
    void shouldRefuseBackendsThatTellNothingOfChains() {
        var sampler = Capabilities.remote("dwave-samplers", "dwave-samplers", true, 100, false, 1, 1, 1000)
                .taking(Program.Kind.PROBLEM);

        assertThat(Bench.refused(gate.propose(on(sampler, 0.1).context())).reason())
                .isEqualTo("dwave-samplers tells nothing of chains");
    }

    @Test
    void shouldRefuseAHealthyShareBelowZero() {
        assertThat(Bench.refused(gate.propose(
                                on(ANNEALER, 0.1).with("margin", 0.2).context()))
                        .alternative())
                .isEqualTo("write a margin of at most 0.1");
        Bench.accepted(gate.propose(on(ANNEALER, 0.1).with("margin", 0.1).context()));
    }

    @Test
    void shouldHaveNoDataWhereTheAnswerLacksThem() {
        var outcome = Outcome.sampled(new Counts(4, Map.of("1111", 100L)));
        var batch = new Evidence.Batch(Need.shots(1, 100, 1, 0), List.of(List.of(outcome)));

        assertThat(Bench.decided(gate.judge(on(ANNEALER, 0.1).context(), new Evidence(List.of(batch))))
                        .verdict())
                .isEqualTo(Verdict.NO_DATA);
    }

    @Test
    void shouldAddReadsAndRefuseMoreBreaksThanChains() {
        ChainBreaks sum = new ChainBreaks(4, 2, Map.of(0, 5L, 1, 1L)).plus(new ChainBreaks(4, 3, Map.of(1, 2L)));

        assertThat(sum).isEqualTo(new ChainBreaks(4, 3, Map.of(0, 5L, 1, 3L)));
        assertThat(sum.whole()).isEqualTo(Map.of(1.0, 5L, 0.75, 3L));
        assertThatThrownBy(() -> new ChainBreaks(1, 1, Map.of(2, 1L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldDrawTheSharesOfTwentyNumbersOfBreaksAndOneBarForTheRest() {
        var reads = new HashMap<Integer, Long>();
        for (int broken = 0; broken < 20; broken++) {
            reads.put(broken, 40L);
        }
        assertThat(bars(reads).categories()).hasSize(20).doesNotContain("more");
        reads.put(20, 150L);
        reads.put(21, 50L);
        Plot.Bars bars = bars(reads);
        assertThat(bars.categories()).hasSize(21).startsWith("0", "1").endsWith("19", "more");
        assertThat(bars.groups().get(0).values().get(19)).isCloseTo(.04, within(1e-12));
        assertThat(bars.groups().get(0).values().get(20)).isCloseTo(.2, within(1e-12));
    }

    private Plot.Bars bars(Map<Integer, Long> reads) {
        Judgement answer = gate.judge(on(ANNEALER, 0.1).context(), evidence(30, 3, reads));
        return (Plot.Bars) Bench.decided(answer).finding().plots().get(0);
    }
}
