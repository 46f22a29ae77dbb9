package io.jenkins.plugins.quantum.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/** The page of what became of planted faults. */
final class PlantedFigures {
    /** Of one shot on IQM Garnet through Amazon Braket, in USD, without the fees for tasks; as in the price book. */
    private static final double SHOT_PRICE = 0.00145;

    private static final double[] EFFECTS = {0, 0.25, 0.5, 1, 2, Double.MAX_VALUE};
    private static final double[] DISTANCES = {0, 0.01, 0.025, 0.05, 0.075, 0.15, Double.MAX_VALUE};

    private PlantedFigures() {}

    /**
     * What became of healthy runs.
     *
     * @param plain
     *     how many the plain rule made red
     * @param planned
     *     most shots of a run by its plan
     */
    record Healthy(int runs, int green, int red, int plain, long meanShots, long mostShots, long planned) {}

    static void write(List<PlantedFaultsTest.Fate> fates, Healthy healthy, long seed) throws IOException {
        List<PlantedFaultsTest.Fate> faulty =
                fates.stream().filter(f -> !f.equivalent()).toList();
        List<PlantedFaultsTest.Fate> beyond =
                fates.stream().filter(PlantedFaultsTest.Fate::exceeds).toList();
        var lines = new ArrayList<String>();
        lines.add("# Planted faults");
        lines.add("");
        lines.add("Written by the command in [bench/README.md](../README.md); seed " + seed + ". " + fates.size()
                + " mutants of three models, judged from shots under the noise of heron-r2 by suites without change gates. "
                + (fates.size() - faulty.size()) + " are equivalent.");
        lines.add("");
        lines.add(
                "Each fault is planted twice. *In the files*: what costs nothing, ideal values and the prediction of the noise, knows"
                        + " the fault, and a run may be refused before a shot is spent. *In the device*: the files are healthy and the device"
                        + " runs the mutant, so that shots alone can tell. Faults of labels and of what is read are no device's and are only"
                        + " planted in the files.");
        lines.add("");
        List<PlantedFaultsTest.Fate> device =
                beyond.stream().filter(f -> f.device().isPresent()).toList();
        lines.add("| of the mutants whose effect exceeds the margin | caught |");
        lines.add("|---|---:|");
        lines.add(
                "| **from shots, in the device** | **" + share(device, PlantedFaultsTest.Fate::caughtByShots) + "** |");
        lines.add("| **in the files** | **" + share(beyond, PlantedFaultsTest.Fate::caught) + "** |");
        lines.add("| of these before a shot | " + share(beyond, f -> f.written().refused()) + " |");
        lines.add("| plain TVD at most 0.1 | " + share(beyond, PlantedFaultsTest.Fate::plain) + " |");
        lines.add("");
        lines.add("**Healthy runs: " + healthy.red() + " of " + healthy.runs() + " red** (plain TVD: " + healthy.plain()
                + "), " + healthy.green() + " green, the others undecided.");
        lines.add("");
        double shots = fates.stream()
                .flatMap(f -> f.device().stream())
                .mapToLong(PlantedFaultsTest.Answer::shots)
                .average()
                .orElse(0);
        lines.add(String.format(
                Locale.ROOT,
                "The plan fixes beforehand that no run takes more than %d shots. A healthy run takes %d on average and %d at most, a"
                        + " faulty device %.0f: %.2f and %.2f USD of shots at the price of IQM Garnet on Braket (%.5f a shot, without"
                        + " fees for tasks).",
                healthy.planned(),
                healthy.meanShots(),
                healthy.mostShots(),
                shots,
                healthy.meanShots() * SHOT_PRICE,
                shots * SHOT_PRICE,
                SHOT_PRICE));
        lines.add("");
        lines.add("## By effect on what the gates judge");
        lines.add("");
        lines.add(
                "In units of what the line allows: 1 is a mutant at the line of some gate, the greatest of all gates counts.");
        lines.add("");
        lines.addAll(bands("effect", EFFECTS, faulty, true));
        lines.add("");
        lines.add("## By effect on all that is read");
        lines.add("");
        lines.add(
                "The largest total variation distance of what a shot says of any labelled point (for the QAOA circuit, of any pinned"
                        + " mean), also where no gate looks. What the lines on pinned means allow is 0.075.");
        lines.add("");
        lines.addAll(bands("distance", DISTANCES, faulty, false));
        lines.add("");
        lines.add("## By family");
        lines.add("");
        lines.add(
                "| family | mutants | equivalent | exceed the margin | caught in the files | caught from shots | plain TVD |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|");
        Map<String, List<PlantedFaultsTest.Fate>> families = new LinkedHashMap<>();
        fates.forEach(f -> families.computeIfAbsent(f.mutant().family(), k -> new ArrayList<>())
                .add(f));
        families.forEach((family, own) -> {
            List<PlantedFaultsTest.Fate> large =
                    own.stream().filter(PlantedFaultsTest.Fate::exceeds).toList();
            lines.add("| " + family + " | " + own.size() + " | "
                    + count(own, PlantedFaultsTest.Fate::equivalent) + " | " + large.size() + " | "
                    + count(large, PlantedFaultsTest.Fate::caught) + " | "
                    + (large.stream().allMatch(f -> f.device().isEmpty())
                            ? "–"
                            : count(large, PlantedFaultsTest.Fate::caughtByShots) + " of "
                                    + count(large, f -> f.device().isPresent()))
                    + " | "
                    + count(large, PlantedFaultsTest.Fate::plain) + " |");
        });
        lines.add("");
        lines.add("## Every mutant");
        lines.add("");
        lines.add(
                "| model | family | fault | effect | distance | in the files | in the device | tests that are red by shots | plain TVD |");
        lines.add("|---|---|---|---:|---:|---|---|---|---|");
        fates.forEach(f -> lines.add(String.format(
                Locale.ROOT,
                "| %s | %s | %s | %.2f | %.3f | %s | %s | %s | %s |",
                f.model(),
                f.mutant().family(),
                f.mutant().name(),
                f.effect(),
                f.distance(),
                f.equivalent() ? "equivalent" : f.written().word(),
                f.equivalent()
                        ? ""
                        : f.device().map(PlantedFaultsTest.Answer::word).orElse("–"),
                f.device().map(d -> String.join(", ", d.red())).orElse(""),
                f.plain() ? "red" : "")));
        Path results = Path.of(System.getProperty("basedir", "."), "..", "bench", "results");
        Files.createDirectories(results);
        Files.writeString(results.resolve("mutants.md"), String.join("\n", lines) + "\n");
    }

