package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** Looks at jobs: where they stand, what they brought, which one carries a token. */
final class IonqJobs {
    private static final Map<String, State> STATES = Map.of(
            "submitted", State.QUEUED,
            "ready", State.QUEUED,
            "started", State.RUNNING,
            "completed", State.DONE,
            "failed", State.FAILED,
            "canceled", State.CANCELLED);

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;
    private static final String REGISTER = "register";
    private static final String ID = "[A-Za-z0-9_-]{1,100}";

    private final String backend;
    private final IonqOptions options;
    private final HttpService service;

    IonqJobs(String backend, IonqOptions options, HttpService service) {
        this.backend = backend;
        this.options = options;
        this.service = service;
    }

    /** With the details by which another process can read the results. */
    JobRef reference(JobRequest request, String id) throws BackendException {
        if (!id.matches(ID)) {
            throw new BackendException("IonQ's id of the job cannot be read", Kind.IN_DOUBT);
        }
        var details = new HashMap<String, String>();
        if (request.circuit().dynamic()) {
            details.put(REGISTER, "" + request.circuit().bits());
        } else {
            details.put("bits", Readout.of(request.circuit()).toString());
        }
        details.put("shots", "" + request.shots());
        details.put("runs", "" + request.bindings().size());
        if (options.exactProbabilities()) {
            details.put("seed", "" + request.seed());
        }
        return new JobRef(backend, id, details);
    }

    Optional<JobRef> find(JobRequest request, String token) throws BackendException {
        String type = request.circuit().dynamic()
                ? MidCircuit.TYPE
                : request.bindings().size() == 1 ? IonqProgram.SINGLE : IonqProgram.MULTIPLE;
        var found = new ArrayList<JsonNode>();
        list(job -> {
            boolean named = job.path("name").asText().equals("qmlops " + token)
                    || job.path("metadata").path(IonqProgram.TOKEN).asText().equals(token);
            // The children of a job with several circuits may repeat what their parent was given.
            if (named && job.path("type").asText(type).equals(type)) {
                found.add(job);
            }
            return found.isEmpty();
        });
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(reference(request, found.get(0).path("id").asText()));
    }

    /** The ids of the jobs that have a tag in their name or metadata; of a job with several circuits only its own. */
    List<String> tagged(String tag) throws BackendException {
        var ids = new LinkedHashSet<String>();
        var children = new HashSet<String>();
        list(job -> {
            if (job.path("name").asText().contains(tag)
                    || StreamSupport.stream(job.path("metadata").spliterator(), false)
                            .anyMatch(value -> value.asText().equals(tag))) {
                ids.add(job.path("id").asText());
                job.path("children").forEach(child -> children.add(child.asText()));
            }
            return true;
        });
        ids.removeAll(children);
        return List.copyOf(ids);
    }

