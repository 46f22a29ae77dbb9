package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RefusedException;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        List<Fate> onDevice =
                beyond.stream().filter(f -> f.device().isPresent()).toList();
        assertThat(onDevice)
                .isNotEmpty()
                .allSatisfy(f -> assertThat(f.device().orElseThrow().refused()).isFalse());
        assertThat(compatible(onDevice.stream().filter(f -> !f.caughtByShots()).count(), onDevice.size(), 0.1))
                .as(onDevice.toString())
                .isTrue();
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
        List<Fate> onDevice =
                beyond.stream().filter(f -> f.device().isPresent()).toList();
        assertThat(onDevice.stream().filter(Fate::caughtByShots).count() / (double) onDevice.size())
                .isGreaterThanOrEqualTo(PROMISED);
        assertThat(healthy.red()).isLessThanOrEqualTo((int) (FALSE_RED * healthy.runs()));
    }

    /**
     * What a run of the suite said.
     *
     * @param red
     *     the tests of which a gate failed
     * @param open
     *     whether some gate stayed without an answer
     * @param refused
     *     whether the run was refused before anything was spent
     */
    record Answer(List<String> red, boolean open, boolean refused, long shots) {
        boolean caught() {
            return refused || !red.isEmpty();
        }

        String word() {
            return refused ? "refused" : caught() ? "caught" : open ? "undecided" : "green";
        }
    }

    /**
     * What became of a mutant.
     *
     * @param effect
     *     on the figure that a gate judges, in units of what its line allows
     * @param distance
     *     largest total variation distance of what the prediction reads
     * @param written
     *     with the fault in the files: ideal values and the prediction of the noise know it
     * @param device
     *     with healthy files and the fault in what the device runs: only shots can tell; nothing where no device can have the fault
     * @param plain
     *     whether the plain rule is red
     */
    record Fate(
            String model,
            PlantedFaults.Mutant mutant,
            double effect,
            double distance,
            Answer written,
            Optional<Answer> device,
            boolean plain) {
        private static final double SAME = 0.01;

        /** Too small an effect for anybody, on everything that is read: decided before the run. */
        boolean equivalent() {
            return distance < SAME && effect < 2 * SAME / PlantedSuite.WITHIN;
        }

        boolean exceeds() {
            return !equivalent() && effect >= 1;
        }

        boolean caught() {
            return written.caught();
        }

        boolean caughtByShots() {
            return device.filter(Answer::caught).isPresent();
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
            var bench = new Planted(model, Files.createTempDirectory(folder, model.name()));
            List<PlantedFaults.Mutant> mutants = PlantedFaults.of(model, SEED);
            for (int i = 0; i < mutants.size(); i += step) {
                fates.add(bench.fate(mutants.get(i), i));
            }
        }
        return fates;
    }

    /** A healthy model with its suite, into which faults are planted one after the other. */
    private final class Planted {
        private final PlantedModel model;
        private final Path own;
        private final ReplayBackend healthyBackend = new ReplayBackend(TRAJECTORIES, UnaryOperator.identity());
        private final PlantedSuite suite;
        private final Plan healthyPlan;
        private final PlantedSuite.Exact healthy;

        Planted(PlantedModel model, Path own) throws Exception {
            this.model = model;
            this.own = own;
            var runs = new IrisRuns(own, healthyBackend);
            suite = new PlantedSuite(model, runs, healthyBackend, own.resolve("healthy"));
            healthyPlan = runs.plan(suite.placeExact(model, own.resolve("exact")));
            healthy = suite.measure(healthyPlan, healthyBackend);
        }

        Fate fate(PlantedFaults.Mutant mutant, int number) throws Exception {
            Path place = own.resolve("mutant-" + number);
            ReplayBackend backend = backend(mutant);
            var runs = new IrisRuns(place, backend);
            PlantedSuite.Exact found =
                    suite.measure(runs.plan(suite.placeExact(mutant.model(), place.resolve("exact"))), backend);
            double distance = 0;
            for (int i = 0; i < found.reads().size(); i++) {
                distance = Math.max(
                        distance,
                        Math.abs(found.reads().get(i) - healthy.reads().get(i)) / 2);
            }
            boolean plain =
                    plain(found.outcomes(), healthy.outcomes(), Seed.generator(Seed.derive(SEED, "plain " + number)));
            Answer written = answer(runs, suite.place(mutant.model(), place.resolve("run")), SEED + number);
            return new Fate(
                    model.name(),
                    mutant,
                    suite.effect(found),
                    distance,
                    written,
                    onDevice(mutant, found, place, number),
                    plain);
        }

        /** The healthy files, and a device that runs the mutant. */
        private Optional<Answer> onDevice(PlantedFaults.Mutant mutant, PlantedSuite.Exact found, Path place, int number)
                throws Exception {
            boolean otherReading = !mutant.model().predict().equals(model.predict())
                    || !mutant.model().observables().equals(model.observables());
            if (otherReading || !mutant.model().rows().equals(model.rows())) {
                return Optional.empty();
            }
            var runs = new IrisRuns(place, healthyBackend.running(PlantedSuite.laws(healthyPlan, found)));
            return Optional.of(answer(runs, suite.place(model, place.resolve("device")), SEED + number));
        }
    }

    private static Answer answer(IrisRuns runs, SuiteSource source, long seed) throws Exception {
        try {
            RunResult result = runs.run(source, seed);
            List<String> red = red(result);
            return new Answer(
                    red, red.isEmpty() && !result.passed(), false, result.cost().shots());
        } catch (InputException | RefusedException e) {
            return new Answer(List.of(), false, true, 0);
        }
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
        long planned = 0;
        List<PlantedModel> models = PlantedModel.healthy();
        for (int m = 0; m < models.size(); m++) {
            Path own = Files.createTempDirectory(folder, "healthy");
            var backend = new ReplayBackend(TRAJECTORIES, UnaryOperator.identity());
            var runs = new IrisRuns(own, backend);
            var suite = new PlantedSuite(models.get(m), runs, backend, own.resolve("lines"));
            PlantedSuite.Exact exact =
                    suite.measure(runs.plan(suite.placeExact(models.get(m), own.resolve("exact"))), backend);
            var source = suite.place(models.get(m), own.resolve("run"));
            planned = Math.max(planned, mostShots(runs.plan(source)));
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
        return new PlantedFigures.Healthy(count, green, red, plain, count == 0 ? 0 : shots / count, most, planned);
    }

    private static long mostShots(Plan plan) {
        return plan.tests().stream()
                .flatMap(test -> test.gates().stream())
                .mapToLong(gate -> gate.proposal().worstShots())
                .sum();
    }

    private static boolean compatible(long errors, int runs, double rate) {
        return errors == 0 || BinomialDistribution.of(runs, rate).survivalProbability((int) errors - 1) >= REFUTED;
    }
}
