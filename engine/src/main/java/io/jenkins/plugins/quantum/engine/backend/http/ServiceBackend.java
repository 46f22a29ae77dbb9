package io.jenkins.plugins.quantum.engine.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A device behind one service that is asked for one job at a time: what the adapters of such services share. */
public abstract class ServiceBackend implements Backend {
    private static final String BITS = "bits";
    private static final String CIRCUITS = "circuits";

    private final String name;
    private final HttpService service;
    private final String account;
    private final Capabilities capabilities;

    /**
     * A device.
     *
     * @param name
     *     under which suites know it
     * @param account
     *     see {@link Backend#account}
     */
    protected ServiceBackend(String name, HttpService service, String account, Capabilities capabilities) {
        this.name = name;
        this.service = service;
        this.account = account;
        this.capabilities = capabilities;
    }

    /** The service. */
    protected final HttpService service() {
        return service;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Capabilities capabilities() {
        return capabilities;
    }

    /** Unless told otherwise, nobody can tell whether a submission in doubt was accepted. */
    @Override
    public Conduct conduct() {
        return Conduct.cloud(Repetition.NONE, 1);
    }

    @Override
    public final String account() {
        return account;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return capabilities.whyNot(request);
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        var states = new ArrayList<JobStatus>(jobs.size());
        for (JobRef job : jobs) {
            states.add(look(job));
        }
        return states;
    }

    /** The state of one job. */
    protected abstract JobStatus look(JobRef job) throws BackendException;

    /** A job's state with the service's words, which are cleaned here. */
    protected final JobStatus status(JobRef job, State state, String words) {
        return new JobStatus(job, state, state == State.DONE ? 1 : 0, service.redacted(words));
    }

    /** The state of a job that the service does not know. */
    protected final JobStatus lost(JobRef job, Reply reply) {
        return status(job, State.LOST, words(reply));
    }

    /** Sends a request that must succeed. */
    protected final Reply require(Call call) throws BackendException {
        return successful(service.exchange(call));
    }

    /** An answer that must be one of success. */
    protected final Reply successful(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw fault(reply);
        }
        return reply;
    }

    /** The exception for an answer without success. */
    protected BackendException fault(Reply reply) {
        return service.fault(reply, words(reply));
    }

    /** Sends a cancellation; when the service refuses it, a job that has ended all the same is left as it is. */
    protected final void cancel(JobRef job, Call call) throws BackendException {
        Reply reply = service.exchange(call.harmless());
        if (!reply.ok()
                && (reply.status() == 401
                        || reply.status() >= 500
                        || !look(job).state().ended())) {
            throw fault(reply);
        }
    }

    /**
     * Sends a cancellation.
     *
     * @param nothingLeft
     *     statuses by which the service says that there is nothing left to cancel
     */
    protected final void cancel(Call call, Set<Integer> nothingLeft) throws BackendException {
        Reply reply = service.exchange(call.harmless());
        if (!nothingLeft.contains(reply.status())) {
            successful(reply);
        }
    }

    /**
     * Makes sure that a request can run.
     *
     * @throws BackendException
     *     {@link Kind#REFUSED} with the reason of {@link #whyNot}
     */
    protected final void requireRunnable(JobRequest request) throws BackendException {
        Optional<String> refusal = whyNot(request);
        if (refusal.isPresent()) {
            throw new BackendException(refusal.get(), Kind.REFUSED);
        }
    }

    /**
     * Makes sure that a job has results.
     *
     * @throws BackendException
     *     {@link Kind#TRANSIENT} while it has not ended, {@link Kind#REFUSED} when it ended otherwise
     */
    protected final void requireDone(JobStatus status) throws BackendException {
        if (status.state() != State.DONE) {
            throw new BackendException(
                    service.name() + " has no results of job " + status.job().id() + ": it is " + status.state() + " "
                            + status.message(),
                    status.state().ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
    }

    /** The reference of a job of circuits: its bits and circuits are what {@link #bits} and {@link #circuits} read. */
    protected final JobRef reference(String id, JobRequest request) {
        return new JobRef(
                name,
                id,
                Map.of(
                        BITS, Integer.toString(request.circuit().bits()),
                        CIRCUITS, Integer.toString(request.bindings().size())));
    }

    /** Classical bits of each circuit. */
    protected static int bits(JobRef job) throws BackendException {
        return number(job, BITS);
    }

    /** How many circuits there are. */
    protected static int circuits(JobRef job) throws BackendException {
        return number(job, CIRCUITS);
    }

    /**
     * A whole number among the details of a reference.
     *
     * @throws BackendException
     *     when it is not there
     */
    protected static int number(JobRef job, String detail) throws BackendException {
        try {
            return Integer.parseInt(job.details().getOrDefault(detail, ""));
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "the reference of job " + job.id() + " is damaged: it lacks its " + detail
                            + ": was the journal changed?",
                    Kind.REFUSED,
                    e);
        }
    }

    @Override
    public void close() {
        // Nothing is held open: connections belong to the network.
    }

    /** The explanation in an answer without success; empty where there is none. */
    protected final String words(Reply reply) {
        return reply.explanation(this::explanation);
    }

    /**
     * The explanation in a body, where services usually have it: in {@code detail}, {@code message} or {@code error}, a text, an object or
     * a list of them.
     */
    protected String explanation(JsonNode body) {
        return words(body, 4);
    }

    private static String words(JsonNode node, int depth) {
        if (node.isValueNode() || depth == 0) {
            return node.isTextual() ? node.asText() : "";
        }
        if (node.isArray()) {
            var all = new ArrayList<String>();
            for (int i = 0; i < Math.min(3, node.size()); i++) {
                all.add(words(node.get(i), depth - 1));
            }
            return String.join("; ", all);
        }
        for (String field : List.of("detail", "message", "error", "msg", "error_message", "error_description")) {
            String found = words(node.path(field), depth - 1);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return "";
    }
}
