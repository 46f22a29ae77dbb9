package io.jenkins.plugins.quantum.engine.backend.python;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A backend whose jobs a Python library computes. One process serves all jobs, one after the other; when it dies its job fails and the next
 * job starts a new one. Subclasses encode jobs for their program.
 */
public abstract class PythonBackend extends LocalBackend {
    private final PythonLibrary library;
    private final ProcessStarter starter;
    private final PythonSource python;
    private final Limits limits;
    private final Object handover = new Object();
    private PythonProcess process;
    private boolean closed;

    /** Says which interpreter to start; asked when the first job needs one. */
    @FunctionalInterface
    public interface PythonSource {
        /**
         * The interpreter's path or name.
         *
         * @throws BackendException
         *     when there is none, with the command that makes one
         */
        String interpreter() throws BackendException;
    }

    /**
     * Time limits.
     *
     * @param start
     *     until the process has loaded its libraries
     * @param job
     *     for one job
     */
    public record Limits(Duration start, Duration job) {
        /** Two minutes to start on a cold disk, two hours for a job. */
        public static final Limits DEFAULT = new Limits(Duration.ofMinutes(2), Duration.ofHours(2));
    }

    /**
     * Creates it; nothing is started before the first job.
     *
     * @param name
     *     under which suites know it
     * @param library
     *     that computes
     * @param starter
     *     starts the process
     * @param python
     *     which interpreter
     * @param limits
     *     after which a process counts as hung
     */
    protected PythonBackend(
            String name, PythonLibrary library, ProcessStarter starter, PythonSource python, Limits limits) {
        super(name, 1);
        this.library = library;
        this.starter = starter;
        this.python = python;
        this.limits = limits;
    }

    /** The job as its program reads it: one line of JSON with the request's id as {@code id}. */
    protected abstract String encode(JobRequest request) throws BackendException;

    /** The length of an outcome. */
    protected abstract int bits(JobRequest request);

    @Override
    protected final JobResult execute(JobRequest request, Progress progress)
            throws BackendException, InterruptedException {
        String job = encode(request);
        JsonNode answer = running().ask(request.id(), job, limits.job(), progress::reach);
        if (answer.has("error")) {
            throw new BackendException(answer.path("error").asText(), false);
        }
        return result(request, answer);
    }

    private PythonProcess running() throws BackendException, InterruptedException {
        synchronized (handover) {
            if (process != null && process.alive()) {
                return process;
            }
        }
        // Outside the lock: close must not wait for a slow start.
        PythonProcess started = PythonProcess.start(library, starter, python.interpreter(), limits.start());
        synchronized (handover) {
            if (closed) {
                started.kill();
                throw new BackendException("backend " + name() + " is closed", false);
            }
            process = started;
        }
        return started;
    }

    private JobResult result(JobRequest request, JsonNode answer) throws BackendException {
        int bits = bits(request);
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode run : answer.path("outcomes")) {
            outcomes.add(request.exact() ? exact(bits, run) : sampled(bits, run));
        }
        if (outcomes.size() != request.bindings().size()) {
            throw new BackendException(
                    "the Python process answered " + outcomes.size() + " of "
                            + request.bindings().size() + " runs",
                    false);
        }
        Map<String, String> facts = new HashMap<>();
        answer.path("facts")
                .properties()
                .forEach(fact -> facts.put(fact.getKey(), fact.getValue().asText()));
        return new JobResult(outcomes, facts);
    }

    private static Outcome exact(int bits, JsonNode run) {
        Map<String, Double> probabilities = new HashMap<>();
        run.properties()
                .forEach(entry ->
                        probabilities.put(entry.getKey(), entry.getValue().asDouble()));
        return Outcome.exact(new Distribution(bits, probabilities));
    }

    private static Outcome sampled(int bits, JsonNode run) {
        Map<String, Long> counts = new HashMap<>();
        run.properties()
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue().asLong()));
        return Outcome.sampled(new Counts(bits, counts));
    }

    @Override
    public final void close() {
        super.close();
        synchronized (handover) {
            closed = true;
            if (process != null) {
                process.kill();
            }
        }
    }
}
