package io.jenkins.plugins.quantum.steps;

import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the builds of a job keep for later ones: evidence that is gone on with, and figures that lines are learnt from. All parts of a
 * run, on whatever machines, see it as it was when the first of them began; what they add is taken over once the run has its result.
 *
 * <p>Files are numbered in the order in which they were taken over: they come from machines whose clocks differ.
 */
final class JobStore {
    private static final String FOLDER = "quantum-store";
    private static final String JSON = ".json";

    /** As many digits as the engine gives the names of its files, of which these are to be the older ones. */
    private static final String NUMBER = "%022d" + JSON;

    /** Most files of evidence for one question. A question that was decided gets no more; only programs that change make new ones. */
    private static final int MOST_FILES = 1000;

    private static final Pattern NUMBERED = Pattern.compile("\\d{22}" + Pattern.quote(JSON));

    /** Builds of a job end at the same time. */
    private static final Object LOCK = new Object();

    private final Path job;
    private final Path build;

    /**
     * For a run.
     *
     * @param owner
     *     the name of its result; shards have theirs in common
     */
    JobStore(Run<?, ?> run, String owner) {
        this.job = run.getParent().getRootDir().toPath().resolve(FOLDER);
        this.build = run.getRootDir().toPath().resolve(FOLDER).resolve(owner);
    }

    /** Where {@link #before} is. */
    Path place() {
        return build.resolve("before");
    }

    /** What earlier builds have kept, as it was when this run began. */
    Path before() throws IOException {
        Path before = place();
        if (!Files.isDirectory(before)) {
            Files.createDirectories(build);
            Path draft = Files.createTempDirectory(build, "draft");
            synchronized (LOCK) {
                for (String name : names(job)) {
                    copy(job.resolve(name), draft.resolve(name));
                }
            }
            try {
                Files.move(draft, before, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
                Util.deleteRecursive(draft.toFile()); // another shard was first
            }
        }
        return before;
    }

    /**
     * Sets aside what a part of the run has added.
     *
     * @param part
     *     its name
     * @param store
     *     what it was given, with what it added
     */
    void add(String part, Path store) throws IOException {
        List<String> known = names(before());
        for (String name : names(store)) {
            if (!known.contains(name)) {
                copy(store.resolve(name), build.resolve("added").resolve(part).resolve(name));
            }
        }
    }

    /** The run has its result: later builds get what it added. */
    void keep() throws IOException {
        Path added = build.resolve("added");
        synchronized (LOCK) {
            for (String name : names(added)) {
                Path file = added.resolve(name);
                Path inPart = added.relativize(file);
                take(file, job.resolve(inPart.subpath(1, inPart.getNameCount())).resolveSibling(""));
            }
        }
        Util.deleteRecursive(build.toFile());
    }

    /** A file that is there already is not taken twice: Jenkins may have stopped in the middle. */
    private static void take(Path file, Path folder) throws IOException {
        Files.createDirectories(folder);
        List<String> names = numbered(folder);
        for (String name : names) {
            if (Files.mismatch(file, folder.resolve(name)) < 0) {
                return;
            }
        }
        long last =
                names.isEmpty() ? 0 : Long.parseLong(names.get(names.size() - 1).replace(JSON, ""));
        WholeFile.write(folder.resolve(String.format(Locale.ROOT, NUMBER, last + 1)), Files.readString(file));
        for (String old : names.subList(0, Math.max(0, names.size() + 1 - MOST_FILES))) {
            Files.delete(folder.resolve(old));
        }
    }

    private static List<String> numbered(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(NUMBERED.asMatchPredicate())
                    .sorted()
                    .toList();
        }
    }

    /** Those of the files below a folder, sorted. */
    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.endsWith(JSON))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.resolveSibling(""));
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
