package io.jenkins.plugins.quantum.engine.testkit.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob.State;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * IBM Quantum Platform with one small device, and IBM Cloud's identity service at the same address. A second submission with the same
 * tag starts a second job, as there.
 */
public final class FakeIbm extends FakeService {
    /** Its only device. */
    public static final String DEVICE = IbmDocuments.DEVICE;

    /** Its only instance. */
    public static final String INSTANCE = "crn:v1:bluemix:public:quantum-computing:us-east:a/acc:inst::";

    private static final Map<State, String> WORDS = Map.of(
            State.QUEUED, "Queued",
            State.RUNNING, "Running",
            State.DONE, "Completed",
            State.FAILED, "Failed",
            State.CANCELLED, "Cancelled");

    private static final int SUBMITS_A_MINUTE = 5;

    private final Clock clock;
    private final String key;
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger latestToken = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final Deque<Instant> submissions = new ArrayDeque<>();
    private volatile boolean limited;
    private volatile boolean usedUp;
    private volatile boolean tooLong;
    private volatile boolean billPending;
    private volatile Duration resultsLag = Duration.ZERO;

    /** What is kept of a submission. */
    private record Submission(JsonNode body, List<IbmSampler.Pub> pubs, String refusal) {}

    /**
     * Starts it.
     *
     * @param key
     *     the only valid API key
     */
    public FakeIbm(Clock clock, int port, String key) {
        super(clock, port);
        this.clock = clock;
        this.key = key;
    }

    /** Runs it in a process of its own: port, queue and run milliseconds, lag; the key is {@code fake-key}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeIbm(Clock.systemUTC(), port, "fake-key"));
    }

    /** Five submissions a minute are taken, as there. */
    public void limiting() {
        limited = true;
    }

    /** The instance has used all of its time. */
    public void useUp() {
        usedUp = true;
    }

    /** Cancelled jobs were ended by the service because they ran too long. */
    public void overrun() {
        tooLong = true;
    }

    /** What jobs cost is not known yet. */
    public void billLater() {
        billPending = true;
    }

    /** Results are there so long after the job's end. */
    public void resultsAfter(Duration lag) {
        resultsLag = lag;
    }

