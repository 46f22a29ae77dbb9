package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Problems at the Solver API, whatever solves them: submitted, asked for, found by label, cancelled. */
final class SapiProblems {
    private static final String LIST = "problems";
    private static final String ONE = "problem";
    private static final int MOST_LISTED = 20;

    private static final Map<String, JobStatus.State> STATES = Map.of(
            "PENDING", JobStatus.State.QUEUED,
            "IN_PROGRESS", JobStatus.State.RUNNING,
            "COMPLETED", JobStatus.State.DONE,
            "FAILED", JobStatus.State.FAILED,
            "CANCELLED", JobStatus.State.CANCELLED);

    private final Sapi sapi;

    SapiProblems(Sapi sapi) {
        this.sapi = sapi;
    }

    /** Submits one problem and returns its id. */
    String submit(ObjectNode job) throws BackendException {
        Reply reply =
                sapi.require(sapi.call(Call.post("/problems/", Json.array().add(job)), LIST));
        JsonNode accepted = reply.json().path(0);
        if (accepted.has("error_code")) {
            throw sapi.itemFault(reply, accepted);
        }
        return reply.require("/0/id");
    }

    /** The newest problem with a label. */
    List<JsonNode> labelled(String label) throws BackendException {
        var found = new ArrayList<JsonNode>();
        Call list = Call.get("/problems/?label=" + Sapi.encoded(label) + "&max_results=" + MOST_LISTED);
        for (JsonNode problem : sapi.array(sapi.exchange(sapi.call(list, LIST)))) {
            if (label.equals(problem.path("label").asText())) {
                found.add(problem);
            }
        }
        return found;
    }

    /** The states of problems, in the order asked. */
    List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        String ids = jobs.stream().map(JobRef::id).map(Sapi::encoded).collect(Collectors.joining(","));
        Reply reply = sapi.exchange(sapi.call(Call.get("/problems/?id=" + ids), LIST));
        if (reply.status() == 404 && jobs.size() > 1) {
            var each = new ArrayList<JobStatus>();
            for (JobRef job : jobs) {
                each.addAll(status(List.of(job)));
            }
            return each;
        }
        var known = new HashMap<String, JsonNode>();
        if (reply.status() != 404) {
            sapi.array(reply).forEach(problem -> known.put(problem.path("id").asText(), problem));
        }
        return jobs.stream().map(job -> status(job, known.get(job.id()))).toList();
    }

    private JobStatus status(JobRef job, JsonNode problem) {
        if (problem == null) {
            return new JobStatus(job, JobStatus.State.LOST, 0, "D-Wave does not know this problem");
        }
        JobStatus.State state = STATES.getOrDefault(problem.path("status").asText(), JobStatus.State.RUNNING);
        String words = sapi.words(problem.path("error_message").asText());
        return new JobStatus(job, state, state == JobStatus.State.DONE ? 1 : 0, words);
    }

    /** A problem with its answer. */
    JsonNode answered(JobRef job) throws BackendException {
        JsonNode problem = sapi.get("problems/" + Sapi.encoded(job.id()) + "/", ONE);
        String word = problem.path("status").asText();
        JobStatus.State state = STATES.getOrDefault(word, JobStatus.State.RUNNING);
        if (state != JobStatus.State.DONE) {
            throw new BackendException(
                    "problem " + job.id() + " has no answer: it is " + sapi.words(word) + " "
                            + sapi.words(problem.path("error_message").asText()),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        if (!problem.path("answer").isObject()) {
            throw new BackendException("the answer of problem " + job.id() + " is not readable yet", Kind.TRANSIENT);
        }
        return problem;
    }

    /** Cancels a problem; one that has ended or is no longer known is left as it is. */
    void cancel(JobRef job) throws BackendException {
        Call call =
                Call.json("DELETE", "/problems/", Json.array().add(job.id())).harmless();
        Reply reply = sapi.require(sapi.call(call, LIST));
        JsonNode answer = sapi.array(reply).path(0);
        int code = answer.path("error_code").asInt();
        if (code != 0 && code != 404 && code != 409 && code != 400) {
            throw sapi.itemFault(reply, answer);
        }
    }
}
