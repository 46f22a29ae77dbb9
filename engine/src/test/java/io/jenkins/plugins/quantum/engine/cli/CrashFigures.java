package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.testkit.clouds.Cloud;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What is counted over many runs that were killed. */
final class CrashFigures {
    private final Map<Cloud, Row> rows = new EnumMap<>(Cloud.class);
    private final List<String> wrong = new ArrayList<>();
    private String conditions = "";

    /** Of one provider. */
    static final class Row {
        private int runs;
        private int kills;
        private int killsInSubmission;
        private int accepted;
        private int duplicates;
        private int lost;
        private int results;
        private int wrongResults;
        private int unknownByKill;
        private int unknownByFault;
    }

    private Row row(Cloud cloud) {
        return rows.computeIfAbsent(cloud, key -> new Row());
    }

    /** Under what conditions it was measured. */
    synchronized void conditions(String text) {
        conditions = text;
    }

    /** A run came to its end after so many kills. */
    synchronized void run(Cloud cloud, int kills, int killsInSubmission) {
        row(cloud).runs++;
        row(cloud).kills += kills;
        row(cloud).killsInSubmission += killsInSubmission;
    }

    /** What a fake had accepted for a run. */
    synchronized void jobs(Cloud cloud, int accepted, int duplicates, int lost) {
        row(cloud).accepted += accepted;
        row(cloud).duplicates += duplicates;
        row(cloud).lost += lost;
    }

    /** Results that a run kept, and how many of them differ from the undisturbed run's. */
    synchronized void results(Cloud cloud, int kept, int different) {
        row(cloud).results += kept;
        row(cloud).wrongResults += different;
    }

    /** A job of which nobody knows whether it was accepted. */
    synchronized void unknown(Cloud cloud, boolean byKill) {
        if (byKill) {
            row(cloud).unknownByKill++;
        } else {
            row(cloud).unknownByFault++;
        }
    }

    /** Something that must not be. */
    synchronized void wrong(String what) {
        wrong.add(what);
    }

    synchronized List<String> wrong() {
        return List.copyOf(wrong);
    }

    synchronized int runs(Cloud cloud) {
        return row(cloud).runs;
    }

    synchronized int kills() {
        return rows.values().stream().mapToInt(row -> row.kills).sum();
    }

    synchronized int kills(Cloud cloud) {
        return row(cloud).kills;
    }

    synchronized int unknownByKill() {
        return rows.values().stream().mapToInt(row -> row.unknownByKill).sum();
    }

    /** For a reader. */
    synchronized String page() {
        var page = new StringBuilder("# Killed and resumed on five providers' services that fail\n\n");
        page.append(conditions).append("\n\n");
        page.append(
                "| provider | repetition | runs | kills | of them in a submission | jobs accepted | duplicates | silent losses"
                        + " | results | wrong results | unknown by a kill | unknown by a fault |\n");
        page.append("|---|---|---|---|---|---|---|---|---|---|---|---|\n");
        var sum = new Row();
        for (var entry : rows.entrySet()) {
            Row row = entry.getValue();
            line(
                    page,
                    entry.getKey().type(),
                    CloudCrashes.repetition(entry.getKey()).name(),
                    row);
            add(sum, row);
        }
        line(page, "all", "", sum);
        page.append(String.format(
                Locale.ROOT,
                "%nUnknown by a kill: %.2f %% of %d kills. What was wrong: %s%n",
                100.0 * sum.unknownByKill / Math.max(1, sum.kills),
                sum.kills,
                wrong.isEmpty() ? "nothing." : String.join("; ", wrong)));
        return page.toString();
    }

    private static void line(StringBuilder page, String name, String repetition, Row row) {
        page.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |%n",
                name,
                repetition,
                row.runs,
                row.kills,
                row.killsInSubmission,
                row.accepted,
                row.duplicates,
                row.lost,
                row.results,
                row.wrongResults,
                row.unknownByKill,
                row.unknownByFault));
    }

    private static void add(Row sum, Row row) {
        sum.runs += row.runs;
        sum.kills += row.kills;
        sum.killsInSubmission += row.killsInSubmission;
        sum.accepted += row.accepted;
        sum.duplicates += row.duplicates;
        sum.lost += row.lost;
        sum.results += row.results;
        sum.wrongResults += row.wrongResults;
        sum.unknownByKill += row.unknownByKill;
        sum.unknownByFault += row.unknownByFault;
    }
}
