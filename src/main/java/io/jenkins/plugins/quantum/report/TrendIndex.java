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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** Headline numbers of a job's newest builds in one small file: trends are drawn without loading a build. */
public final class TrendIndex {
    static final String FILE = "quantum-trend.jsonl";

    /** Lines kept; the oldest go first. */
    static final int MOST_LINES = 500;

    private static final ConcurrentMap<Path, Object> LOCKS = new ConcurrentHashMap<>();

    private final Path file;

    private TrendIndex(Path file) {
        this.file = file;
    }

    /** That of a job. */
    @NonNull
    public static TrendIndex of(@NonNull Job<?, ?> job) {
        return new TrendIndex(job.getRootDir().toPath().resolve(FILE));
    }

    /** Adds a build's result. */
    public void append(@NonNull RunResult result, @NonNull Run<?, ?> run) throws IOException {
        String line = TrendLine.of(result, run.getNumber(), run.getTimeInMillis()).toJson();
        synchronized (lock()) {
            List<String> lines = new ArrayList<>(text());
            lines.add(line);
            write(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
        }
    }

    /** Removes a deleted build. */
    void remove(int build) throws IOException {
        Predicate<String> ofBuild = line ->
                TrendLine.parse(line).filter(trend -> trend.build() == build).isPresent();
        synchronized (lock()) {
            List<String> lines = text();
            List<String> kept = lines.stream().filter(ofBuild.negate()).toList();
            if (kept.size() < lines.size()) {
                write(kept);
            }
        }
    }

    /** The lines, oldest first; a damaged line is left out. */
    @NonNull
    public List<TrendLine> lines() throws IOException {
        synchronized (lock()) {
            return text().stream()
                    .flatMap(line -> TrendLine.parse(line).stream())
                    .toList();
        }
    }

    private Object lock() {
        return LOCKS.computeIfAbsent(file.toAbsolutePath(), path -> new Object());
    }

    private List<String> text() throws IOException {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private void write(List<String> lines) throws IOException {
        try (var writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            try {
                for (String line : lines) {
                    writer.write(line);
                    writer.write('\n');
                }
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }
}
