package io.jenkins.plugins.quantum.engine.testkit.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A workspace of Azure Quantum, version 2026-01-15-preview: targets, signed addresses of storage, jobs under ids that the client chooses; with
 * its storage below {@code /devstoreaccount1} and Entra ID's tokens below {@code /tenant}. A job may have succeeded before its results can
 * be read.
 */
public final class FakeAzure extends FakeService {
    /** The workspace's key. */
    public static final String KEY = "azure-workspace-key-3d11";

    /** An application that may buy tokens. */
    public static final String CLIENT_ID = "0f0e3c1c-app";

    /** The application's secret. */
    public static final String CLIENT_SECRET = "azure~client~secret-20b7";

    /** The subscription of its one workspace, {@code ws} in the group {@code rg}. */
    public static final String SUBSCRIPTION = "11111111-1111-1111-1111-111111111111";

    private static final String PREFIX =
            "/subscriptions/" + SUBSCRIPTION + "/resourceGroups/rg/providers/Microsoft.Quantum/workspaces/ws";
    private static final String VERSION = "2026-01-15-preview";
    private static final String GUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "Waiting",
            FakeJob.State.RUNNING, "Executing",
            FakeJob.State.DONE, "Succeeded",
            FakeJob.State.FAILED, "Failed",
            FakeJob.State.CANCELLED, "Cancelled");

    private static final Map<String, List<String>> TARGETS = Map.of(
            "ionq", List.of("ionq.simulator", "ionq.qpu.forte-1"),
            "quantinuum", List.of("quantinuum.sim.h2-1sc", "quantinuum.sim.h2-1e", "quantinuum.qpu.h2-1"),
            "rigetti", List.of("rigetti.sim.qvm", "rigetti.qpu.cepheus-1-108q"),
            "pasqal", List.of("pasqal.sim.emu-free", "pasqal.qpu.fresnel"));

    private final BlobStore blobs = new BlobStore();
    private final AtomicInteger generation = new AtomicInteger();
    private final AtomicInteger late = new AtomicInteger();

    /** Starts it on a free port. */
    public FakeAzure(Clock clock) {
        this(clock, 0);
    }

    /** Starts it on a port. */
    public FakeAzure(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeAzure(Clock.systemUTC(), port));
    }

    /** So many attempts to read results find none, although the job has succeeded. */
    public void lateResults(int attempts) {
        late.set(attempts);
    }

    @Override
    public void expireTokens() {
        generation.incrementAndGet();
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.path().startsWith(BlobStore.ACCOUNT)) {
            return blob(request);
        }
        if (request.is("POST", "/tenant/oauth2/v2.0/token")) {
            return issue(request.text());
        }
        boolean known = request.header("x-ms-quantum-api-key").equals(KEY)
                || request.header("Authorization").equals("Bearer " + issued());
        if (!known) {
            return error(401, "Unauthorized", "The key or token is not valid");
        }
        if (!request.path().startsWith(PREFIX + "/")) {
            return error(404, "WorkspaceNotFound", "There is no such workspace");
        }
        if (!VERSION.equals(request.query().get("api-version"))) {
            return error(400, "UnsupportedApiVersion", "This version is not supported");
        }
        return workspace(request, request.path().substring(PREFIX.length()));
    }

    private Answer workspace(Asked request, String path) {
        if (path.equals("/providerStatus")) {
            return providers();
        } else if (path.equals("/storage/sasUri")) {
            return sign(request.json());
        } else if (path.matches("/jobs/" + GUID) && request.method().equals("PUT")) {
            return create(path.substring(6), request.json());
        } else if (path.matches("/jobs/" + GUID)) {
            return job(path.substring(6));
        } else if (path.matches("/jobs/" + GUID + ":cancel")) {
            return cancel(path.substring(6, path.length() - 7));
        }
        return error(404, "NotFound", "No such resource");
    }

    private String issued() {
        return "azure-issued-" + generation.get();
    }

    private Answer issue(String form) {
        boolean known = form.contains("grant_type=client_credentials")
                && form.contains("client_id=" + CLIENT_ID)
                && form.contains("client_secret=azure%7Eclient%7Esecret-20b7")
                && form.contains("scope=https%3A%2F%2Fquantum.microsoft.com%2F.default");
        return known
                ? Answer.json(
                        200,
                        Json.object()
                                .put("token_type", "Bearer")
                                .put("expires_in", 3599)
                                .put("access_token", issued()))
                : Answer.json(
                        401,
                        Json.object()
                                .put("error", "invalid_client")
                                .put("error_description", "AADSTS7000215: Invalid client secret provided."));
    }

    private static Answer providers() {
        ObjectNode answer = Json.object();
        ArrayNode providers = answer.putArray("value");
        TARGETS.forEach((provider, targets) -> {
            ObjectNode one = providers.addObject().put("id", provider).put("currentAvailability", "Available");
            ArrayNode statuses = one.putArray("targets");
            for (String target : targets) {
                statuses.addObject()
                        .put("id", target)
                        .put("currentAvailability", target.equals("pasqal.qpu.fresnel") ? "Unavailable" : "Available")
                        .put("averageQueueTime", target.contains("qpu") ? 1800 : 0)
                        .put("statusPage", "https://status.example");
            }
        });
        return Answer.json(200, answer);
    }

    private Answer sign(JsonNode body) {
        String container = body.path("containerName").asText();
        String blob = body.path("blobName").asText("");
        if (container.isEmpty()) {
            return error(400, "InvalidRequest", "containerName is required");
        }
        String address = uri() + BlobStore.ACCOUNT + container + (blob.isEmpty() ? "" : "/" + blob);
        return Answer.json(200, Json.object().put("sasUri", address + "?" + BlobStore.SIGNATURE));
    }

    private Answer create(String id, JsonNode body) {
        String provider = body.path("providerId").asText().toLowerCase(Locale.ROOT);
        if (!TARGETS.getOrDefault(provider, List.of())
                .contains(body.path("target").asText())) {
            return error(404, "TargetNotFound", "The workspace has no such target");
        }
        String place = path(body.path("inputDataUri").asText());
        if (blobs.get(place).isEmpty()
                || body.path("containerUri").asText().isEmpty()
                || !body.at("/inputParams/shots").isNumber()) {
            return error(400, "InvalidJobDefinition", "containerUri, the input's blob and shots are required");
        }
        boolean first = jobs().get(id).isEmpty();
        FakeJob job = jobs().accept(id, id, body);
        return Answer.json(first ? 201 : 200, state(job));
    }

    private static String path(String address) {
        return URI.create(address).getPath();
    }

    private ObjectNode state(FakeJob job) {
        ObjectNode state = job.payload(JsonNode.class).deepCopy();
        FakeJob.State now = job.state();
        state.put("id", job.id())
                .put("status", jobs().word(now, WORDS))
                .put("creationTime", job.created().toString());
        String output = uri() + BlobStore.ACCOUNT + "job-" + job.id() + "/rawOutputData";
        state.put("outputDataUri", output);
        if (now == FakeJob.State.FAILED) {
            state.putObject("errorData").put("code", "JobFailed").put("message", job.reason());
        } else if (now == FakeJob.State.DONE) {
            finish(state, job, path(output));
        }
        return state;
    }

    private void finish(ObjectNode state, FakeJob job, String output) {
        state.put("beginExecutionTime", job.endedAt().minusMillis(500).toString())
                .put("endExecutionTime", job.endedAt().toString());
        if (state.path("target").asText().contains("qpu")) {
            state.putObject("costEstimate")
                    .put("currencyCode", "USD")
                    .put("estimatedTotal", 25.79)
                    .putArray("events");
        }
        if (blobs.get(output).isEmpty()) {
            String program = new String(
                    blobs.get(path(state.path("inputDataUri").asText())).orElseThrow(), StandardCharsets.UTF_8);
            blobs.put(output, AzurePrograms.run(state, program).toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private Answer job(String id) {
        return jobs().get(id)
                .map(job -> Answer.json(200, state(job)))
                .orElseGet(() -> error(404, "JobNotFound", "The job does not exist"));
    }

    private Answer cancel(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return error(404, "JobNotFound", "The job does not exist");
        }
        return job.cancel()
                ? Answer.json(200, state(job))
                : error(409, "JobInTerminalState", "The job has ended and cannot be cancelled");
    }

    private Answer blob(Asked request) {
        boolean hidden = request.path().endsWith("/rawOutputData") && late.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
        return hidden ? Answer.of(404).with("x-ms-error-code", "BlobNotFound") : blobs.answer(request);
    }

    @Override
    protected Answer error(int status, String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return Answer.json(status, body);
    }
}
