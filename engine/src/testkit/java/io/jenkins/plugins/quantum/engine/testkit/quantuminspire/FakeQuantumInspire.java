package io.jenkins.plugins.quantum.engine.testkit.quantuminspire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Quantum Inspire: projects, algorithms, commits, files, batches and jobs that are made one by one; nothing runs before the batch is
 * enqueued. Its issuer of tokens is below {@code /realm}.
 */
public final class FakeQuantumInspire extends FakeService {
    /** A login's refresh token. */
    public static final String REFRESH_TOKEN = "qi-refresh-1d77";

    /** Its emulator. */
    public static final String DEVICE = "QX emulator";

    private static final String DATE = "2026-11-20T08:00:00Z";
    private static final List<String> KINDS =
            List.of("projects", "algorithms", "commits", "files", "batch_jobs", "jobs");

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "planned",
            FakeJob.State.RUNNING, "running",
            FakeJob.State.DONE, "completed",
            FakeJob.State.FAILED, "failed",
            FakeJob.State.CANCELLED, "cancelled");

    private final Map<String, Map<Long, ObjectNode>> things = new TreeMap<>();
    private final AtomicInteger generation = new AtomicInteger();
    private long numbers;

    /** Starts it on a port; 0 takes a free one. */
    public FakeQuantumInspire(Clock clock, int port) {
        super(clock, port);
        KINDS.forEach(kind -> things.put(kind, new TreeMap<>()));
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeQuantumInspire(Clock.systemUTC(), port));
    }

    /** The access token that is valid now. */
    public String accessToken() {
        return "qi-access-" + generation.get();
    }

    @Override
    public void expireTokens() {
        generation.incrementAndGet();
    }

    @Override
    protected synchronized Answer answer(Asked request) {
        if (request.is("GET", "/realm/.well-known/openid-configuration")) {
            return wellKnown("http://" + request.header("Host") + "/realm");
        } else if (request.is("POST", "/realm/protocol/openid-connect/token")) {
            return issue(request.text());
        } else if (!request.header("Authorization").equals("Bearer " + accessToken())) {
            return detail(401, "Not authenticated");
        } else if (request.is("GET", "/backend_types/?")) {
            return page(device());
        } else if (request.is("GET", "/backend_types/1")) {
            return Answer.json(200, device());
        } else if (request.is("GET", "/languages/?")) {
            return page(Json.object().put("id", 1).put("name", "cQASM").put("version", "3.0"));
        } else if (request.is("GET", "/members/?")) {
            return page(Json.object()
                    .put("id", 9)
                    .put("team_id", 1)
                    .put("user_id", 9)
                    .put("role", "member")
                    .put("is_active", true));
        } else if (request.is("GET", "/results/job/\\d+")) {
            return results(request.part(2));
        } else if (request.is("PATCH", "/batch_jobs/\\d+/enqueue")) {
            return enqueue(Long.parseLong(request.part(1)));
        } else if (request.is("PATCH", "/jobs/\\d+")) {
            return cancel(request.part(1));
        } else if (request.is("GET", "/jobs/\\d+") && enqueued(Long.parseLong(request.part(1)))) {
            return jobs().get(request.part(1))
                    .map(job -> Answer.json(200, job(job)))
                    .orElse(detail(404, "Job not found"));
        } else if (request.is("POST", "/[a-z_]+") && KINDS.contains(request.part(0))) {
            return create(request.part(0), (ObjectNode) request.json());
        } else if (request.is("GET", "/[a-z_]+/\\d+") && KINDS.contains(request.part(0))) {
            ObjectNode found = things.get(request.part(0)).get(Long.parseLong(request.part(1)));
            return found == null ? detail(404, "Not found") : Answer.json(200, found);
        } else if (request.is("GET", "/[a-z_]+") && KINDS.contains(request.part(0))) {
            return search(request);
        }
        return detail(404, "Not Found");
    }

    private static Answer wellKnown(String realm) {
        return Answer.json(
                200,
                Json.object()
                        .put("token_endpoint", realm + "/protocol/openid-connect/token")
                        .put("device_authorization_endpoint", realm + "/device")
                        .put("revocation_endpoint", realm + "/revoke"));
    }

    private Answer issue(String form) {
        boolean known = form.contains("grant_type=refresh_token")
                && form.contains("client_id=compute-job-manager")
                && form.contains("refresh_token=" + REFRESH_TOKEN);
        if (!known) {
            return Answer.json(
                    400, Json.object().put("error", "invalid_grant").put("error_description", "Token is not active"));
        }
        return Answer.json(
                200,
                Json.object()
                        .put("access_token", accessToken())
                        .put("expires_in", 3600)
                        .put("refresh_token", REFRESH_TOKEN)
                        .put("token_type", "Bearer"));
    }

    private static ObjectNode device() {
        ObjectNode device = Json.object()
                .put("id", 1)
                .put("name", DEVICE)
                .put("infrastructure", "Hetzner")
                .put("description", "")
                .put("image_id", "x")
                .put("is_hardware", false)
                .put("supports_raw_data", true)
                .put("nqubits", 26)
                .put("status", "idle")
                .put("default_number_of_shots", 1024)
                .put("max_number_of_shots", 4096)
                .put("enabled", true)
                .put("identifier", "qx")
                .put("protocol_version", 1)
                .put("job_execution_time_limit", 60.0)
                .put("enabled_for_batch", true)
                .put("max_jobs_per_batch_job", 10)
                .put("batchjobs_per_queue_limit", 10);
        device.putArray("features");
        device.putObject("default_compiler_config");
        device.putArray("gateset").add("x");
        device.putArray("topology").addArray().add(0).add(1);
        device.putObject("messages");
        device.putArray("supported_languages");
        return device;
    }

    private Answer create(String kind, ObjectNode body) {
        long id = ++numbers;
        ObjectNode thing = body.put("id", id).put("created_on", DATE);
        switch (kind) {
            case "algorithms" -> thing.putNull("link");
            case "commits" -> thing.put("hash", "h" + id);
            case "files" -> thing.putNull("name");
            case "batch_jobs" -> {
                thing.put("status", "planned")
                        .put("user_id", 9)
                        .putNull("backend_id")
                        .putNull("queued_at")
                        .putNull("reserved_at")
                        .putNull("finished_at")
                        .put("aggregated_algorithm_type", "quantum")
                        .putArray("job_ids");
            }
            case "jobs" -> {
                ObjectNode batch =
                        things.get("batch_jobs").get(body.path("batch_job_id").asLong());
                if (batch == null
                        || !things.get("files").containsKey(body.path("file_id").asLong())) {
                    return detail(404, "Unknown file or batch");
                }
                batch.withArray("/job_ids").add(id);
                thing.put("algorithm_type", "quantum")
                        .put("status", "planned")
                        .putNull("queued_at")
                        .putNull("finished_at")
                        .put("session_id", "s")
                        .put("trace_id", "")
                        .put("message", "")
                        .put("source", "")
                        .put("job_id", id)
                        .putNull("error_logs");
            }
            default -> {
                // Projects need nothing more.
            }
        }
        things.get(kind).put(id, thing);
        return Answer.json(201, thing);
    }

    private Answer search(Asked request) {
        Predicate<ObjectNode> fits = thing -> true;
        for (var condition : request.query().entrySet()) {
            if (!List.of("size", "page").contains(condition.getKey())) {
                fits = fits.and(thing -> thing.path(condition.getKey()).asText().equals(condition.getValue()));
            }
        }
        List<String> shown = jobs().listed().stream().map(FakeJob::id).toList();
        return page(things.get(request.part(0)).values().stream()
                .filter(fits)
                .filter(thing -> !request.part(0).equals("jobs")
                        || shown.contains(thing.path("id").asText()))
                .toArray(ObjectNode[]::new));
    }

    private boolean enqueued(long job) {
        ObjectNode thing = things.get("jobs").get(job);
        ObjectNode batch = thing == null
                ? null
                : things.get("batch_jobs").get(thing.path("batch_job_id").asLong());
        return batch != null && !batch.path("status").asText().equals("planned");
    }

    private Answer enqueue(long id) {
        ObjectNode batch = things.get("batch_jobs").get(id);
        if (batch == null || batch.path("job_ids").isEmpty()) {
            return detail(404, "Batch not found");
        }
        if (batch.path("status").asText().equals("planned")) {
            batch.put("status", "queued").put("queued_at", DATE);
            for (JsonNode job : batch.path("job_ids")) {
                ObjectNode thing = things.get("jobs").get(job.asLong());
                thing.put("queued_at", DATE);
                ObjectNode file = things.get("files").get(thing.path("file_id").asLong());
                String tag = things.get("commits")
                        .get(file.path("commit_id").asLong())
                        .path("description")
                        .asText();
                jobs().add(job.asText(), tag, file.path("content").asText());
            }
        }
        return Answer.json(200, batch);
    }

    private ObjectNode job(FakeJob job) {
        ObjectNode thing = things.get("jobs").get(Long.parseLong(job.id())).deepCopy();
        thing.put("status", jobs().word(job, WORDS));
        return thing.put("message", job.state() == FakeJob.State.FAILED ? job.reason() : "");
    }

    private Answer results(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null || job.state() != FakeJob.State.DONE) {
            return page();
        }
        long shots = things.get("jobs")
                .get(Long.parseLong(id))
                .path("number_of_shots")
                .asLong();
        ObjectNode counts = Json.object();
        SimulatedCounts.sample(CqasmReader.read(job.payload(String.class)), Map.of(), shots, 7)
                .counts()
                .forEach(counts::put);
        ObjectNode result = Json.object()
                .put("id", 1)
                .put("created_on", DATE)
                .put("job_id", Long.parseLong(id))
                .put("execution_time_in_seconds", 0.25)
                .put("shots_requested", shots)
                .put("shots_done", shots)
                .putNull("raw_data");
        result.set("results", counts);
        return page(result);
    }

    private Answer cancel(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return detail(404, "Job not found");
        }
        if (job.state() != FakeJob.State.QUEUED) {
            return detail(409, "Only planned jobs can be cancelled");
        }
        job.cancel();
        return Answer.json(200, job(job));
    }

    private static Answer page(ObjectNode... items) {
        ObjectNode page = Json.object()
                .put("total", items.length)
                .put("page", 1)
                .put("size", 50)
                .put("pages", 1);
        ArrayNode list = page.putArray("items");
        for (ObjectNode item : items) {
            list.add(item);
        }
        return Answer.json(200, page);
    }

    private static Answer detail(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }
}
