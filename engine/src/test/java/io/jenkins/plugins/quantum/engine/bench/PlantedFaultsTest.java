package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RefusedException;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Whether suites without change gates find planted faults of three models from shots, and leave the healthy models alone. */
class PlantedFaultsTest {
    private static final long SEED = 20_261_122;
    private static final int TRAJECTORIES = 200;

    /** Shots of each circuit that the plain rule beside the gates compares with the healthy probabilities. */
    static final int PLAIN_SHOTS = 1000;

    static final double PLAIN_LIMIT = 0.1;
    private static final double PROMISED = 0.95;
    private static final double FALSE_RED = 0.01;
    private static final double REFUTED = 1e-3;
    private static final int HEALTHY_RUNS = 1000;
    private static final int SHORT_STEP = 20;

    @TempDir
    private Path folder;

    @Test
    void shouldPlantThreeHundredDifferentFaults() throws Exception {
        List<PlantedFaults.Mutant> all = new ArrayList<>();
        for (PlantedModel model : PlantedModel.healthy()) {
            all.addAll(PlantedFaults.of(model, SEED));
            assertThat(PlantedFaults.of(model, SEED)).isEqualTo(PlantedFaults.of(model, SEED));
        }
        assertThat(all).hasSize(3 * PlantedFaults.EACH).doesNotHaveDuplicates();
    }

