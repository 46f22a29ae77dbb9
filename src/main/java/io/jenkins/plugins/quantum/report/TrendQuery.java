package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Which builds and tests a trend shows, as its address says it. What cannot be understood is as if it were not there.
 *
 * @param range
 *     {@code 50}, {@code 200}, {@code 500} or {@code all}
 * @param from
 *     first day, UTC; empty for no limit
 * @param to
 *     last day, UTC; empty for no limit
 * @param test
 *     one test alone; empty for all
 * @param backend
 *     one backend alone; empty for all
 */
public record TrendQuery(String range, String from, String to, String test, String backend) {
    /** What the page offers; the first is the default. */
    public static final List<String> RANGES = List.of("50", "200", "500", "all");

    private static final int LONGEST_NAME = 200;

    /** So many are read from the end of the file. */
    private static final int FEW = 200;

    /** Of a request's parameters. */
    @NonNull
    static TrendQuery of(@NonNull UnaryOperator<String> parameters) {
        String range = text(parameters.apply("range"));
        return new TrendQuery(
                RANGES.contains(range) ? range : RANGES.get(0),
                day(parameters.apply("from")).map(LocalDate::toString).orElse(""),
                day(parameters.apply("to")).map(LocalDate::toString).orElse(""),
                text(parameters.apply("test")),
                text(parameters.apply("backend")));
    }

    private static String text(@CheckForNull String value) {
        return value == null ? "" : value.substring(0, Math.min(value.length(), LONGEST_NAME));
    }

    private static Optional<LocalDate> day(@CheckForNull String value) {
        try {
            return value == null || value.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(value.strip()));
        } catch (DateTimeException e) {
            return Optional.empty(); // a form cannot send this; whoever writes it by hand sees an empty field
        }
    }

    /** All builds of an index. */
    @FunctionalInterface
    interface Lines {
        /** Oldest first. */
        List<TrendLine> of(TrendIndex index) throws IOException;
    }

    /**
     * The builds that it asks for, oldest first, with all of their tests. Dates choose among all builds.
     *
     * @param all
     *     for those that ask for many
     */
    @NonNull
    List<TrendLine> builds(@NonNull TrendIndex index, @NonNull Lines all) throws IOException {
        int most = range.equals("all") ? TrendIndex.MOST_BUILDS : Integer.parseInt(range);
        if (from.isEmpty() && to.isEmpty()) {
            return most <= FEW ? index.newest(most) : newest(all.of(index), most);
        }
        long first = from.isEmpty() ? Long.MIN_VALUE : start(LocalDate.parse(from));
        long end = to.isEmpty() ? Long.MAX_VALUE : start(LocalDate.parse(to).plusDays(1));
        return newest(
                all.of(index).stream()
                        .filter(line -> line.time() >= first && line.time() < end)
                        .toList(),
                most);
    }

    private static List<TrendLine> newest(List<TrendLine> lines, int most) {
        return lines.subList(Math.max(0, lines.size() - most), lines.size());
    }

    private static long start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }

    /** The builds with the tests and backends that it asks for alone; builds without any are left out. */
    @NonNull
    List<TrendLine> chosen(@NonNull List<TrendLine> builds) {
        if (test.isEmpty() && backend.isEmpty()) {
            return builds;
        }
        return builds.stream()
                .map(line -> new TrendLine(
                        line.build(),
                        line.time(),
                        line.exitCode(),
                        line.entries().stream()
                                .filter(entry -> test.isEmpty() || entry.test().equals(test))
                                .filter(entry ->
                                        backend.isEmpty() || entry.backend().equals(backend))
                                .toList()))
                .filter(line -> !line.entries().isEmpty())
                .toList();
    }
}
