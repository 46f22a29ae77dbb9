package io.jenkins.plugins.quantum.engine.example;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs circuits on Acme's machine. */
final class AcmeBackend implements Backend {
    private static final Map<String, JobStatus.State> STATES = Map.of(
            "waiting", JobStatus.State.QUEUED,
            "running", JobStatus.State.RUNNING,
            "done", JobStatus.State.DONE,
            "failed", JobStatus.State.FAILED,
            "stopped", JobStatus.State.CANCELLED);

    private final String name;
    private final HttpService service;

    AcmeBackend(String name, HttpService service) {
        this.name = name;
        this.service = service;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.remote("acme", "acme/anvil", false, 20, false, 50, 1, 10_000);
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TOKEN, 100);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return capabilities().whyNot(request);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        var body = Json.object().put("token", clientToken).put("shots", request.shots());
        var circuits = body.putArray("circuits");
        for (Map<String, Double> binding : request.bindings()) {
            circuits.add(Qasm.write3(request.circuit().bind(binding)));
        }
        String id =
                service.require(Call.post("/v1/jobs", body), AcmeBackend::words).require("/id");
        return new JobRef(
                name, id, Map.of("bits", Integer.toString(request.circuit().bits())));
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        String ids = String.join(",", jobs.stream().map(JobRef::id).toList());
        JsonNode known = service.require(Call.get("/v1/jobs?ids=" + ids), AcmeBackend::words)
                .json();
        return jobs.stream().map(job -> status(job, known.path(job.id()))).toList();
    }

    private JobStatus status(JobRef job, JsonNode answer) {
        if (answer.isMissingNode()) {
            return new JobStatus(job, JobStatus.State.LOST, 0, "Acme does not know the job");
        }
        var state = STATES.getOrDefault(answer.path("status").asText(), JobStatus.State.RUNNING);
        return new JobStatus(
                job, state, 0, service.redacted(answer.path("error").asText("")));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        int bits = Integer.parseInt(job.details().get("bits"));
        JsonNode answer = service.require(Call.get("/v1/jobs/" + job.id() + "/counts"), AcmeBackend::words)
                .json();
        List<Outcome> outcomes = new ArrayList<>();
        for (JsonNode histogram : answer.path("counts")) {
            Map<String, Long> counts = new TreeMap<>();
            // Acme writes bit 0 first; everybody here writes it last.
            histogram
                    .fields()
                    .forEachRemaining(entry -> counts.put(
                            new StringBuilder(entry.getKey()).reverse().toString(),
                            entry.getValue().asLong()));
            outcomes.add(Outcome.sampled(new Counts(bits, counts)));
        }
        return new JobResult(outcomes, Map.of("device", "acme/anvil"));
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Call stop = Call.json("DELETE", "/v1/jobs/" + job.id(), null).harmless();
        Reply reply = service.exchange(stop);
        if (!reply.ok() && reply.status() != 409) { // 409: it has ended already
            throw service.fault(reply, words(reply));
        }
    }

    @Override
    public Availability availability() throws BackendException {
        boolean up = service.require(Call.get("/v1/machine"), AcmeBackend::words)
                .json()
                .path("up")
                .asBoolean();
        return Availability.of(up ? Availability.State.ONLINE : Availability.State.OFFLINE, "");
    }

    @Override
    public void close() {
        // Nothing is held between calls.
    }

    private static String words(Reply reply) {
        try {
            return reply.json().path("message").asText("");
        } catch (BackendException e) {
            return "";
        }
    }
}
