package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.Gate;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.classical.ClassicalGate;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/**
 * Somebody runs a build again and again until it says what they want. With a store, every run goes on with the evidence of those before it and a
 * verdict stays: the rates are those of one run. Without, each run is a new chance.
 */
class CarriedEvidenceTest {
    private static final boolean LONG = Boolean.getBoolean("qmlops.long");
    private static final int REPLAYS = LONG ? 2_000 : 300;
    private static final int RUNS = 10;
    private static final double MISSED = 0.05;
    private static final double FALSE_RED = 0.01;
    private static final Path RESULTS = Path.of("..", "bench", "results", "carried-evidence.md");

    private final Gate gate = new ClassicalGate();
    private final GateContext context = Bench.of("classical", Bench.circuit(1))
            .with("outcome", "0")
            .with("min", 0.8)
            .with("margin", 0.1)
            .withShots(3)
            .context();

    /** How many of the replays end with a verdict, and what a replay takes on average. */
    private record Rate(double share, double shots) {
        /** What a share at a rate does not exceed but once in a thousand tests. */
        static double bound(double rate) {
            return rate + 3.1 * Math.sqrt(rate * (1 - rate) / REPLAYS);
        }
    }

    /** Runs until the verdict that is wished for comes, at most ten times. */
    private Rate runUntil(Verdict wished, double share, boolean carried) {
        int reached = 0;
        long shots = 0;
        for (int replay = 0; replay < REPLAYS; replay++) {
            UniformRandomProvider random = Seed.generator(
                    Seed.derive(7, "again", wished.name(), Double.toString(share), Integer.toString(replay)));
            List<Evidence.Batch> evidence = new ArrayList<>();
            Verdict verdict = null;
            for (int run = 0; run < RUNS && verdict != wished; run++) {
                if (!carried) {
                    evidence.clear();
                }
                int before = evidence.size();
                verdict = run(evidence, share, random);
                shots += evidence.subList(before, evidence.size()).stream()
                        .mapToLong(batch -> batch.need().shots())
                        .sum();
            }
            reached += verdict == wished ? 1 : 0;
        }
        return new Rate(reached / (double) REPLAYS, shots / (double) REPLAYS);
    }

    /** One run: judges what there is, and takes at most three further looks while the question is open. */
    private Verdict run(List<Evidence.Batch> evidence, double share, UniformRandomProvider random) {
        Distribution law = Bench.distribution("0", share, "1", 1 - share);
        List<Need> needs =
                evidence.isEmpty() ? Bench.accepted(gate.propose(context)).needs() : List.of();
        for (int look = evidence.isEmpty() ? 1 : 0; ; look++) {
            for (Need need : needs) {
                evidence.add(Bench.sampled(need, List.of(List.of(law)), random));
            }
            Judgement judgement = gate.judge(context, new Evidence(evidence));
            if (judgement instanceof Judgement.Decided decided) {
                return decided.verdict();
            }
            if (look >= context.rounds()) {
                return Verdict.INCONCLUSIVE;
            }
            needs = ((Judgement.More) judgement).needs();
        }
    }

    @Test
    void shouldKeepTheStatedRatesHoweverOftenARunIsRepeated() throws IOException {
        Rate missed = runUntil(Verdict.PASS, 0.8, true);
        Rate missedFresh = runUntil(Verdict.PASS, 0.8, false);
        Rate red = runUntil(Verdict.FAIL, 0.9, true);
        Rate redFresh = runUntil(Verdict.FAIL, 0.9, false);
        if (LONG) {
            Files.writeString(RESULTS, table(missed, missedFresh, red, redFresh));
        }

        assertThat(missed.share()).isLessThanOrEqualTo(Rate.bound(MISSED));
        assertThat(red.share()).isLessThanOrEqualTo(Rate.bound(FALSE_RED));
        assertThat(missedFresh.share()).as("each fresh run is a new chance").isGreaterThan(2 * MISSED);
        assertThat(redFresh.share()).isGreaterThan(2 * FALSE_RED);
        assertThat(missed.shots()).isLessThan(missedFresh.shots());
    }

    private static String table(Rate missed, Rate missedFresh, Rate red, Rate redFresh) {
        return "# Running again until it is green\n\n"
                + "`mvn -f engine test -Dtest=CarriedEvidenceTest -Dqmlops.long=true`: " + REPLAYS
                + " replays a row of a gate `classical` with `min: 0.8, margin: 0.1`, three looks a run, at most "
                + RUNS
                + " runs.\n\n"
                + "| model | wished for | stated rate | reached with a store | shots | reached without | shots |\n"
                + "|---|---|--:|--:|--:|--:|--:|\n"
                + row("at the line, 0.80", "PASS", MISSED, missed, missedFresh)
                + row("healthy, 0.90", "FAIL", FALSE_RED, red, redFresh);
    }

    private static String row(String model, String wished, double rate, Rate carried, Rate fresh) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f %% | %.2f %% | %.0f | %.2f %% | %.0f |%n",
                model,
                wished,
                100 * rate,
                100 * carried.share(),
                carried.shots(),
                100 * fresh.share(),
                fresh.shots());
    }
}
