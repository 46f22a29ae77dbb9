package io.jenkins.plugins.quantum.engine.backend.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.python.LastWords;
import io.jenkins.plugins.quantum.engine.python.LineReader;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A running Python process and the lines exchanged with it. Whatever goes wrong, a call ends with an exception and the
 * process is dead: by its own death, by the time limit, or by the caller's interruption. Used by one thread at a time;
 * {@link #kill} by any.
 */
public final class PythonProcess {
    private static final String END_OF_INPUT = "";

    private final ObjectMapper json = new ObjectMapper();
    private final ProcessStarter.Child child;
    private final LineReader output;
    private final LastWords words;
    private final LinkedBlockingQueue<String> outbox = new LinkedBlockingQueue<>();
    private volatile boolean dead;

    private PythonProcess(ProcessStarter.Child child, int longestLine) {
        this.child = child;
        output = new LineReader(child.output(), longestLine);
        words = new LastWords(child.errors());
        // A process that does not read would hold up a direct write for ever.
        var writer = new Thread(() -> write(child.input()), "qmlops-python-input");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Starts the program and waits for its greeting.
     *
     * @throws BackendException
     *     when the interpreter cannot be started or lacks a library; the message names both
     */
    public static PythonProcess start(PythonLibrary library, ProcessStarter starter, String python, Duration patience)
            throws BackendException, InterruptedException {
        return start(library, starter, python, patience, LineReader.LONGEST);
    }

    static PythonProcess start(
            PythonLibrary library, ProcessStarter starter, String python, Duration patience, int longestLine)
            throws BackendException, InterruptedException {
        ProcessStarter.Child child;
        try {
            child = starter.start(library.command(python));
        } catch (IOException e) {
            throw new BackendException("cannot start Python (" + python + "): " + e.getMessage(), false, e);
        }
        var process = new PythonProcess(child, longestLine);
        process.outbox.add(library.firstLine());
        JsonNode greeting = process.read(System.nanoTime() + patience.toNanos(), patience);
        if (!greeting.path("hello").isObject()) {
            process.kill();
            throw new BackendException(
                    library.title() + " is not usable: "
                            + greeting.path("error").asText("unexpected greeting") + "; run `" + library.setup()
                            + "`, or name a Python that has it",
                    false);
        }
        return process;
    }

    /** Receives the share of a job that is done. */
    @FunctionalInterface
    public interface Listener {
        /** The share, 0 to 1. */
        void reached(double share) throws InterruptedException;
    }

    /**
     * Sends a job and waits for its answer.
     *
     * @param id
     *     of the job
     * @param job
     *     as JSON without line ends
     * @param limit
     *     for this job
     * @param listener
     *     told of progress
     */
    public JsonNode ask(String id, String job, Duration limit, Listener listener)
            throws BackendException, InterruptedException {
        outbox.add(job);
        long deadline = System.nanoTime() + limit.toNanos();
        boolean answered = false;
        try {
            while (true) {
                JsonNode line = read(deadline, limit);
                if (!line.path("id").asText().equals(id)) {
                    continue;
                }
                if (line.has("progress")) {
                    listener.reached(line.path("progress").asDouble());
                    continue;
                }
                answered = true;
                return line;
            }
        } finally {
            if (!answered) {
                kill();
            }
        }
    }

    private JsonNode read(long deadline, Duration limit) throws BackendException, InterruptedException {
        LineReader.Line line = output.next(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null) {
            kill();
            throw new BackendException(
                    "the Python process did not answer within " + limit.toSeconds() + " s and was ended", false);
        }
        if (line.end()) {
            throw died(line.reason());
        }
        try {
            return json.readTree(line.text());
        } catch (JsonProcessingException e) {
            kill();
            throw new BackendException("the Python process answered with something else than JSON", false, e);
        }
    }

    private BackendException died(String reason) throws InterruptedException {
        kill();
        words.awaitEnd();
        String last = words.line();
        var message = new StringBuilder("the Python process ended (");
        if (reason.isEmpty()) {
            message.append(exit());
        } else {
            message.append(reason);
        }
        if (!last.isEmpty()) {
            message.append(", last words: ").append(last);
        }
        return new BackendException(message.append(')').toString(), false);
    }

    private String exit() throws InterruptedException {
        try {
            int code = child.await();
            return code == 137 ? "exit 137: killed, often for lack of memory" : "exit " + code;
        } catch (IOException e) {
            return "connection lost: " + e.getMessage();
        }
    }

    /** Whether it can be asked again. */
    public boolean alive() {
        return !dead;
    }

    /** Ends it. */
    public void kill() {
        dead = true;
        outbox.add(END_OF_INPUT);
        child.kill();
    }

    private void write(OutputStream stream) {
        try (stream) {
            for (String line = outbox.take(); !line.isEmpty(); line = outbox.take()) {
                stream.write(line.getBytes(StandardCharsets.UTF_8));
                stream.write('\n');
                stream.flush();
            }
        } catch (IOException e) {
            // The process has ended: whoever waits for its answer is told so by the end of its output.
            dead = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
