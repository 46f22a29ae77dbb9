package io.jenkins.plugins.quantum.overview;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Job;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.TrendSummary;
import io.jenkins.plugins.quantum.report.CostView;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The jobs of a folder and of the folders in it that the user of this request may see, as far as they have results.
 *
 * @param rows
 *     what failed first, then by name
 * @param green
 *     jobs whose newest result is green
 * @param spent
 *     this month, of the jobs whose money the user may see; empty where nothing was
 * @param shots
 *     this month
 * @param cut
 *     whether there are more jobs than were looked at
 */
public record FolderRollUp(List<Row> rows, long green, String spent, long shots, boolean cut) {
    /** Jobs looked at. */
    static final int MOST_JOBS = 2_000;

    /** Folders looked into. */
    private static final int MOST_FOLDERS = 2_000;

    public FolderRollUp {
        rows = List.copyOf(rows);
    }

    /**
     * A job.
     *
     * @param name
     *     relative to the folder
     * @param url
     *     relative to Jenkins
     * @param summary
     *     its figures
     * @param money
     *     whether the user may see what it costs
     */
    public record Row(String name, String url, JobSummary summary, boolean money) {}

    @NonNull
    static FolderRollUp of(@NonNull ItemGroup<?> folder, @NonNull JobSummaries summaries) {
        List<Row> rows = new ArrayList<>();
        Map<String, BigDecimal> money = new TreeMap<>();
        int[] jobs = {0};
        boolean whole = walk(folder, job -> {
            if (++jobs[0] > MOST_JOBS) {
                return false;
            }
            Optional<JobSummary> summary = summaries.of(job);
            summary.ifPresent(one -> {
                boolean visible = CostView.visible(job);
                rows.add(new Row(job.getRelativeNameFrom(folder), job.getUrl(), one, visible));
                if (visible) {
                    one.money().forEach((currency, amount) -> money.merge(currency, amount, BigDecimal::add));
                }
            });
            return true;
        });
        rows.sort(Comparator.comparingInt((Row row) -> row.summary().rank()).thenComparing(Row::name));
        return new FolderRollUp(
                rows,
                rows.stream()
                        .filter(row -> TrendSummary.worst(row.summary().counts().keySet()) == Verdict.PASS)
                        .count(),
                TrendSummary.money(money),
                rows.stream().mapToLong(row -> row.summary().shots()).sum(),
                !whole);
    }

    /** Whether a job in the folder has results, whoever asks. */
    static boolean any(@NonNull ItemGroup<?> folder) {
        int[] jobs = {0};
        return !walk(
                        folder,
                        job -> ++jobs[0] <= MOST_JOBS && !TrendIndex.of(job).exists())
                && jobs[0] <= MOST_JOBS;
    }

    /** Gives the jobs that the user may see; answers whether all of them were given. Jobs that hold jobs, such as matrix projects, are jobs. */
    private static boolean walk(ItemGroup<?> folder, Predicate<Job<?, ?>> more) {
        Deque<ItemGroup<?>> open = new ArrayDeque<>(List.of(folder));
        for (int folders = 0; !open.isEmpty(); folders++) {
            if (folders == MOST_FOLDERS) {
                return false;
            }
            for (Item item : open.remove().getItems()) {
                if (item instanceof Job<?, ?> job) {
                    if (job.hasPermission(Item.READ) && !more.test(job)) {
                        return false;
                    }
                } else if (item instanceof ItemGroup<?> group) {
                    open.add(group);
                }
            }
        }
        return true;
    }

    /** How many jobs have results. */
    public int count() {
        return rows.size();
    }

    /** The shots, thousands set apart. */
    public String shotsText() {
        return String.format(Locale.ROOT, "%,d", shots).replace(',', '\u00a0');
    }
}