    /** Shows all jobs of the account, the newest first, until one is told not to go on. */
    private void list(Predicate<JsonNode> goOn) throws BackendException {
        String next = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            String from = next.isEmpty() ? "" : "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            Reply list = get("/jobs?limit=" + PAGE + from);
            for (JsonNode job : list.array("/jobs")) {
                if (!goOn.test(job)) {
                    return;
                }
            }
            next = list.json().path("next").asText("");
            if (next.isEmpty()) {
                return;
            }
        }
        throw new BackendException(
                "IonQ lists more than " + MOST_PAGES * PAGE
                        + " jobs; whether one of them is this one was not found out",
                Kind.REFUSED);
    }

    List<JobStatus> status(List<JobRef> refs) throws BackendException {
        Map<String, JsonNode> known = new TreeMap<>();
        if (refs.size() > 1) {
            var query = new StringBuilder("/jobs?limit=" + refs.size());
            refs.forEach(ref -> query.append("&ids=").append(ref.id()));
            get(query.toString())
                    .json()
                    .path("jobs")
                    .forEach(job -> known.put(job.path("id").asText(), job));
        }
        var states = new ArrayList<JobStatus>();
        for (JobRef ref : refs) {
            JsonNode listed = known.get(ref.id());
            // A job that the list does not show (yet) is asked for by itself before it counts as lost.
            states.add(listed == null ? single(ref) : state(ref, listed));
        }
        return states;
    }

    private JobStatus single(JobRef ref) throws BackendException {
        Reply reply = service.exchange(Call.get("/jobs/" + ref.id()));
        if (reply.status() == 404) {
            return new JobStatus(ref, State.LOST, 0, "IonQ does not know the job");
        }
        return state(ref, checked(reply).json());
    }

    private JobStatus state(JobRef ref, JsonNode job) throws BackendException {
        if (!job.path("status").isTextual()) {
            throw new BackendException("IonQ's answer about a job lacks its status", Kind.TRANSIENT);
        }
        State state = STATES.getOrDefault(job.path("status").asText(), State.RUNNING);
        return new JobStatus(ref, state, state == State.DONE ? 1 : 0, service.redacted(IonqErrors.failure(job)));
    }

    JobResult fetch(JobRef ref) throws BackendException {
        JsonNode job = get("/jobs/" + ref.id()).json();
        JobStatus status = state(ref, job);
        if (status.state() != State.DONE) {
            throw new BackendException(
                    "the job has no results: it is " + status.state() + " " + status.message(),
                    status.state().ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        if (job.path("dry_run").asBoolean()) {
            throw new BackendException(
                    "IonQ compiled and accepted the circuit; a dry run has no results: take 'dry-run' out of the"
                            + " backend's options to run it",
                    Kind.REFUSED);
        }
        boolean midCircuit = ref.details().containsKey(REGISTER);
        String path = midCircuit ? MidCircuit.path(job) : path(job.at("/results/probabilities/url"));
        Reply reply = service.exchange(Call.get(path));
        if (reply.status() == 404) {
            throw service.fault(reply, IonqErrors.words(reply), Kind.TRANSIENT);
        }
        JsonNode answer = checked(reply).json();
        return new JobResult(
                midCircuit
                        ? List.of(Outcome.sampled(
                                MidCircuit.counts(answer, (int) number(ref, REGISTER), number(ref, "shots"))))
                        : outcomes(ref, job, answer),
                facts(ref, job));
    }

    /** IonQ's addresses of results begin with the version that our base ends with. */
    private static String path(JsonNode url) throws BackendException {
        String path = url.asText("").replaceFirst("^/v\\d+\\.\\d+/", "/");
        if (!path.matches("/jobs/[A-Za-z0-9_/-]{1,200}")) {
            throw new BackendException("IonQ does not say yet where the results are", Kind.TRANSIENT);
        }
        return path;
    }

    private List<Outcome> outcomes(JobRef ref, JsonNode job, JsonNode answer) throws BackendException {
        var outcomes = new ArrayList<Outcome>();
        long runs = number(ref, "runs");
        var results = new IonqResults(Readout.parse(ref.details().getOrDefault("bits", "")), number(ref, "shots"));
        for (int run = 0; run < runs; run++) {
            JsonNode one = runs == 1
                    ? answer
                    : answer.path(job.path("child_job_ids").path(run).asText());
            if (!one.isObject()) {
                throw new BackendException("IonQ's results lack circuit " + (run + 1) + " of " + runs, Kind.TRANSIENT);
            }
            outcomes.add(Outcome.sampled(
                    ref.details().containsKey("seed")
                            ? results.drawn(one, Seed.derive(number(ref, "seed"), "ionq", "" + run))
                            : results.counted(one)));
        }
        return outcomes;
    }

    private static long number(JobRef ref, String key) throws BackendException {
        try {
            return Long.parseLong(ref.details().getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw new BackendException("the reference of the job lacks '" + key + "'", Kind.REFUSED, e);
        }
    }

    private Map<String, String> facts(JobRef ref, JsonNode job) throws BackendException {
        var facts = new HashMap<String, String>();
        facts.put("device", "ionq/" + options.device());
        facts.put("job", ref.id());
        if (options.simulator()) {
            facts.put("noise model", options.noiseModel());
        } else {
            facts.put("debiasing", "" + options.debiasing());
            facts.putAll(IonqCosts.billed(service, ref.id()));
        }
        if (ref.details().containsKey("seed")) {
            facts.put("sampled", "drawn here from IonQ's exact probabilities");
        }
        for (String key : List.of("started_at", "completed_at", "execution_duration_ms")) {
            if (job.path(key).isValueNode() && !job.path(key).isNull()) {
                facts.put(key, service.redacted(job.path(key).asText()));
            }
        }
        JsonNode quantum = job.at("/stats/billed_quantum_compute_time_us");
        if (quantum.isNumber()) {
            facts.put("billed quantum compute time us", quantum.asText());
        }
        return facts;
    }

    private Reply get(String path) throws BackendException {
        return checked(service.exchange(Call.get(path)));
    }

    private Reply checked(Reply reply) throws BackendException {
        if (reply.ok()) {
            return reply;
        }
        // IonQ's own client repeats what was read when it meets a conflict.
        throw reply.status() == 409
                ? service.fault(reply, IonqErrors.words(reply), Kind.TRANSIENT)
                : service.fault(reply, IonqErrors.words(reply));
    }
}
