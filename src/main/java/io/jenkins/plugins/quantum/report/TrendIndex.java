package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Job;
import hudson.model.Run;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.quantum.engine.report.TrendLine;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Headline numbers of a job's newest builds in one small file, a line of JSON for each: trends are drawn without loading a build. Several results of
 * a build share its line.
 */
public final class TrendIndex {
    static final String FILE = "quantum-trend.jsonl";

    /** Builds kept; the oldest go first. */
    static final int MOST_LINES = 500;

    /** The file never grows beyond this: suites of a thousand tests keep fewer builds. */
    static final int MOST_CHARACTERS = 8 << 20;

    /** Exit codes: wrong input, refused, failed, no data, inconclusive, passed. */
    private static final List<Integer> WORST_FIRST = List.of(2, 4, 1, 3, 5, 0);

    /** Builds of one job end at the same time; two jobs that share a lock only wait for each other. */
    private static final Object[] LOCKS =
            IntStream.range(0, 64).mapToObj(i -> new Object()).toArray();

    private final Path file;

    TrendIndex(Path file) {
        this.file = file.toAbsolutePath();
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
            List<TrendLine> lines = new ArrayList<>(read());
            int known = indexOf(lines, added.build());
            if (known < 0) {
                lines.add(added);
            } else {
                lines.set(known, merged(lines.get(known), added));
            }
            write(lines);
        }
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

    private static int indexOf(List<TrendLine> lines, int build) {
        for (int i = lines.size() - 1; i >= 0; i--) {
            if (lines.get(i).build() == build) {
                return i;
            }
        }
        return -1;
    }

    /** Removes a deleted build. */
    void remove(int build) throws IOException {
        synchronized (lock()) {
            List<TrendLine> lines = read();
            List<TrendLine> kept =
                    lines.stream().filter(line -> line.build() != build).toList();
            if (kept.size() < lines.size()) {
                write(kept);
            }
        }
    }

    /** The lines, oldest first; a damaged line is left out. */
    @NonNull
    public List<TrendLine> lines() throws IOException {
        synchronized (lock()) {
            return read();
        }
    }

    /** Whether a build of the job left a result. */
    boolean exists() {
        return Files.isRegularFile(file);
    }

    private Object lock() {
        return LOCKS[Math.floorMod(file.hashCode(), LOCKS.length)];
    }

    private List<TrendLine> read() throws IOException {
        try {
            // bytes that are no text make a damaged line, not a damaged index
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .flatMap(line -> TrendLine.parse(line).stream())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void write(List<TrendLine> lines) throws IOException {
        try (var writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            try {
                for (String line : newest(lines)) {
                    writer.write(line);
                    writer.write('\n');
                }
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }

    private static Deque<String> newest(List<TrendLine> lines) {
        Deque<String> kept = new ArrayDeque<>();
        int characters = 0;
        for (int i = lines.size() - 1; i >= 0 && kept.size() < MOST_LINES; i--) {
            String line = lines.get(i).toJson();
            characters += line.length() + 1;
            if (characters > MOST_CHARACTERS) {
                break;
            }
            kept.addFirst(line);
        }
        return kept;
    }
}
