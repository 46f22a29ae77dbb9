package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A run that was prepared where its files and its Python are, to be run elsewhere: a folder with the suite and the files that it reads,
 * with what Python exported, and with the free references as evidence. Whoever opens it needs neither workspace nor Python.
 */
final class PreparedRun {
    /** Says what is to be run; written last. */
    static final String FILE = "prepared.json";

    /** The user's files, in the places in which the suite looks for them. */
    static final String FILES = "files";

    /** What earlier runs have kept, as it was when the run was prepared; the run adds to it. */
    static final String STORE = "store";

    private static final int MOST_FILES = 1000;
    private static final long MOST_BYTES = 64L << 20;
    private static final long LARGEST_FILE = 1L << 20;

    private PreparedRun() {}

    /**
     * Copies what a run reads.
     *
     * @param started
     *     as the journal would say it
     * @param files
     *     those that were read
     * @param store
     *     kept between runs; absent where nothing is
     * @throws InputException
     *     when they are too many or too large
     */
    static void write(
            RunFolder folder,
            Journal.Started started,
            SuiteFiles files,
            Path suite,
            KeptExports exports,
            Optional<Path> store) {
        Path root = files.root();
        Path target = folder.file(FILES);
        try {
            confine(folder.path());
            Set<Path> all = files.read();
            if (all.size() > MOST_FILES) {
                throw tooLarge(started, "more than " + MOST_FILES + " files");
            }
            long bytes = 0;
            for (Path file : all) {
                bytes += Files.size(file);
                if (bytes > MOST_BYTES) {
                    throw tooLarge(started, "more than " + (MOST_BYTES >> 20) + " MB");
                }
                copy(file, target.resolve(root.relativize(file).toString()));
            }
            Path place = root.relativize(suite.toAbsolutePath().normalize());
            copy(suite, target.resolve(place.toString()));
            if (store.isPresent() && Files.isDirectory(store.get())) {
                copyAll(store.get(), folder.file(STORE));
            }
            folder.write(KeptExports.FILE, exports.toJson());
            folder.write(FILE, json(started.at(place.toString().replace('\\', '/'))));
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    private static void copyAll(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Path parent = to.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A suite reads nothing above the folder that looks like a checkout: nothing of the machine that the run is on. */
    static void confine(Path folder) throws IOException {
        Files.createDirectories(folder.resolve(FILES).resolve(".git"));
    }

    private static InputException tooLarge(Journal.Started started, String what) {
        return new InputException(
                SourcePosition.of(started.named()),
                "the suite reads " + what + ", too much to be run away from its files",
                "split the suite, or take fewer points");
    }

    private static String json(Journal.Started started) {
        try {
            return RunJson.MAPPER.writerFor(Journal.Entry.class).writeValueAsString(started) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run's options are plain data", e);
        }
    }

    /**
     * What is to be run.
     *
     * @throws InputException
     *     when no run was prepared in the folder
     */
    static Journal.Started read(Path folder) {
        Path file = folder.resolve(FILE);
        try {
            if (Files.isRegularFile(file) && Files.size(file) <= LARGEST_FILE) {
                Journal.Entry entry = RunJson.MAPPER.readValue(file.toFile(), Journal.Entry.class);
                if (entry instanceof Journal.Started started && started.complete()) {
                    confine(folder);
                    return started;
                }
            }
        } catch (JsonProcessingException e) {
            throw refused(folder, e.getOriginalMessage());
        } catch (IOException e) {
            throw refused(folder, String.valueOf(e.getMessage()));
        }
        throw refused(folder, "there is no readable " + FILE);
    }

    private static InputException refused(Path folder, String why) {
        return new InputException(
                SourcePosition.of(String.valueOf(folder.getFileName())),
                "no prepared run is here: " + why,
                "prepare the run again");
    }
}