    @Override
    public void expireTokens() {
        latestToken.set(Integer.MAX_VALUE);
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("POST", "/identity/token")) {
            return token(request);
        }
        if (!authorised(request.header("Authorization"))) {
            return refusal(401, 1200, "Provided API token is not valid");
        }
        if (!request.header("Service-CRN").equals(INSTANCE)
                || request.header("IBM-API-Version").isEmpty()) {
            return refusal(403, 1210, "The instance is not accessible");
        }
        if (request.path().startsWith("/api/v1/backends")) {
            return backends(request);
        }
        if (request.is("GET", "/api/v1/instances/usage")) {
            return Answer.json(
                    200,
                    Json.object()
                            .put("usage_consumed_seconds", 30)
                            .put("usage_limit_seconds", 600)
                            .put("usage_remaining_seconds", usedUp ? 0 : 570)
                            .put("usage_limit_reached", usedUp));
        }
        return jobs(request);
    }

    /** Tokens are numbered; the number stands in the signature's place. All are valid from the oldest that has not expired. */
    private Answer token(Asked request) {
        String form = request.text();
        boolean known = form.contains("grant_type=urn:ibm:params:oauth:grant-type:apikey")
                || form.contains("grant_type=urn%3Aibm%3Aparams%3Aoauth%3Agrant-type%3Aapikey");
        String given = "";
        for (String pair : form.split("&")) {
            if (pair.startsWith("apikey=")) {
                given = URLDecoder.decode(pair.substring(7), StandardCharsets.UTF_8);
            }
        }
        if (!known || !given.equals(key)) {
            return Answer.json(
                    400,
                    Json.object()
                            .put("errorCode", "BXNIM0415E")
                            .put("errorMessage", "Provided API key could not be found."));
        }
        long now = clock.instant().getEpochSecond();
        int number = tokens.incrementAndGet();
        if (latestToken.get() == Integer.MAX_VALUE) {
            latestToken.set(number);
        }
        String token = part("{\"alg\":\"none\"}") + "."
                + part("{\"iat\":" + now + ",\"exp\":" + (now + 3600) + ",\"number\":" + number + "}") + "."
                + part("signature" + number);
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", token)
                        .put("refresh_token", "not_supported")
                        .put("token_type", "Bearer")
                        .put("expires_in", 3600)
                        .put("expiration", now + 3600));
    }

    private static String part(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean authorised(String header) {
        String[] parts = header.split("\\.");
        if (!header.startsWith("Bearer ") || parts.length != 3) {
            return false;
        }
        String signature = new String(Base64.getUrlDecoder().decode(parts[2]), StandardCharsets.UTF_8);
        return Integer.parseInt(signature.substring("signature".length())) >= latestToken.get();
    }

    private static Answer backends(Asked request) {
        if (request.is("GET", "/api/v1/backends")) {
            ObjectNode answer = Json.object();
            answer.putArray("devices").addObject().put("name", DEVICE).put("qubits", IbmDocuments.QUBITS);
            return Answer.json(200, answer);
        }
        if (!request.part(3).equals(DEVICE)) {
            return refusal(404, 1216, "Backend not found");
        }
        if (request.path().endsWith("/configuration")) {
            return Answer.json(200, IbmDocuments.configuration());
        }
        if (request.path().endsWith("/properties")) {
            return Answer.json(200, IbmDocuments.properties());
        }
        return Answer.json(
                200,
                Json.object()
                        .put("state", true)
                        .put("status", "active")
                        .put("message", "")
                        .put("length_queue", 3)
                        .put("backend_version", "1.0.0"));
    }

    private Answer jobs(Asked request) {
        if (request.is("POST", "/api/v1/jobs")) {
            return submit(request.json());
        }
        if (request.is("GET", "/api/v1/jobs")) {
            return list(request);
        }
        Optional<FakeJob> job = jobs().get(request.part(3));
        if (job.isEmpty()) {
            return refusal(404, 1291, "Job not found");
        }
        if (request.is("GET", "/api/v1/jobs/[^/]+")) {
            ObjectNode shown = describe(job.get());
            if (!request.query().containsKey("exclude_params")) {
                shown.set("params", job.get().payload(Submission.class).body().path("params"));
            }
            return Answer.json(200, shown);
        }
        if (request.is("POST", "/api/v1/jobs/[^/]+/cancel")) {
            return job.get().cancel() ? Answer.of(204) : refusal(409, 1293, "Job cannot be cancelled in this state");
        }
        if (request.is("GET", "/api/v1/jobs/[^/]+/results")) {
            return results(job.get());
        }
        if (request.is("GET", "/api/v1/jobs/[^/]+/metrics")) {
            ObjectNode metrics = Json.object();
            ObjectNode usage = metrics.putObject("usage").put("status", billPending ? "pending" : "final");
            if (!billPending) {
                usage.put("qpu_charge_time_seconds", 2.5);
            }
            return Answer.json(200, metrics);
        }
        return refusal(404, 1000, "nothing here");
    }

    private Answer submit(JsonNode body) {
        if (usedUp) {
            return refusal(409, 8056, "The instance has reached its usage limit");
        }
        if (limited && !withinTheRate()) {
            return refusal(429, 1429, "Too many requests");
        }
        if (!body.path("program_id").asText().equals("sampler")
                || !body.path("backend").asText().equals(DEVICE)
                || body.path("tags").size() > 8) {
            return refusal(400, 1211, "program or backend are wrong");
        }
        List<IbmSampler.Pub> pubs = new ArrayList<>();
        String refusal = "";
        try {
            pubs = IbmSampler.read(body.path("params"));
        } catch (RuntimeException e) {
            // The service finds this out only when it runs the job.
            refusal = String.valueOf(e.getMessage());
        }
        String tag = "";
        for (JsonNode candidate : body.path("tags")) {
            tag = candidate.asText();
        }
        FakeJob job = jobs().add("d" + ids.incrementAndGet() + "abcdef", tag, new Submission(body, pubs, refusal));
        return Answer.json(200, Json.object().put("id", job.id()).put("backend", DEVICE));
    }

    private boolean withinTheRate() {
        synchronized (submissions) {
            Instant now = clock.instant();
            submissions.removeIf(at -> at.plusSeconds(60).isBefore(now));
            if (submissions.size() >= SUBMITS_A_MINUTE) {
                return false;
            }
            submissions.add(now);
            return true;
        }
    }

    private ObjectNode describe(FakeJob job) {
        Submission submission = job.payload(Submission.class);
        boolean refused = job.state() == State.DONE && !submission.refusal().isEmpty();
        String word = refused ? "Failed" : jobs().word(job, WORDS);
        boolean cut = job.state() == State.CANCELLED && tooLong;
        ObjectNode shown = Json.object()
                .put("id", job.id())
                .put("backend", DEVICE)
                .put("status", cut ? "Cancelled - Ran too long" : word)
                .put("created", job.created().toString())
                .put("private", false);
        shown.set("tags", submission.body().path("tags"));
        shown.putObject("program").put("id", "sampler");
        ObjectNode state = shown.putObject("state").put("status", word);
        if (cut) {
            state.put("reason", "Ran too long").put("reason_code", 1305);
        } else if (refused || job.state() == State.FAILED) {
            state.put("reason", refused ? submission.refusal() : job.reason()).put("reason_code", 1517);
        }
        shown.putObject("usage").put("quantum_seconds", 2).put("seconds", 2);
        return shown;
    }

    private Answer list(Asked request) {
        var wanted = new ArrayList<String>();
        for (String pair : request.rawQuery().split("&")) {
            if (pair.startsWith("tags=")) {
                wanted.add(URLDecoder.decode(pair.substring(5), StandardCharsets.UTF_8));
            }
        }
        int limit = Integer.parseInt(request.query().getOrDefault("limit", "10"));
        ObjectNode answer = Json.object();
        ArrayNode shown = answer.putArray("jobs");
        for (FakeJob job : jobs().listed()) {
            var tags = new ArrayList<String>();
            job.payload(Submission.class).body().path("tags").forEach(tag -> tags.add(tag.asText()));
            if (tags.containsAll(wanted) && shown.size() < limit) {
                shown.add(describe(job));
            }
        }
        return Answer.json(
                200, answer.put("count", shown.size()).put("limit", limit).put("offset", 0));
    }

    private Answer results(FakeJob job) {
        Submission submission = job.payload(Submission.class);
        boolean there = job.state() == State.DONE
                && !job.endedAt().plus(resultsLag).isAfter(clock.instant())
                && submission.refusal().isEmpty();
        return there ? Answer.json(200, IbmSampler.results(submission.pubs())) : Answer.of(204);
    }

    private static Answer refusal(int status, int code, String message) {
        ObjectNode answer = Json.object().put("trace", "t-1");
        answer.putArray("errors")
                .addObject()
                .put("code", code)
                .put("message", message)
                .put("solution", "")
                .put("more_info", "");
        return Answer.json(status, answer);
    }
}
