package io.jenkins.plugins.quantum.engine.testkit.pasqal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;

/**
 * Pasqal's core service, its issuer of tokens and its storage of results in one: {@code /core}, {@code /oauth/token}, {@code /results}.
 * Sequences are not simulated: the answer is recorded in the sequence itself, as the object {@code recorded}, or all atoms but the first
 * are in the ground state.
 */
public final class FakePasqal extends FakeService {
    /** The user and the password that it gives tokens for. */
    public static final String USER = "ada@example.org";

    public static final String PASSWORD = "correct horse battery staple";

    /** The project that pays. */
    public static final String PROJECT = "6a1c8b0e-0000-4000-8000-0000000000aa";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "PENDING",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "DONE",
            FakeJob.State.FAILED, "ERROR",
            FakeJob.State.CANCELLED, "CANCELED");

    private final Set<String> tokens = ConcurrentHashMap.newKeySet();
    private final Set<String> holding = ConcurrentHashMap.newKeySet();
    private final AtomicInteger linksMissing = new AtomicInteger();

    /** On a free port. */
    public FakePasqal() {
        this(Clock.systemUTC(), 0);
    }

    /** On a port. */
    public FakePasqal(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakePasqal(Clock.systemUTC(), port));
    }

    /** Batches that were left open: each would hold the machine. */
    public Set<String> openBatches() {
        return Set.copyOf(holding);
    }

    /** The next links to results are not there yet. */
    public void delayResults(int times) {
        linksMissing.set(times);
    }

    @Override
    public void expireTokens() {
        tokens.clear();
    }

    @Override
    protected Answer error(int status, String code, String message) {
        ObjectNode body = Json.object().put("status", "fail").put("code", code).put("message", message);
        body.putObject("data").put("description", message);
        return Answer.json(status, body);
    }

    private static Answer success(JsonNode data) {
        ObjectNode body =
                Json.object().put("status", "success").put("code", 200).put("message", "OK");
        body.set("data", data);
        return Answer.json(200, body);
    }

    private static Answer page(ArrayNode data) {
        ObjectNode body =
                Json.object().put("status", "success").put("code", 200).put("message", "OK");
        body.set("data", data);
        body.putObject("pagination").put("total", data.size()).put("start", 0).put("end", data.size());
        return Answer.json(200, body);
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("POST", "/oauth/token/?")) {
            return token(request);
        }
        if (request.is("GET", "/results/[^/]+")) {
            // A signed link is for anyone who has it; the storage refuses a second kind of authorisation.
            return request.header("authorization").isEmpty() && request.query().containsKey("signature")
                    ? Answer.json(200, result(jobs().get(request.part(1)).orElseThrow()))
                    : Answer.text(400, "application/xml", "<Error/>");
        }
        if (!tokens.contains(request.header("authorization").replaceFirst("^Bearer ", ""))) {
            return error(401, "401", "Unauthorized");
        }
        return core(request, request.path().replaceFirst("^/core/api/", ""));
    }

    private Answer token(Asked request) {
        String form = URLDecoder.decode(request.text(), StandardCharsets.UTF_8);
        boolean person = form.contains("username=" + USER) && form.contains("password=" + PASSWORD);
        boolean account = form.contains("grant_type=client_credentials") && form.contains("client_secret=" + PASSWORD);
        if (!person && !account) {
            return Answer.json(
                    403,
                    Json.object().put("error", "invalid_grant").put("error_description", "Wrong email or password."));
        }
        String token = "tok-" + UUID.randomUUID();
        tokens.add(token);
        return Answer.json(200, Json.object().put("access_token", token).put("expires_in", 86_400));
    }

    private Answer core(Asked request, String path) {
        String[] parts = path.split("/");
        if (request.is("POST", "/core/api/v1/batches")) {
            return create(body(request));
        }
        if (request.is("GET", "/core/api/v1/batches")) {
            return list(request);
        }
        if (path.equals("v1/devices/specs")) {
            return success(Json.object().put("EMU_FREE", "{}").put("FRESNEL", "{}"));
        }
        if (path.equals("v2/jobs")) {
            ArrayNode found = Json.array();
            jobs().get(request.query().getOrDefault("batch_id", "")).ifPresent(job -> found.add(job(job)));
            return page(found);
        }
        if (parts.length < 3) {
            return error(404, "404", "not found");
        }
        String id = parts[2].replaceFirst("^job-", "");
        return jobs().get(id).map(job -> one(request, path, job)).orElse(error(404, "404", "Batch not found"));
    }

    private Answer one(Asked request, String path, FakeJob job) {
        if (path.matches("v2/batches/[^/]+")) {
            ObjectNode batch = batch(job);
            batch.putArray("jobs").add(job(job));
            return success(batch);
        }
        if (path.matches("v1/(batches|jobs)/[^/]+/status")) {
            return success(Json.object()
                    .put("id", job.id())
                    .put("status", jobs().word(job, WORDS))
                    .put("jobs_count", 1)
                    .set("jobs_count_per_status", Json.object().put(jobs().word(job, WORDS), 1)));
        }
        if (path.matches("v2/jobs/[^/]+")) {
            return success(job(job));
        }
        if (path.endsWith("/results_link")) {
            boolean there =
                    job.state() == FakeJob.State.DONE && linksMissing.getAndUpdate(n -> Math.max(0, n - 1)) == 0;
            return success(Json.object()
                    .put("results_link", there ? uri() + "/results/" + job.id() + "?signature=abc" : null));
        }
        if (request.method().equals("PATCH") && path.endsWith("/cancel")) {
            boolean done = job.cancel();
            holding.remove(job.id());
            return done || job.state() == FakeJob.State.CANCELLED
                    ? success(path.startsWith("v2/jobs") ? job(job) : batch(job))
                    : error(400, "PCS-B3", "Batch is already in a final state");
        }
        if (request.method().equals("PATCH") && path.endsWith("/complete")) {
            holding.remove(job.id());
            return success(batch(job));
        }
        return error(404, "404", "not found");
    }

    private static JsonNode body(Asked request) {
        if (!request.header("content-encoding").equals("gzip")) {
            return request.json();
        }
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(request.body()))) {
            return Json.MAPPER.readTree(plain.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer create(JsonNode batch) {
        if (!batch.path("project_id").asText().equals(PROJECT)) {
            return error(403, "PCS-P1", "Project not found");
        }
        if (!batch.path("sequence_builder").asText().startsWith("{")) {
            return error(400, "PCS-B1", "The sequence is not valid JSON");
        }
        if (batch.at("/jobs/0/runs").asLong() < 1) {
            return error(422, "422", "jobs.0.runs: must be at least 1");
        }
        FakeJob job = jobs().add(
                        UUID.randomUUID().toString(), batch.path("tags").path(0).asText(""), batch);
        if (batch.path("open").asBoolean()) {
            holding.add(job.id());
        }
        ObjectNode answer = batch(job);
        answer.putArray("jobs").add(job(job));
        return success(answer);
    }

    private ObjectNode batch(FakeJob job) {
        JsonNode sent = job.payload(JsonNode.class);
        boolean open = holding.contains(job.id());
        ObjectNode batch = Json.object()
                .put("id", job.id())
                .put("open", open)
                .put("complete", !open)
                .put("created_at", job.created().toString())
                .put("updated_at", job.created().toString())
                .put("device_type", sent.path("device_type").asText())
                .put("project_id", PROJECT)
                .put("user_id", "auth0|ada")
                .put("status", jobs().word(job, WORDS))
                .put("jobs_count", 1);
        batch.set("tags", sent.path("tags").isArray() ? sent.path("tags") : Json.array());
        return batch;
    }

    private ObjectNode job(FakeJob job) {
        ObjectNode shown = Json.object()
                .put("id", "job-" + job.id())
                .put("batch_id", job.id())
                .put("project_id", PROJECT)
                .put("status", jobs().word(job, WORDS))
                .put("runs", job.payload(JsonNode.class).at("/jobs/0/runs").asLong())
                .put("created_at", job.created().toString())
                .put("updated_at", job.created().toString());
        if (job.state() == FakeJob.State.DONE) {
            shown.put("start_timestamp", job.created().toString())
                    .put("end_timestamp", job.created().plusMillis(2_500).toString());
        }
        if (job.state() == FakeJob.State.FAILED) {
            shown.putArray("errors").add(job.reason());
        }
        return shown;
    }

    private Answer list(Asked request) {
        Set<String> ids = new HashSet<>();
        for (String pair : request.rawQuery().split("&")) {
            if (pair.startsWith("id=")) {
                ids.add(pair.substring(3));
            }
        }
        String tag = request.query().getOrDefault("tag", "");
        ArrayNode found = Json.array();
        jobs().listed().stream()
                .filter(job -> ids.isEmpty() || ids.contains(job.id()))
                .filter(job -> tag.isEmpty() || job.token().equals(tag))
                .forEach(job -> found.add(batch(job)));
        return page(found);
    }

    private static ObjectNode result(FakeJob job) {
        JsonNode sent = job.payload(JsonNode.class);
        long runs = sent.at("/jobs/0/runs").asLong();
        ObjectNode result = Json.object();
        try {
            JsonNode sequence =
                    Json.MAPPER.readTree(sent.path("sequence_builder").asText());
            ObjectNode counter = result.putObject("counter");
            if (sequence.path("recorded").isObject()) {
                sequence.path("recorded")
                        .fields()
                        .forEachRemaining(entry -> counter.set(entry.getKey(), entry.getValue()));
            } else {
                int atoms = Math.max(1, sequence.path("register").size());
                counter.put("1" + "0".repeat(atoms - 1), runs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        result.putNull("raw");
        return result;
    }
}
