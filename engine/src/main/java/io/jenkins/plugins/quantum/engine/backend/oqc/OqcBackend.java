package io.jenkins.plugins.quantum.engine.backend.oqc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Histogram;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A machine of OQC. The service's list of machines names the address of each; tasks are sent there. State and results of a task are one
 * GET. There is no token against repetition.
 */
final class OqcBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.of(
            "CREATED", State.QUEUED,
            "SUBMITTED", State.QUEUED,
            "RUNNING", State.RUNNING,
            "COMPLETED", State.DONE,
            "FAILED", State.FAILED,
            "EXPIRED", State.FAILED,
            "CANCELLED", State.CANCELLED);

    private final String machine;
    private final boolean optimised;
    private volatile String address;

    OqcBackend(
            String name,
            HttpService service,
            String account,
            String machine,
            boolean optimised,
            Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.machine = machine;
        this.optimised = optimised;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = super.whyNot(request);
        if (general.isPresent() || !OqcTask.tooLarge(body(request, ""))) {
            return general;
        }
        return Optional.of(capabilities().device() + " takes no task of more than 128 kB: the circuit is too long");
    }

    private ObjectNode body(JobRequest request, String tag) {
        return OqcTask.body(
                request.circuit().bind(request.bindings().get(0)), request.shots(), machine, tag, optimised);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Reply reply = require(Call.post(tasks() + "/submit", body(request, clientToken)));
        return reference(reply.require("/0/task_id"), request);
    }

    /** Where the machine's tasks are, below the service's address. */
    private String tasks() throws BackendException {
        String known = address;
        if (known == null) {
            known = path(machine().path("url").asText()) + "/tasks";
            address = known;
        }
        return known;
    }

    private JsonNode machine() throws BackendException {
        for (JsonNode item :
                require(Call.get("/admin/qpu?per_page=1000")).json().path("items")) {
            if (item.path("id").asText().equals(machine)) {
                return item;
            }
        }
        throw new BackendException(
                "the account of OQC has no machine '" + machine + "': compare the option device with its list",
                Kind.REFUSED);
    }

    /** The token is for the service alone: an address elsewhere gets none. */
    private String path(String url) throws BackendException {
        String base = service().base().toString().replaceAll("/+$", "");
        String trimmed = url.replaceAll("/+$", "");
        try {
            URI whole = URI.create(base + "/").resolve(trimmed);
            if (whole.getAuthority() != null
                    && whole.getAuthority().equals(service().base().getAuthority())
                    && whole.getScheme().equals(service().base().getScheme())
                    && whole.toString().startsWith(base)) {
                return whole.toString().substring(base.length());
            }
        } catch (IllegalArgumentException e) {
            throw new BackendException("OQC names an address of the machine that cannot be read", Kind.REFUSED, e);
        }
        throw new BackendException(
                "OQC serves the machine at " + service().redacted(trimmed)
                        + "; name that server in the option endpoint if the token may be sent there",
                Kind.REFUSED);
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        Reply reply = service().exchange(Call.get(tasks() + "/" + job.id() + "/all_info"));
        if (reply.status() == 404) {
            return status(job, State.LOST, words(reply));
        }
        return status(job, checked(reply));
    }

    private JsonNode checked(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw fault(reply);
        }
        reply.require("/status");
        return reply.json();
    }

    private JobStatus status(JobRef job, JsonNode task) {
        String word = task.path("status").asText();
        String why = task.path("task_error").path("error_message").asText("");
        State state = STATES.getOrDefault(word, State.RUNNING);
        return status(job, state, why.isEmpty() && state == State.FAILED ? word : why);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode task = checked(service().exchange(Call.get(tasks() + "/" + job.id() + "/all_info")));
        requireDone(status(job, task));
        // OQC's compiler joins the values of a register's bits in their order: bit 0 comes first.
        var counts = Histogram.read(
                task.path("results").path("c"),
                bits(job),
                Histogram.Order.LOWEST_FIRST,
                service().name());
        return new JobResult(
                List.of(Outcome.sampled(counts)),
                Map.of("device", capabilities().device(), "job", job.id()));
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        ObjectNode body = Json.object();
        body.putArray("tasks").add(job.id());
        cancel(job, Call.post(tasks() + "/cancel_many", body));
    }

    @Override
    public Availability availability() throws BackendException {
        return machine().path("active").asBoolean()
                ? Availability.of(Availability.State.ONLINE, "")
                : Availability.of(Availability.State.OFFLINE, "not active");
    }
}
