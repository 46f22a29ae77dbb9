package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Whether the suite of the iris example finds planted faults, and leaves the healthy model alone. */
class IrisMutantsTest {
    private static final long SEED = 20_260_101;
    private static final double EQUIVALENT = 0.01;
    private static final double PROMISED = 0.90;
    private static final int SHORT_STEP = 6;

    @TempDir
    private Path folder;

    /**
     * What became of a mutant.
     *
     * @param classes
     *     largest distance of what the prediction reads
     * @param outcomes
     *     largest distance of all outcomes
     * @param right
     *     points decided right without noise by infinitely many shots
     * @param failed
     *     the gates that failed, as test/gate
     * @param exitCode
     *     of the run
     */
    private record Fate(
            IrisMutants.Mutant mutant,
            double classes,
            double outcomes,
            int right,
            boolean equivalent,
            List<String> failed,
            int exitCode) {
        boolean caught() {
            return !failed.isEmpty();
        }

        String markdown() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.4f | %.4f | %d | %s | %s |",
                    mutant.family(),
                    mutant.name(),
                    classes,
                    outcomes,
                    right,
                    equivalent ? "equivalent" : caught() ? "caught" : "**missed**",
                    String.join(", ", failed));
        }
    }

    @Test
    void shouldCatchASampleOfTheMutants() throws Exception {
        List<IrisMutants.Mutant> all = IrisMutants.of(IrisModel.trained(), SEED);
        List<IrisMutants.Mutant> sample = new ArrayList<>();
        for (int i = 0; i < all.size(); i += SHORT_STEP) {
            sample.add(all.get(i));
        }

        List<Fate> fates = fates(sample);

        assertThat(all).hasSizeGreaterThanOrEqualTo(40);
        assertThat(shareCaught(fates)).isGreaterThanOrEqualTo(PROMISED);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldCatchNineOfTenMutants() throws Exception {
        List<Fate> fates = fates(IrisMutants.of(IrisModel.trained(), SEED));

        write(fates);

        assertThat(shareCaught(fates)).isGreaterThanOrEqualTo(PROMISED);
    }

    @Test
    void shouldPassTheHealthyModelWithOtherSeeds() throws Exception {
        assertThat(healthyPasses(2)).isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldPassTheHealthyModelWithAHundredSeeds() throws Exception {
        assertThat(healthyPasses(100)).isEqualTo(100);
    }

    private int healthyPasses(int seeds) throws Exception {
        var runs = new IrisRuns(folder, new BuiltinProvider(2));
        SuiteSource source = runs.place(IrisModel.trained(), "healthy");
        int passes = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            passes += runs.run(source, seed).exitCode() == 0 ? 1 : 0;
        }
        return passes;
    }

    private List<Fate> fates(List<IrisMutants.Mutant> mutants) throws Exception {
        var runs = new IrisRuns(folder, new BuiltinProvider(2));
        var exact = new ReplayBackend();
        IrisModel trained = IrisModel.trained();
        IrisBehaviour healthy = IrisBehaviour.of(runs.model(runs.place(trained, "trained")), exact);
        List<Fate> fates = new ArrayList<>();
        for (IrisMutants.Mutant mutant : mutants) {
            SuiteSource source = runs.place(mutant.model(), "mutant-" + fates.size());
            IrisBehaviour behaviour = IrisBehaviour.of(runs.model(source), exact);
            double classes = healthy.distanceOfClasses(behaviour);
            boolean equivalent = classes < EQUIVALENT && behaviour.right() == healthy.right();
            RunResult result = runs.run(source, SEED);
            fates.add(new Fate(
                    mutant,
                    classes,
                    healthy.distanceOfOutcomes(behaviour),
                    behaviour.right(),
                    equivalent,
                    failed(result),
                    result.exitCode()));
        }
        return fates;
    }

    private static List<String> failed(RunResult result) {
        List<String> failed = new ArrayList<>();
        for (var test : result.tests()) {
            for (var gate : test.gates()) {
                if (gate.verdict() == Verdict.FAIL) {
                    failed.add(test.name() + "/" + gate.gate());
                }
            }
        }
        return failed;
    }

    private static double shareCaught(List<Fate> fates) {
        List<Fate> faulty = fates.stream().filter(fate -> !fate.equivalent()).toList();
        assertThat(faulty).isNotEmpty();
        return faulty.stream().filter(Fate::caught).count() / (double) faulty.size();
    }

    private static void write(List<Fate> fates) throws IOException {
        long equivalents = fates.stream().filter(Fate::equivalent).count();
        long faulty = fates.size() - equivalents;
        long caught = fates.stream().filter(f -> !f.equivalent() && f.caught()).count();
        long literal = fates.stream()
                .filter(f -> f.outcomes() >= EQUIVALENT || !f.equivalent())
                .count();
        long literalCaught = fates.stream()
                .filter(f -> (f.outcomes() >= EQUIVALENT || !f.equivalent()) && f.caught())
                .count();
        long byIris = fates.stream()
                .filter(f -> !f.equivalent() && f.failed().stream().anyMatch(g -> g.startsWith(IrisRuns.MODEL + "/")))
                .count();
        List<String> lines = new ArrayList<>();
        lines.add("# Mutants of the iris model");
        lines.add("");
        lines.add("Written by the command in [bench/README.md](../README.md); seed " + SEED + ". "
                + fates.size() + " mutants, of which " + equivalents
                + " are equivalent: what the prediction reads (the class that one shot votes for) differs by a total"
                + " variation distance below 0.01 at every held-out flower, and as many flowers are decided right.");
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "**Caught: %d of %d (%.1f %%)**; by the gates of the test `iris` alone: %d.",
                caught,
                faulty,
                100.0 * caught / faulty,
                byIris));
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "When the distance is taken over all outcomes of the four qubits, also those that the model does not"
                        + " read, %d are not equivalent and %d of them (%.1f %%) are caught.",
                literal,
                literalCaught,
                100.0 * literalCaught / literal));
        lines.add("");
        Map<String, int[]> families = new LinkedHashMap<>();
        for (Fate fate : fates) {
            int[] counts = families.computeIfAbsent(fate.mutant().family(), f -> new int[3]);
            counts[0]++;
            counts[1] += fate.equivalent() ? 1 : 0;
            counts[2] += !fate.equivalent() && fate.caught() ? 1 : 0;
        }
        lines.add("| family | mutants | equivalent | caught |");
        lines.add("|---|---:|---:|---:|");
        families.forEach((family, counts) ->
                lines.add("| " + family + " | " + counts[0] + " | " + counts[1] + " | " + counts[2] + " |"));
        lines.add("");
        lines.add("| family | fault | distance read | distance of outcomes | right of 40 | | gates that failed |");
        lines.add("|---|---|---:|---:|---:|---|---|");
        fates.forEach(fate -> lines.add(fate.markdown()));
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        Files.writeString(results.resolve("iris-mutants.md"), String.join("\n", lines) + "\n");
    }
}
