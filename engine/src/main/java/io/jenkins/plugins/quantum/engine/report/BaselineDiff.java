package io.jenkins.plugins.quantum.engine.report;

import io.jenkins.plugins.quantum.engine.run.Baselines;
import io.jenkins.plugins.quantum.engine.run.Baselines.Entry;
import io.jenkins.plugins.quantum.engine.run.RecordedPrograms;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What recording some runs would change in a baseline: figures, programs, calibrations.
 *
 * @param changed
 *     figures with another mean, a sentence each
 * @param added
 *     figures that are not recorded
 * @param gone
 *     recorded figures of the runs' profile that the runs do not have
 * @param same
 *     how many figures stay
 * @param programs
 *     of which tests another program ran
 * @param calibrations
 *     under which tests ran on another calibration
 */
public record BaselineDiff(
        List<String> changed,
        List<String> added,
        List<String> gone,
        int same,
        List<String> programs,
        List<String> calibrations) {
    private static final int SHORT = 12;

    /** Means that differ by less are equal but for rounding. */
    private static final double ROUNDING = 1e-12;

    public BaselineDiff {
        changed = List.copyOf(changed);
        added = List.copyOf(added);
        gone = List.copyOf(gone);
        programs = List.copyOf(programs);
        calibrations = List.copyOf(calibrations);
    }

    /**
     * Compares.
     *
     * @param recorded
     *     figures
     * @param programs
     *     recorded with them
     * @param runs
     *     of one profile, at least one
     */
    public static BaselineDiff of(Baselines recorded, RecordedPrograms programs, List<RunResult> runs) {
        String profile = runs.get(0).profile();
        List<Entry> before = recorded.entries().stream()
                .filter(entry -> entry.profile().equals(profile))
                .toList();
        List<Entry> now = recorded.record(runs).entries().stream()
                .filter(entry -> entry.profile().equals(profile))
                .toList();
        List<String> changed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        Map<String, String> calibrations = new TreeMap<>();
        Map<String, String> earlierDigests = new TreeMap<>();
        for (Entry entry : now) {
            Entry old = before.stream().filter(entry::sameGate).findFirst().orElse(null);
            if (old == null) {
                added.add(name(entry) + ": " + figure(entry));
                continue;
            }
            if (Math.abs(old.mean() - entry.mean()) > ROUNDING * Math.max(1, Math.abs(old.mean()))) {
                changed.add(name(entry) + ": " + figure(old) + " -> " + figure(entry));
            }
            if (!old.digest().isEmpty()) {
                earlierDigests.put(entry.test(), old.digest());
            }
            if (!old.epoch().equals(entry.epoch())
                    && !(old.epoch().isEmpty() && old.digest().isEmpty())) {
                calibrations.put(
                        PlainText.line(entry.test() + " on " + entry.backend()),
                        shortened(old.epoch()) + " -> " + shortened(entry.epoch()));
            }
        }
        programs.programs().forEach(program -> earlierDigests.put(program.test(), program.digest()));
        List<String> others = new ArrayList<>();
        runs.get(0).tests().stream()
                .filter(test -> earlierDigests.containsKey(test.name())
                        && !earlierDigests.get(test.name()).equals(test.digest()))
                .map(test -> PlainText.line(test.name()) + ": digest " + shortened(earlierDigests.get(test.name()))
                        + " -> " + shortened(test.digest()))
                .distinct()
                .forEach(others::add);
        List<String> gone = before.stream()
                .filter(old -> now.stream().noneMatch(old::sameGate))
                .map(old -> name(old) + ": " + figure(old))
                .toList();
        List<String> epochs = new ArrayList<>();
        calibrations.forEach((test, change) -> epochs.add(test + ": " + change));
        return new BaselineDiff(changed, added, gone, now.size() - changed.size() - added.size(), others, epochs);
    }

    private static String name(Entry entry) {
        return PlainText.line(
                entry.test() + " / " + entry.gate() + " on " + entry.backend() + ", " + entry.statistic());
    }

    private static String figure(Entry entry) {
        return PlainText.number(entry.mean())
                + (entry.runs() > 1 ? " +- " + PlainText.number(entry.standardDeviation()) : "") + " ("
                + PlainText.count(entry.runs(), "run") + ")";
    }

    private static String shortened(String digest) {
        return digest.isEmpty() ? "none" : PlainText.line(digest.substring(0, Math.min(SHORT, digest.length())));
    }

    /** Whether recording would change nothing. */
    public boolean nothing() {
        return changed.isEmpty() && added.isEmpty() && gone.isEmpty() && programs.isEmpty() && calibrations.isEmpty();
    }

    /** Lines for a terminal. */
    public String text() {
        var text = new StringBuilder();
        if (nothing()) {
            text.append("Nothing would change: ")
                    .append(PlainText.count(same, "figure"))
                    .append(same == 1 ? " stays" : " stay")
                    .append(" as recorded.\n");
            return text.toString();
        }
        part(text, "Figures that would change", changed);
        part(text, "Figures that would be new", added);
        part(text, "Figures that would go", gone);
        part(text, "Programs that are not the recorded ones", programs);
        part(text, "Calibrations that are not the recorded ones", calibrations);
        return text.append(PlainText.count(same, "figure"))
                .append(same == 1 ? " stays" : " stay")
                .append(" as recorded.\n")
                .toString();
    }

    private static void part(StringBuilder text, String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            text.append(heading).append(":\n");
            lines.forEach(line -> text.append("  ").append(line).append('\n'));
        }
    }
}
