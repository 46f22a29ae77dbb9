package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;

/**
 * The folder of one run: journal, evidence, results. Every file but the journal is written beside its place and moved there
 * when it is whole, so that a reader never meets half of one. One process at a time.
 */
public final class RunFolder implements AutoCloseable {
    /** The run's write-ahead log. */
    public static final String JOURNAL = "journal.jsonl";

    /** Results of jobs, by key. */
    public static final String EVIDENCE = "evidence";

    private static final String LOCK = ".lock";

    private final Path folder;
    private final FileChannel channel;
    private final FileLock lock;

    private RunFolder(Path folder, FileChannel channel, FileLock lock) {
        this.folder = folder;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes a folder for a run; makes it when it is missing.
     *
     * @param folder
     *     where
     * @throws OutputException
     *     when it cannot be written or another run is using it
     */
    public static RunFolder open(Path folder) {
        try {
            Files.createDirectories(folder.resolve(EVIDENCE));
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new OutputException(
                        folder + " is in use by another run; wait for it or choose another place with --out");
            }
            return new RunFolder(folder, channel, lock);
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    private static FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this process: the same answer as for another one
        }
    }

    /**
     * Whether a run is at work in a folder, in this process or another.
     *
     * @throws OutputException
     *     when it cannot be told
     */
    public static boolean inUse(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = tryLock(channel)) {
            return lock == null;
        } catch (NoSuchFileException e) {
            return false; // no run was ever here
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    /**
     * Removes what an earlier run left.
     *
     * @param kept
     *     keys of evidence that stays
     */
    void clear(Set<String> kept) {
        try {
            for (String name :
                    new String[] {JOURNAL, RunPart.FILE, "result.json", "report.html", "junit.xml", "summary.md"}) {
                Files.deleteIfExists(folder.resolve(name));
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.resolve(EVIDENCE))) {
                for (Path file : files) {
                    if (!kept.contains(String.valueOf(file.getFileName()).replace(".json", ""))) {
                        Files.delete(file);
                    }
                }
            }
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }

    /**
     * Makes room for results that were merged elsewhere. A folder in which a run was at work stays as it is.
     *
     * @throws OutputException
     *     when it is the folder of a run
     */
    public void replaceResults() {
        if (Files.exists(folder.resolve(JOURNAL))) {
            throw new OutputException(
                    folder + " is the folder of a run; choose another place for what is merged with --out");
        }
        clear(Set.of());
    }

    /** Where it is. */
    public Path path() {
        return folder;
    }

    /** A file in it. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a whole file or none. */
    public void write(String name, String text) {
        WholeFile.write(folder.resolve(name), text);
    }

    /** Keeps a job's result. */
    public void keep(String key, JobResult result) {
        try {
            write(EVIDENCE + "/" + fileName(key), RunJson.MAPPER.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a job's result is plain data", e);
        }
    }

    /** Parts of a job are named after it and a slash. */
    private static String fileName(String key) {
        return key.replace('/', '-') + ".json";
    }

    /** A kept result; empty when there is none or when it cannot be read, which means that the job runs again. */
    public Optional<JobResult> kept(String key) {
        Path file = folder.resolve(EVIDENCE).resolve(fileName(key));
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            return Optional.of(RunJson.MAPPER.readValue(file.toFile(), JobResult.class));
        } catch (NoSuchFileException | JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            throw new OutputException(folder, e);
        }
    }
}
