package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A folder that is kept between the runs of a suite. Every run adds files of its own and changes none, so that runs at the same time lose
 * nothing of each other. A file that is damaged counts as missing, and the run says so.
 *
 * <p>A run is known by the time of its start: going on with it after a crash finds the folder as it was for it at first.
 */
final class RunStore {
    private static final String FIGURES = "figures";
    private static final String EVIDENCE = "evidence";
    private static final String JSON = ".json";

    /** Larger files were not written by a run. */
    private static final long LARGEST = 64L << 20;

    /** Names the folder of a suite and a test in it. */
    private static final int KEY_LENGTH = 16;

    private final Path folder;
    private final String run;
    private final List<Diagnostic> warnings;

    /**
     * The part of a folder that belongs to a suite.
     *
     * @param folder
     *     kept between runs; made when something is first written
     * @param suite
     *     as the user names it
     * @param run
     *     its start, ISO-8601
     * @param warnings
     *     hears of files that cannot be used
     */
    RunStore(Path folder, String suite, String run, List<Diagnostic> warnings) {
        this.folder = folder.resolve(Job.sha256(suite).substring(0, KEY_LENGTH));
        this.run = number(run);
        this.warnings = warnings;
    }

    /** The figures of earlier runs. */
    LearntFigures figures() {
        return new LearntFigures(read(folder.resolve(FIGURES), LearntFigures.Run.class).stream()
                .filter(LearntFigures.Run::readable)
                .toList());
    }

    /** Keeps this run's figures. */
    void keep(LearntFigures.Run figures) {
        write(folder.resolve(FIGURES), figures);
    }

    /** The evidence that earlier runs took for a question, of all its hypotheses. */
    List<KeptEvidence> evidence(String question) {
        return read(place(question), KeptEvidence.class).stream()
                .filter(KeptEvidence::readable)
                .toList();
    }

    /** Keeps what this run took for a question. */
    void keep(String question, KeptEvidence evidence) {
        write(place(question), evidence);
    }

    private Path place(String question) {
        return folder.resolve(EVIDENCE).resolve(Job.sha256(question).substring(0, KEY_LENGTH));
    }

    private <T> List<T> read(Path from, Class<T> type) {
        List<T> read = new ArrayList<>();
        for (Path file : files(from)) {
            one(file, type).ifPresent(read::add);
        }
        return read;
    }

    /** Nanoseconds since 1970 in digits that sort as they count. */
    private static String number(String instant) {
        Instant start = Instant.parse(instant);
        return String.format("%013d%09d", start.getEpochSecond(), start.getNano());
    }

    /** Those of runs that began earlier, the oldest first. */
    private List<Path> files(Path from) {
        List<Path> files = new ArrayList<>();
        if (Files.isDirectory(from)) {
            try (DirectoryStream<Path> all = Files.newDirectoryStream(from, "*" + JSON)) {
                all.forEach(files::add);
            } catch (IOException e) {
                throw new OutputException(from, e);
            }
        }
        files.removeIf(file -> String.valueOf(file.getFileName()).compareTo(run + JSON) >= 0);
        files.sort(null);
        return files;
    }

    private <T> Optional<T> one(Path file, Class<T> type) {
        try {
            if (Files.size(file) > LARGEST) {
                return damaged(file, "it is too large");
            }
            return Optional.ofNullable(RunJson.MAPPER.readValue(file.toFile(), type));
        } catch (JsonProcessingException e) {
            return damaged(file, e.getOriginalMessage());
        } catch (IOException e) {
            return damaged(file, String.valueOf(e.getMessage()));
        }
    }

    private <T> Optional<T> damaged(Path file, String why) {
        warnings.add(Diagnostic.warning(
                SourcePosition.of(file.toString()),
                "what an earlier run kept cannot be read and is left out: " + why,
                "remove the file"));
        return Optional.empty();
    }

    private void write(Path to, Object content) {
        try {
            Files.createDirectories(to);
            WholeFile.write(to.resolve(run + JSON), RunJson.MAPPER.writeValueAsString(content));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a run keeps is plain data", e);
        } catch (IOException e) {
            throw new OutputException(to, e);
        }
    }
}
