package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param resets
 *     what was thrown away and why, the newest last
 */
public record Baselines(
        int schemaVersion, List<Entry> entries, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Reset> resets) {
    /** Its name. */
    public static final String FILE = "qmlops-baseline.json";

    private static final int VERSION = 1;

    public Baselines {
        entries = entries == null ? List.of() : List.copyOf(entries);
        resets = resets == null ? List.of() : List.copyOf(resets);
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
     * @param digest
     *     of the program that ran; empty in files of older versions
     * @param epoch
     *     of the calibration that it ran under; empty where there was none
     */
    public record Entry(
            String test,
            String gate,
            String backend,
            String profile,
            String statistic,
            double mean,
            double standardDeviation,
            int runs,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String digest,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String epoch) {
        public Entry {
            digest = digest == null ? "" : digest;
            epoch = epoch == null ? "" : epoch;
        }

        /** Whether it is about the same gate on the same backend under the same profile. */
        public boolean sameGate(Entry other) {
            return test.equals(other.test)
                    && gate.equals(other.gate)
                    && backend.equals(other.backend)
                    && profile.equals(other.profile);
        }
    }

    /**
     * That recorded figures were thrown away, kept for those who review the file.
     *
     * @param at
     *     day, ISO-8601
     * @param what
     *     a test, a test's gate, or everything
     * @param reason
     *     the user's
     * @param entries
     *     how many figures went
     */
    public record Reset(String at, String what, String reason, int entries) {}

    /** Nothing recorded. */
    public static Baselines none() {
        return new Baselines(VERSION, List.of(), List.of());
    }

    /** Reads the file beside a suite; nothing recorded where there is none. */
    public static Baselines read(Path folder) {
        return RecordedFile.read(
                folder, FILE, Baselines.class, none(), Baselines::schemaVersion, "a recorded baseline");
    }

    /** What was recorded for a gate. */
    public Optional<Baseline> find(String test, String gate, String backend, String profile) {
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
        return new Baselines(VERSION, merged, resets);
    }

    /**
     * These without some figures.
     *
     * @param test
     *     of this test alone; null for all
     * @param gate
     *     of this gate alone; null for all of the test's
     * @param reason
     *     why
     * @param day
     *     ISO-8601
     */
    public Baselines reset(String test, String gate, String reason, String day) {
        List<Entry> kept = entries.stream()
                .filter(e -> test != null && !e.test().equals(test)
                        || gate != null && !e.gate().equals(gate))
                .toList();
        List<Reset> noted = new ArrayList<>(resets);
        String what = test == null ? "everything" : gate == null ? test : test + "/" + gate;
        noted.add(new Reset(day, what, reason, entries.size() - kept.size()));
        return new Baselines(VERSION, kept, noted);
    }

    private static Entry entry(RunResult.TestResult test, RunResult.GateResult gate, String profile, double[] values) {
        Baseline of = of(values);
        return new Entry(
                test.name(),
                gate.gate(),
                test.backend(),
                profile,
                gate.finding().statistic(),
                of.mean(),
                of.standardDeviation(),
                of.runs(),
                test.digest(),
                test.epoch());
    }

    /** Mean and deviation of a figure over runs. */
    static Baseline of(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Baseline(mean, values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1)), values.length);
    }
}