    @Test
    void shouldCatchASampleOfWhatExceedsTheMargin() throws Exception {
        List<Fate> fates = fates(SHORT_STEP);
        List<Fate> beyond = fates.stream().filter(Fate::exceeds).toList();
        assertThat(beyond).isNotEmpty();
        // at most the rate of missed faults, and as much again for what stays open, within a binomial error
        assertThat(compatible(beyond.stream().filter(f -> !f.caught()).count(), beyond.size(), 0.1))
                .as(beyond.toString())
                .isTrue();
        PlantedFigures.Healthy healthy = healthy(15);
        assertThat(compatible(healthy.red(), healthy.runs(), FALSE_RED)).isTrue();
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes half an hour")
    void shouldCatchWhatExceedsTheMarginAndLeaveAThousandHealthyRunsAlone() throws Exception {
        List<Fate> fates = fates(1);
        PlantedFigures.write(fates, healthy(0), SEED);
        PlantedFigures.Healthy healthy = healthy(HEALTHY_RUNS);
        PlantedFigures.write(fates, healthy, SEED);

        List<Fate> beyond = fates.stream().filter(Fate::exceeds).toList();
        assertThat(beyond.stream().filter(Fate::caught).count() / (double) beyond.size())
                .isGreaterThanOrEqualTo(PROMISED);
        assertThat(healthy.red()).isLessThanOrEqualTo((int) (FALSE_RED * healthy.runs()));
    }

    /**
     * What became of a mutant.
     *
     * @param effect
     *     on the figure that a gate judges, in units of what its line allows
     * @param distance
     *     largest total variation distance of what the prediction reads
     * @param red
     *     the tests of which a gate failed
     * @param open
     *     whether some gate stayed without an answer
     * @param refused
     *     whether the run was refused before anything was spent
     * @param plain
     *     whether the plain rule is red
     */
    record Fate(
            String model,
            PlantedFaults.Mutant mutant,
            double effect,
            double distance,
            List<String> red,
            boolean open,
            boolean refused,
            long shots,
            boolean plain) {
        private static final double SAME = 0.01;

        boolean caught() {
            return refused || !red.isEmpty();
        }

        /** Too small an effect for anybody, on everything that is read: decided before the run. */
        boolean equivalent() {
            return distance < SAME && effect < 2 * SAME / PlantedSuite.WITHIN;
        }

        boolean exceeds() {
            return !equivalent() && effect >= 1;
        }
    }

    private ReplayBackend backend(PlantedFaults.Mutant mutant) {
        UnaryOperator<Distribution> device = mutant.stuck()
                .<UnaryOperator<Distribution>>map(stuck -> d -> stuck(d, stuck))
                .orElse(UnaryOperator.identity());
        return new ReplayBackend(TRAJECTORIES, device);
    }

    private static Distribution stuck(Distribution distribution, PlantedFaults.StuckBit stuck) {
        if (stuck.bit() >= distribution.bits()) {
            return distribution;
        }
        var merged = new TreeMap<String, Double>();
        int at = distribution.bits() - 1 - stuck.bit();
        distribution
                .probabilities()
                .forEach((outcome, p) -> merged.merge(
                        outcome.substring(0, at) + stuck.value() + outcome.substring(at + 1), p, Double::sum));
        return new Distribution(distribution.bits(), merged);
    }

    private List<Fate> fates(int step) throws Exception {
        var fates = new ArrayList<Fate>();
        for (PlantedModel model : PlantedModel.healthy()) {
            Path own = Files.createTempDirectory(folder, model.name());
            var healthyBackend = new ReplayBackend(TRAJECTORIES, UnaryOperator.identity());
            var suite =
                    new PlantedSuite(model, new IrisRuns(own, healthyBackend), healthyBackend, own.resolve("healthy"));
            PlantedSuite.Exact healthy = suite.measure(
                    new IrisRuns(own, healthyBackend).plan(suite.placeExact(model, own.resolve("exact"))),
                    healthyBackend);
            List<PlantedFaults.Mutant> mutants = PlantedFaults.of(model, SEED);
            for (int i = 0; i < mutants.size(); i += step) {
                fates.add(fate(model, mutants.get(i), suite, healthy, own.resolve("mutant-" + i), i));
            }
        }
        return fates;
    }

    private Fate fate(
            PlantedModel model,
            PlantedFaults.Mutant mutant,
            PlantedSuite suite,
            PlantedSuite.Exact healthy,
            Path place,
            int number)
            throws Exception {
        ReplayBackend backend = backend(mutant);
        var runs = new IrisRuns(place, backend);
        PlantedSuite.Exact found =
                suite.measure(runs.plan(suite.placeExact(mutant.model(), place.resolve("exact"))), backend);
        double distance = 0;
        for (int i = 0; i < found.reads().size(); i++) {
            distance = Math.max(
                    distance, Math.abs(found.reads().get(i) - healthy.reads().get(i)) / 2);
        }
        boolean plain =
                plain(found.outcomes(), healthy.outcomes(), Seed.generator(Seed.derive(SEED, "plain " + number)));
        var red = new TreeSet<String>();
        boolean open = false;
        boolean refused = false;
        long shots = 0;
        try {
            RunResult result = runs.run(suite.place(mutant.model(), place.resolve("run")), SEED + number);
            red.addAll(red(result));
            open = red.isEmpty() && !result.passed();
            shots = result.cost().shots();
        } catch (InputException | RefusedException e) {
            refused = true;
        }
        return new Fate(
                model.name(), mutant, suite.effect(found), distance, List.copyOf(red), open, refused, shots, plain);
    }

    private static List<String> red(RunResult result) {
        return result.tests().stream()
                .filter(test -> test.gates().stream().anyMatch(gate -> gate.verdict() == Verdict.FAIL))
                .map(RunResult.TestResult::name)
                .toList();
    }

    /** The rule that is in use elsewhere: red when observed frequencies differ from the recorded probabilities by more than 0.1. */
    private static boolean plain(List<Distribution> found, List<Distribution> healthy, UniformRandomProvider random) {
        boolean red = false;
        for (int i = 0; i < healthy.size(); i++) {
            Counts counts = ReplayBackend.draw(found.get(i), PLAIN_SHOTS, random);
            Distribution seen = counts.frequencies();
            var all = new TreeSet<>(seen.probabilities().keySet());
            all.addAll(healthy.get(i).probabilities().keySet());
            double sum = 0;
            for (String outcome : all) {
                sum += Math.abs(seen.of(outcome) - healthy.get(i).of(outcome));
            }
            red |= sum / 2 > PLAIN_LIMIT;
        }
        return red;
    }

    private PlantedFigures.Healthy healthy(int count) throws Exception {
        int red = 0;
        int green = 0;
        int plain = 0;
        long shots = 0;
        long most = 0;
        List<PlantedModel> models = PlantedModel.healthy();
        for (int m = 0; m < models.size(); m++) {
            Path own = Files.createTempDirectory(folder, "healthy");
            var backend = new ReplayBackend(TRAJECTORIES, UnaryOperator.identity());
            var runs = new IrisRuns(own, backend);
            var suite = new PlantedSuite(models.get(m), runs, backend, own.resolve("lines"));
            PlantedSuite.Exact exact =
                    suite.measure(runs.plan(suite.placeExact(models.get(m), own.resolve("exact"))), backend);
            var source = suite.place(models.get(m), own.resolve("run"));
            for (int run = m; run < count; run += models.size()) {
                RunResult result = runs.run(source, run + 1);
                red += red(result).isEmpty() ? 0 : 1;
                green += result.passed() ? 1 : 0;
                shots += result.cost().shots();
                most = Math.max(most, result.cost().shots());
                plain += plain(
                                exact.outcomes(),
                                exact.outcomes(),
                                Seed.generator(Seed.derive(SEED, "plain healthy " + run)))
                        ? 1
                        : 0;
            }
        }
        return new PlantedFigures.Healthy(count, green, red, plain, count == 0 ? 0 : shots / count, most);
    }

    private static boolean compatible(long errors, int runs, double rate) {
        return errors == 0 || BinomialDistribution.of(runs, rate).survivalProbability((int) errors - 1) >= REFUTED;
    }
}
