package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A target of an Azure Quantum workspace. The client chooses the job's id, so that a submission that is sent again under the same token
 * is the same job.
 */
final class AzureBackend implements Backend {
    private static final Map<String, State> STATES = Map.of(
            "Queued", State.QUEUED,
            "Waiting", State.QUEUED,
            "Executing", State.RUNNING,
            "Finishing", State.RUNNING,
            "CancellationRequested", State.RUNNING,
            "Cancelling", State.RUNNING,
            "Succeeded", State.DONE,
            "Completed", State.DONE,
            "Failed", State.FAILED,
            "Cancelled", State.CANCELLED);

    private static final Map<String, Availability.State> TARGET_STATES = Map.of(
            "Available", Availability.State.ONLINE,
            "Degraded", Availability.State.DEGRADED,
            "Unavailable", Availability.State.OFFLINE);

    private final String name;
    private final String account;
    private final AzureWorkspace workspace;
    private final HttpService service;
    private final AzureTarget target;
    private final Capabilities capabilities;

    AzureBackend(String name, String account, AzureWorkspace workspace, AzureTarget target) {
        this.name = name;
        this.account = account;
        this.workspace = workspace;
        this.service = workspace.service();
        this.target = target;
        this.capabilities = target.capabilities();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Repetition.TOKEN, 1);
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return capabilities.whyNot(request).or(() -> target.format().whyNot(request));
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        TargetFormat format = target.format();
        String id = guid(clientToken);
        String container = workspace.upload(id, format.program(request), format.contentType());
        ObjectNode body = Json.object()
                .put("name", "qmlops " + clientToken)
                .put("itemType", "Job")
                .put("providerId", target.provider())
                .put("target", target.id())
                .put("containerUri", container)
                .put("inputDataUri", AzureWorkspace.program(container))
                .put("inputDataFormat", format.input())
                .put("outputDataFormat", format.output());
        body.set("inputParams", format.parameters(request));
        Reply reply = service.require(Call.json("PUT", workspace.at("/jobs/" + id), body), AzureWorkspace::words);
        return new JobRef(name, reply.require("/id"), format.details(request));
    }

    /** Job ids are GUIDs; a token of another form gives always the same one. */
    private static String guid(String token) {
        return token.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? token
                : UUID.nameUUIDFromBytes(token.getBytes(StandardCharsets.UTF_8)).toString();
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        var states = new ArrayList<JobStatus>(jobs.size());
        for (JobRef job : jobs) {
            Reply reply = service.exchange(Call.get(workspace.at("/jobs/" + job.id())));
            if (reply.status() == 404) {
                states.add(new JobStatus(job, State.LOST, 0, service.redacted(AzureWorkspace.words(reply))));
            } else {
                JsonNode answer = answer(reply);
                State state = state(answer);
                states.add(new JobStatus(job, state, state == State.DONE ? 1 : 0, words(answer)));
            }
        }
        return states;
    }

    private JsonNode answer(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw service.fault(reply, AzureWorkspace.words(reply));
        }
        reply.require("/status");
        return reply.json();
    }

    private static State state(JsonNode job) {
        return STATES.getOrDefault(job.path("status").asText(), State.RUNNING);
    }

    private String words(JsonNode job) {
        JsonNode error = job.path("errorData");
        return service.redacted(
                (error.path("code").asText("") + " " + error.path("message").asText("")).strip());
    }

    @Override
    public JobResult fetch(JobRef ref) throws BackendException {
        JsonNode job = answer(service.exchange(Call.get(workspace.at("/jobs/" + ref.id()))));
        State state = state(job);
        if (state != State.DONE) {
            throw new BackendException(
                    "Azure Quantum has no result of job " + ref.id() + ": " + words(job),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        JsonNode results =
                workspace.download(ref.id(), job.path("outputDataUri").asText(""));
        return new JobResult(List.of(target.format().read(ref.details(), results)), facts(ref, job));
    }

    private Map<String, String> facts(JobRef ref, JsonNode job) {
        var facts = new HashMap<>(Map.of("device", capabilities.device(), "job", ref.id()));
        JsonNode cost = job.path("costEstimate");
        if (cost.path("estimatedTotal").isNumber()) {
            facts.put("billed", cost.path("estimatedTotal").decimalValue().toPlainString());
            facts.put("billed.unit", service.redacted(cost.path("currencyCode").asText("")));
        }
        executionTime(job).ifPresent(time -> facts.put("execution.seconds", Double.toString(time.toMillis() / 1000.0)));
        return facts;
    }

    private static Optional<Duration> executionTime(JsonNode job) {
        try {
            return Optional.of(Duration.between(
                    OffsetDateTime.parse(job.path("beginExecutionTime").asText()),
                    OffsetDateTime.parse(job.path("endExecutionTime").asText())));
        } catch (DateTimeException e) {
            // Times are for information only.
            return Optional.empty();
        }
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Reply reply = service.exchange(
                Call.post(workspace.at("/jobs/" + job.id() + ":cancel"), null).harmless());
        boolean ended = reply.status() == 404 || reply.status() == 409;
        if (!reply.ok() && !ended) {
            throw service.fault(reply, AzureWorkspace.words(reply));
        }
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode providers = service.require(Call.get(workspace.at("/providerStatus")), AzureWorkspace::words)
                .json()
                .path("value");
        for (JsonNode provider : providers) {
            for (JsonNode status : provider.path("targets")) {
                if (status.path("id").asText().equalsIgnoreCase(target.id())) {
                    return availability(status);
                }
            }
        }
        return Availability.of(
                Availability.State.OFFLINE,
                "the workspace does not offer " + target.id() + "; add its provider in the Azure portal");
    }

    private Availability availability(JsonNode status) {
        String word = status.path("currentAvailability").asText("");
        JsonNode seconds = status.path("averageQueueTime");
        return new Availability(
                TARGET_STATES.getOrDefault(word, Availability.State.UNKNOWN),
                OptionalLong.empty(),
                seconds.isNumber() && seconds.asLong() >= 0
                        ? Optional.of(Duration.ofSeconds(seconds.asLong()))
                        : Optional.empty(),
                service.redacted(word));
    }

    @Override
    public void close() {
        // Nothing is held open: connections belong to the network.
    }
}