    private static List<String> bands(
            String name, double[] edges, List<PlantedFaultsTest.Fate> faulty, boolean effect) {
        var lines = new ArrayList<String>();
        lines.add(
                "| " + name
                        + " | mutants | caught in the files | in the device | caught from shots | undecided | green | plain TVD red |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|");
        for (int b = 0; b + 1 < edges.length; b++) {
            double low = edges[b];
            double high = edges[b + 1];
            List<PlantedFaultsTest.Fate> own = faulty.stream()
                    .filter(f ->
                            (effect ? f.effect() : f.distance()) >= low && (effect ? f.effect() : f.distance()) < high)
                    .toList();
            lines.add("| " + (high == Double.MAX_VALUE ? "from " + low : low + " to " + high) + " | " + own.size()
                    + " | "
                    + count(own, PlantedFaultsTest.Fate::caught) + " | "
                    + count(own, f -> f.device().isPresent()) + " | "
                    + count(own, PlantedFaultsTest.Fate::caughtByShots) + " | "
                    + count(own, f -> f.device()
                            .filter(PlantedFaultsTest.Answer::open)
                            .isPresent()) + " | "
                    + count(own, f -> f.device()
                            .filter(d -> !d.caught() && !d.open())
                            .isPresent()) + " | "
                    + count(own, PlantedFaultsTest.Fate::plain) + " |");
        }
        return lines;
    }

    private static long count(List<PlantedFaultsTest.Fate> fates, Predicate<PlantedFaultsTest.Fate> of) {
        return fates.stream().filter(of).count();
    }

    private static String share(List<PlantedFaultsTest.Fate> fates, Predicate<PlantedFaultsTest.Fate> of) {
        long found = count(fates, of);
        return String.format(
                Locale.ROOT, "%d of %d (%.1f %%)", found, fates.size(), 100.0 * found / Math.max(1, fates.size()));
    }
}
