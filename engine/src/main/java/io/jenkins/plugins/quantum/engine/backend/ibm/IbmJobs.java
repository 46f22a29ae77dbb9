package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks at jobs: where they stand, what they brought and cost, which one carries a token. */
final class IbmJobs {
    private static final Map<String, State> STATES = Map.of(
            "Queued", State.QUEUED,
            "Running", State.RUNNING,
            "Completed", State.DONE,
            "Failed", State.FAILED,
            "Cancelled", State.CANCELLED);

    /** The service ended the job because it ran longer than its limit: its time is billed. */
    private static final String TOO_LONG = "1305";

    private static final String ID = "[A-Za-z0-9_-]{1,100}";
    private static final int PAGE = 200;

    private final HttpService service;

    IbmJobs(HttpService service) {
        this.service = service;
    }

    /** The first program that a job was sent with, or an empty text where the service does not show it. */
    String program(String id) throws BackendException {
        return get("/jobs/" + id).json().at("/params/pubs/0/0").asText("");
    }

    /** The ids of the jobs that carry a tag: at most a page of them. */
    List<String> tagged(String token) throws BackendException {
        var ids = new ArrayList<String>();
        Reply list = get("/jobs?exclude_params=true&limit=" + PAGE + "&tags=" + token);
        for (JsonNode job : list.array("/jobs")) {
            for (JsonNode tag : job.path("tags")) {
                if (tag.asText().equals(token) && job.path("id").asText().matches(ID)) {
                    ids.add(job.path("id").asText());
                    break;
                }
            }
        }
        return ids;
    }

    static String checkedId(String id) throws BackendException {
        if (!id.matches(ID)) {
            throw new BackendException("IBM's id of the job cannot be read", Kind.IN_DOUBT);
        }
        return id;
    }

    List<JobStatus> status(List<JobRef> refs) throws BackendException {
        Map<String, JsonNode> listed = new HashMap<>();
        if (refs.size() > 1) {
            get("/jobs?exclude_params=true&sort=DESC&limit=" + PAGE + "&tags=" + IbmProgram.COMMON_TAG)
                    .json()
                    .path("jobs")
                    .forEach(job -> listed.put(job.path("id").asText(), job));
        }
        var states = new ArrayList<JobStatus>();
        for (JobRef ref : refs) {
            JsonNode job = listed.get(ref.id());
            states.add(job == null ? single(ref) : state(ref, job));
        }
        return states;
    }

    private JobStatus single(JobRef ref) throws BackendException {
        Reply reply = service.exchange(Call.get("/jobs/" + ref.id() + "?exclude_params=true"));
        if (reply.status() == 404) {
            return new JobStatus(ref, State.LOST, 0, "IBM does not know the job");
        }
        return state(ref, checked(reply).json());
    }

    private JobStatus state(JobRef ref, JsonNode job) throws BackendException {
        // The status beside the state has words of its own for the same: the state decides.
        JsonNode word = job.path("state").path("status");
        if (!word.isTextual()) {
            throw new BackendException("IBM's answer about a job lacks its state", Kind.TRANSIENT);
        }
        State state = STATES.getOrDefault(word.asText(), State.RUNNING);
        JsonNode more = job.path("state");
        String code = more.path("reason_code").asText(more.path("reasonCode").asText(""));
        String reason = more.path("reason").asText("");
        boolean tooLong = code.equals(TOO_LONG) || job.path("status").asText("").contains("Ran too long");
        if (state == State.CANCELLED && tooLong) {
            state = State.FAILED;
            reason = "the job ran longer than its limit and was ended; its time is billed. " + reason;
        }
        return new JobStatus(
                ref,
                state,
                state == State.DONE ? 1 : 0,
                service.redacted((code + " " + reason + " "
                                + more.path("reason_solution").asText(""))
                        .strip()));
    }

    JobResult fetch(JobRef ref) throws BackendException {
        JsonNode job = get("/jobs/" + ref.id() + "?exclude_params=true").json();
        JobStatus status = state(ref, job);
        if (status.state() != State.DONE) {
            throw new BackendException(
                    "the job has no results: it is " + status.state() + " " + status.message(),
                    status.state().ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        Reply reply = get("/jobs/" + ref.id() + "/results");
        if (reply.status() == 204 || reply.body().length == 0) {
            throw new BackendException("IBM has no results of the job yet", Kind.TRANSIENT);
        }
        return new JobResult(IbmResults.read(ref, reply.json()), facts(ref, job));
    }

    private Map<String, String> facts(JobRef ref, JsonNode job) throws BackendException {
        var facts = new HashMap<>(ref.details());
        facts.keySet().removeAll(List.of("registers", "runs", "shots"));
        facts.put("job", ref.id());
        JsonNode usage = get("/jobs/" + ref.id() + "/metrics").json().path("usage");
        JsonNode charged = usage.path("qpu_charge_time_seconds");
        if (charged.isNumber() && !usage.path("status").asText("").equals("pending")) {
            facts.put("billed", charged.asText());
            facts.put("billed.unit", "s");
        } else if (job.path("usage").path("quantum_seconds").isNumber()) {
            facts.put("billed", job.path("usage").path("quantum_seconds").asText());
            facts.put("billed.unit", "s");
            facts.put("billed.status", "not final");
        } else {
            facts.put("billed.status", "not known yet");
        }
        return facts;
    }

    /** Ends a job; one that has ended is left as it is. */
    void cancel(JobRef ref) throws BackendException {
        Reply reply = service.exchange(
                Call.json("POST", "/jobs/" + ref.id() + "/cancel", null).harmless());
        if (!reply.ok() && !(reply.status() == 409 && single(ref).state().ended())) {
            throw service.fault(reply, IbmErrors.words(reply));
        }
    }

    private Reply get(String path) throws BackendException {
        return checked(service.exchange(Call.get(path)));
    }

    private Reply checked(Reply reply) throws BackendException {
        if (!reply.ok()) {
            throw service.fault(reply, IbmErrors.words(reply));
        }
        return reply;
    }
}
