package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.GateContext.Baseline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What {@code qmlops baseline} recorded: the file {@value #FILE} beside the suite, meant to be committed.
 *
 * @param schemaVersion
 *     1
 * @param entries
 *     sorted
 */
public record Baselines(int schemaVersion, List<Entry> entries) {
    /** Its name. */
    public static final String FILE = "qmlops-baseline.json";

    private static final int VERSION = 1;

    public Baselines {
        entries = entries == null ? List.of() : List.copyOf(entries);
    }

    /**
     * A recorded metric.
     *
     * @param test
     *     name
     * @param gate
     *     kind
     * @param backend
     *     name
     * @param profile
     *     name
     * @param statistic
     *     what was recorded
     * @param mean
     *     over the runs
     * @param standardDeviation
     *     between the runs
     * @param runs
     *     how many
     */
    public record Entry(
            String test,
            String gate,
            String backend,
            String profile,
            String statistic,
            double mean,
            double standardDeviation,
            int runs) {}

    /** Nothing recorded. */
    public static Baselines none() {
        return new Baselines(VERSION, List.of());
    }

    /** A baseline being recorded: an open line for every gate. */
    static Baselines recording() {
        return new Baselines(-1, List.of());
    }

    /** Reads the file beside a suite; nothing recorded where there is none. */
    public static Baselines read(Path folder) {
        return RecordedFile.read(
                folder, FILE, Baselines.class, none(), Baselines::schemaVersion, "a recorded baseline");
    }

    /** What was recorded for a gate. */
    public Optional<Baseline> find(String test, String gate, String backend, String profile) {
        if (schemaVersion < 0) {
            return Optional.of(new Baseline(0, 0, 0));
        }
        return entries.stream()
                .filter(e -> e.test().equals(test)
                        && e.gate().equals(gate)
                        && e.backend().equals(backend)
                        && e.profile().equals(profile))
                .findFirst()
                .map(e -> new Baseline(e.mean(), e.standardDeviation(), e.runs()));
    }

    /** The metrics of several runs of one plan, merged into these: entries of other profiles stay. */
    public Baselines record(List<RunResult> runs) {
        List<Entry> merged = new ArrayList<>(entries);
        String profile = runs.get(0).profile();
        merged.removeIf(e -> e.profile().equals(profile));
        for (var test : runs.get(0).tests()) {
            for (var gate : test.gates()) {
                double[] values = runs.stream()
                        .flatMap(run -> run.tests().stream())
                        .filter(t -> t.name().equals(test.name()) && t.backend().equals(test.backend()))
                        .flatMap(t -> t.gates().stream())
                        .filter(g -> g.gate().equals(gate.gate()))
                        .mapToDouble(g -> g.finding().value())
                        .filter(Double::isFinite)
                        .toArray();
                if (values.length == runs.size()) {
                    merged.add(entry(test, gate, profile, values));
                }
            }
        }
        merged.sort(Comparator.comparing(Entry::profile)
                .thenComparing(Entry::test)
                .thenComparing(Entry::gate)
                .thenComparing(Entry::backend));
        return new Baselines(VERSION, merged);
    }

    private static Entry entry(RunResult.TestResult test, RunResult.GateResult gate, String profile, double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double deviation = values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
        return new Entry(
                test.name(),
                gate.gate(),
                test.backend(),
                profile,
                gate.finding().statistic(),
                mean,
                deviation,
                values.length);
    }
}
