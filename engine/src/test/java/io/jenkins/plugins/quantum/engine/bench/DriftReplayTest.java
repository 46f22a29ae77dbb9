package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.gate.Bench;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.Judgement;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.gate.regression.RegressionGate;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A device that drifts between builds: what a comparison side by side says of a model that did not change, and of one that did. */
class DriftReplayTest {
    private static final int POINTS = 40;
    private static final int SHOTS = 25;
    private static final int ROUNDS = 5;
    private static final double ACCURACY = 0.90;

    private final RegressionGate gate = new RegressionGate();
    private final Workload model = model();
    private final GateContext context = Bench.of("regression", model)
            .with("margin", 0.04)
            .onHardware(ROUNDS)
            .context();

    private static Workload model() {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            labels.add(i % 2 == 0 ? "setosa" : "versicolor");
        }
        Workload today = Bench.model(labels, SHOTS);
        Workload.Task task = today.tasks().get(0);
        return today.since(List.of(new Workload.Task("then", task.program(), task.bindings())));
    }

    /** Points of different difficulty whose decisions are right with a given mean probability. */
    private static List<Distribution> points(double accuracy) {
        List<Distribution> points = new ArrayList<>();
        for (int i = 0; i < POINTS; i++) {
            double right = Math.max(0, Math.min(1, accuracy + (i % 4 < 2 ? 0.08 : -0.08) * (1 - accuracy) / 0.1));
            double shot = shareOfOneShot(right);
            points.add(Bench.bit(i % 2 == 0 ? 1 - shot : shot));
        }
        return points;
    }

    /** The probability of a single shot with which the majority of all shots of a decision is right with a given one. */
    private static double shareOfOneShot(double right) {
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++) {
            double middle = (low + high) / 2;
            if (majority(middle) < right) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double majority(double share) {
        return io.jenkins.plugins.quantum.engine.stats.MajorityVote.probability(share, SHOTS);
    }

    /** Verdicts of one kind of build. */
    private record Row(double drift, double loss, int runs, int passed, int failed, long shots) {
        double fails() {
            return (double) failed / runs;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %.0f %% | %.2f | %d | %.1f %% | %.1f %% | %.1f %% | %d |",
                    100 * drift,
                    loss,
                    runs,
                    100.0 * passed / runs,
                    100.0 * failed / runs,
                    100.0 * (runs - passed - failed) / runs,
                    shots / runs);
        }
    }

    private Row row(double drift, double loss, int runs) {
        int passed = 0;
        int failed = 0;
        long shots = 0;
        for (int run = 0; run < runs; run++) {
            UniformRandomProvider random = Seed.generator(Seed.derive(20_261_122, drift + " " + loss, run + ""));
            double today = ACCURACY
                    + drift * ZigguratSampler.NormalizedGaussian.of(random).sample();
            Judgement.Decided decided = play(today - loss, today, random);
            passed += decided.verdict() == Verdict.PASS ? 1 : 0;
            failed += decided.verdict() == Verdict.FAIL ? 1 : 0;
            shots += decided.finding().shots();
        }
        return new Row(drift, loss, runs, passed, failed, shots);
    }

    private Judgement.Decided play(double now, double then, UniformRandomProvider random) {
        List<List<Distribution>> truthNow = List.of(points(now));
        List<List<Distribution>> truthThen = List.of(points(then));
        Evidence evidence = Bench.evidence();
        for (int round = 0; ; round++) {
            Judgement judgement = gate.judge(context, evidence);
            if (judgement instanceof Judgement.Decided decided) {
                return decided;
            }
            var more = (Judgement.More) judgement;
            if (round >= ROUNDS) {
                return new Judgement.Decided(Verdict.INCONCLUSIVE, more.soFar());
            }
            for (Need need : more.needs()) {
                evidence = Bench.plus(
                        evidence, Bench.sampled(need, need.probe().isPresent() ? truthThen : truthNow, random));
            }
        }
    }

    @Test
    void shouldNotBlameAChangeForADriftingDevice() {
        assertThat(row(0.04, 0, 60).failed()).isLessThanOrEqualTo(3);
        assertThat(row(0.04, 0.10, 30).failed()).isGreaterThanOrEqualTo(26);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldKeepItsRatesUnderDrift() throws IOException {
        List<Row> rows = new ArrayList<>();
        for (double drift : new double[] {0, 0.02, 0.04}) {
            for (double loss : new double[] {0, 0.05, 0.10}) {
                rows.add(row(drift, loss, 2_000));
            }
        }
        var page = new StringBuilder(
                "# Regression of a model on a device that drifts between builds\n\n"
                        + "Gate `regression` with max 0.05 and margin 0.04, " + POINTS + " points, decisions of "
                        + SHOTS
                        + " shots, at most " + ROUNDS + " looks, accuracy " + ACCURACY
                        + "; the drift is the standard deviation of the accuracy of both models between builds.\n\n"
                        + "| drift | true loss | builds | PASS | FAIL | open | mean shots, both models |\n|---|---|---|---|---|---|---|\n");
        rows.forEach(row -> page.append(row.line()).append('\n'));
        Files.writeString(Path.of("../bench/results/drift-replay.md"), page);
        for (Row row : rows) {
            if (row.loss() == 0) {
                assertThat(row.fails()).as(row.line()).isLessThanOrEqualTo(0.015);
            } else {
                assertThat(row.fails()).as(row.line()).isGreaterThanOrEqualTo(row.loss() < 0.1 ? 0.5 : 0.95);
            }
        }
        assertThat(Collections.max(rows.stream().map(Row::shots).toList())).isPositive();
    }
}
