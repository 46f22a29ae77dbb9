package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The write-ahead log of a run: one JSON object a line, on the disk before the next step is taken. A line that a crash cut
 * off is dropped when the journal is opened again.
 */
public final class Journal implements AutoCloseable {
    /** Of the entries. */
    static final int VERSION = 1;

    private final Path file;
    /** Null where nothing is written. */
    private final FileChannel channel;

    private final List<Entry> earlier;
    /** Guards the end of the file and {@link #written}. */
    private final Object writing = new Object();
    /** Guards {@link #flushed}; taken before {@link #writing}. */
    private final Object flushing = new Object();

    private long written;
    private long flushed;

    private Journal(Path file, FileChannel channel, List<Entry> earlier) {
        this.file = file;
        this.channel = channel;
        this.earlier = List.copyOf(earlier);
    }

    /** One line. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "entry")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Started.class, name = "started"),
        @JsonSubTypes.Type(value = Intent.class, name = "intent"),
        @JsonSubTypes.Type(value = NotAccepted.class, name = "not-accepted"),
        @JsonSubTypes.Type(value = Submitted.class, name = "submitted"),
        @JsonSubTypes.Type(value = Ended.class, name = "ended"),
        @JsonSubTypes.Type(value = LeftOpen.class, name = "left-open"),
        @JsonSubTypes.Type(value = Moved.class, name = "moved"),
        @JsonSubTypes.Type(value = Finished.class, name = "finished")
    })
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public sealed interface Entry {}

    /**
     * A run begins, or goes on with other options.
     *
     * @param schemaVersion
     *     of the journal
     * @param suite
     *     absolute path of the suite or circuit
     * @param named
     *     as the user named it
     * @param suiteDigest
     *     SHA-256 of its text
     * @param profile
     *     chosen, or null
     * @param backend
     *     chosen, or null
     * @param shots
     *     limit
     * @param seed
     *     root seed
     * @param maxCost
     *     limit, or null
     * @param only
     *     chosen test, or null
     * @param extraRounds
     *     granted looks
     * @param store
     *     folder that is kept between runs, or null
     * @param at
     *     ISO-8601
     * @param share
     *     which tests of the plan, or null for all
     */
    public record Started(
            int schemaVersion,
            String suite,
            String named,
            String suiteDigest,
            String profile,
            String backend,
            long shots,
            long seed,
            String maxCost,
            String only,
            int extraRounds,
            String store,
            String at,
            String share)
            implements Entry {
        /** The same for a suite in another place. */
        Started at(String otherSuite) {
            return with(otherSuite, share);
        }

        /** The same for other tests of the plan. */
        Started sharing(RunShare other) {
            return with(suite, other.toString());
        }

        private Started with(String otherSuite, String otherShare) {
            return new Started(
                    schemaVersion,
                    otherSuite,
                    named,
                    suiteDigest,
                    profile,
                    backend,
                    shots,
                    seed,
                    maxCost,
                    only,
                    extraRounds,
                    store,
                    at,
                    otherShare);
        }

        /** Whether it says all that is needed to go on. */
        boolean complete() {
            return schemaVersion == VERSION && suite != null && named != null && suiteDigest != null;
        }
    }

    /**
     * A job is about to be submitted under a client token.
     *
     * @param key
     *     of the job, with {@code /0}, {@code /1}, … where it is submitted in parts
     * @param backend
     *     its name
     * @param token
     *     what makes a repetition safe, or the job findable
     * @param device
     *     as the price book names it
     * @param shots
     *     in all
     * @param worst
     *     the most that it may bill
     * @param at
     *     ISO-8601, as in all entries
     */
    public record Intent(String key, String backend, String token, String device, long shots, String worst, String at)
            implements Entry {}

    /** The backend surely did not take what was submitted under the token. */
    public record NotAccepted(String key, String token, String message, String at) implements Entry {}

    /**
     * The backend took it and gave it an id.
     *
     * @param details
     *     what else is needed to read its answer; without them where there are none
     */
    public record Submitted(
            String key, String id, @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> details, String at)
            implements Entry {
        public Submitted {
            details = details == null ? Map.of() : Map.copyOf(details);
        }
    }

    /** A job ended; {@code DONE} means that its evidence is kept. */
    public record Ended(String key, String state, String message, String at) implements Entry {}

    /**
     * A job was told to end, or given up, and its end at the provider is not known, or its result was not fetched.
     *
     * @param id
     *     the provider's, or null
     * @param state
     *     {@code FINISHED} or {@code OPEN}
     * @param worst
     *     the most that it may bill
     */
    public record LeftOpen(String key, String id, String state, String worst, String message, String at)
            implements Entry {}

    /** A whole test leaves a backend before anything was measured there, and goes to another. */
    public record Moved(String test, String from, String to, String reason, String at) implements Entry {}

    /** The run is over. */
    public record Finished(int exitCode) implements Entry {}

    /**
     * Opens a journal to go on with it.
     *
     * @throws OutputException
     *     when it cannot be read or written
     */
    public static Journal open(Path file) {
        try {
            List<Entry> earlier = new ArrayList<>();
            long whole = readWhole(file, earlier);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            channel.truncate(whole);
            channel.position(whole);
            return new Journal(file, channel, earlier);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /** A journal for work that costs nothing and can be done again: it forgets. */
    static Journal discarding() {
        return new Journal(Path.of(""), null, List.of());
    }

    /** The entries of a journal that nobody writes; empty when there is no such file. */
    public static List<Entry> read(Path file) {
        List<Entry> entries = new ArrayList<>();
        try {
            readWhole(file, entries);
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
        return entries;
    }

    /** Whether a run that was cut off has jobs that have not ended. */
    public static boolean leftOpen(Path file) {
        return Pasts.of(read(file)).anyOpen();
    }

    /**
     * Collects the whole lines and returns the length of the file up to the end of the last one. A line that cannot be read, because
     * a newer version wrote it or the disk lost it, costs only itself: those behind it may name jobs that bill.
     */
    private static long readWhole(Path file, List<Entry> entries) throws IOException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return 0;
        }
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String line = new String(bytes, start, i - start, StandardCharsets.UTF_8);
                entry(line).ifPresent(entries::add);
                start = i + 1;
            }
        }
        return start;
    }

    private static Optional<Entry> entry(String line) {
        try {
            return Optional.ofNullable(RunJson.MAPPER.readValue(line, Entry.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What the journal held when it was opened. */
    public List<Entry> earlier() {
        return earlier;
    }

    /** Writes a line and waits until it is on the disk; threads that write at the same time share one flush. */
    public void add(Entry entry) {
        if (channel == null) {
            return;
        }
        try {
            flush(append(line(entry)));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    /**
     * Writes a line that outlives this process, and is on the disk with the next one: a machine that loses its power before loses
     * nothing with it.
     */
    void addLater(Entry entry) {
        if (channel == null) {
            return;
        }
        try {
            append(line(entry));
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }

    private static ByteBuffer line(Entry entry) throws JsonProcessingException {
        String text = RunJson.MAPPER.writerFor(Entry.class).writeValueAsString(entry) + "\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private long append(ByteBuffer bytes) throws IOException {
        synchronized (writing) {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            written++;
            return written;
        }
    }

    private void flush(long line) throws IOException {
        synchronized (flushing) {
            if (flushed < line) {
                long upTo;
                synchronized (writing) {
                    upTo = written;
                }
                channel.force(false);
                flushed = upTo;
            }
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw new OutputException(file, e);
        }
    }
}
