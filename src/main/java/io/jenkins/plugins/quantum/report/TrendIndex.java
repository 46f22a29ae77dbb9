package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Headline numbers of a job's newest builds in one file: trends are drawn without loading a build. A result adds a line at the end; the last line of a build
 * counts, so that a second result of a build writes the line of both, and a deleted build a line that says so. Whoever wants the newest builds reads the end of
 * the file alone.
 */
public final class TrendIndex {
    static final String FILE = "quantum-trend.jsonl";

    /** Builds kept; the oldest go first. */
    static final int MOST_BUILDS = 5_000;

    /** The file is written anew when it holds so many lines more than it may keep. */
    static final int SLACK = 500;

    /** What is kept never grows beyond this: suites of a hundred tests keep fewer builds. */
    static final int MOST_CHARACTERS = 24 << 20;

    /** Builds among which that before another is looked for. */
    private static final int RECENT = 200;

    private static final Pattern REMOVED = Pattern.compile("\\{\"removed\":(\\d{1,10})}");
    private static final Pattern BUILD = Pattern.compile("\\{\"build\":(\\d{1,10}),");

    /** Exit codes: wrong input, refused, failed, no data, inconclusive, passed. */
    private static final List<Integer> WORST_FIRST = List.of(2, 4, 1, 3, 5, 0);

    /** Builds of one job end at the same time; two jobs that share a lock only wait for each other. */
    private static final Object[] LOCKS =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    private final Path file;
    private final LineFile lines;

    TrendIndex(Path file) {
        this.file = file.toAbsolutePath();
        this.lines = new LineFile(this.file);
    }

    /** That of a job. */
    @NonNull
    public static TrendIndex of(@NonNull Job<?, ?> job) {
        return new TrendIndex(job.getRootDir().toPath().resolve(FILE));
    }

    /** Adds a build's result. */
    public void append(@NonNull RunResult result, @NonNull Run<?, ?> run) throws IOException {
        append(TrendLine.of(result, run.getNumber(), run.getTimeInMillis()));
    }

    void append(TrendLine added) throws IOException {
        synchronized (lock()) {
            var known = find(added.build());
            lines.append(known.line()
                    .map(first -> merged(first, added))
                    .orElse(added)
                    .toJson());
            if (known.lines() >= MOST_BUILDS + SLACK) {
                compact();
            }
        }
    }

    /**
     * What the file has of a build.
     *
     * @param line
     *     empty where it was never there or is deleted
     * @param lines
     *     how many lines the whole file has
     */
    private record Known(Optional<TrendLine> line, int lines) {}

    private Known find(int build) throws IOException {
        var all = lines.read();
        String removed = removed(build);
        String start = "{\"build\":" + build + ",";
        for (int i = all.size() - 1; i >= 0; i--) {
            String line = all.get(i);
            if (line.equals(removed)) {
                break;
            }
            if (line.startsWith(start)) {
                Optional<TrendLine> parsed = TrendLine.parse(line);
                if (parsed.isPresent()) {
                    return new Known(parsed, all.size());
                }
            }
        }
        return new Known(Optional.empty(), all.size());
    }

    private static String removed(int build) {
        return "{\"removed\":" + build + "}";
    }

    private static TrendLine merged(TrendLine first, TrendLine second) {
        return new TrendLine(
                first.build(),
                first.time(),
                worse(first.exitCode(), second.exitCode()),
                Stream.concat(first.entries().stream(), second.entries().stream())
                        .toList());
    }

    private static int worse(int first, int second) {
        return WORST_FIRST.indexOf(first) <= WORST_FIRST.indexOf(second) ? first : second;
    }

    /** Removes a deleted build. */
    void remove(int build) throws IOException {
        synchronized (lock()) {
            if (find(build).line().isPresent()) {
                lines.append(removed(build));
            }
        }
    }

    /** All builds, oldest first; a damaged line is left out. */
    @NonNull
    public List<TrendLine> lines() throws IOException {
        return newest(MOST_BUILDS);
    }

    /**
     * The newest builds, oldest first; reads no more of the file than it needs.
     *
     * @param most
     *     how many
     */
    @NonNull
    public List<TrendLine> newest(int most) throws IOException {
        Set<Integer> seen = new HashSet<>();
        List<TrendLine> newest = new ArrayList<>();
        synchronized (lock()) {
            lines.backwards(line -> {
                take(line, seen, newest);
                return newest.size() < most;
            });
        }
        newest.sort(Comparator.comparingInt(TrendLine::build));
        return newest;
    }

    /** The newest build before this one that has a result; 0 for none. */
    int before(int build) throws IOException {
        return newest(RECENT).stream()
                .mapToInt(TrendLine::build)
                .filter(number -> number < build)
                .max()
                .orElse(0);
    }

    private static void take(String line, Set<Integer> seen, List<TrendLine> newest) {
        Matcher removed = REMOVED.matcher(line);
        if (removed.matches()) {
            seen.add((int) Long.parseLong(removed.group(1)));
            return;
        }
        Matcher build = BUILD.matcher(line);
        if (build.lookingAt() && !seen.contains((int) Long.parseLong(build.group(1)))) {
            TrendLine.parse(line).ifPresent(parsed -> {
                seen.add(parsed.build());
                newest.add(parsed);
            });
        }
    }

    /** Whether a build of the job left a result. */
    public boolean exists() {
        return lines.exists();
    }

    /** What changes with every change of the file. */
    public record Stamp(long bytes, long millis) {}

    /** One for each index. */
    public record Key(Path file) {}

    /** What changes with every change of the file; empty where there is none. */
    @NonNull
    public Optional<Stamp> stamp() {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(
                    new Stamp(attributes.size(), attributes.lastModifiedTime().toMillis()));
        } catch (IOException e) {
            return Optional.empty(); // not there: as if nothing had been recorded
        }
    }

    /** Under which something about this index can be kept. */
    @NonNull
    public Key key() {
        return new Key(file);
    }

    private Object lock() {
        return LOCKS[Math.floorMod(file.hashCode(), LOCKS.length)];
    }

    private void compact() throws IOException {
        List<TrendLine> kept = lines();
        Deque<String> texts = new ArrayDeque<>();
        long characters = 0;
        for (int i = kept.size() - 1; i >= 0; i--) {
            String line = kept.get(i).toJson();
            characters += line.length() + 1;
            if (characters > MOST_CHARACTERS) {
                break;
            }
            texts.addFirst(line);
        }
        lines.replace(texts);
    }
}
