package io.jenkins.plugins.quantum.engine.testkit.origin;

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
import java.util.Locale;
import java.util.Map;

/** Origin Quantum's service: tasks of OriginIR, answers with their success in the body, counts as texts of JSON with hexadecimal keys. */
public final class FakeOrigin extends FakeService {
    /** The key that it knows; its client insists on the length. */
    public static final String KEY = "0123456789abcdefORIGINfedcba9876";

    /** Its machine. */
    public static final String DEVICE = "WK_C180";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "5",
            FakeJob.State.RUNNING, "2",
            FakeJob.State.DONE, "3",
            FakeJob.State.FAILED, "4",
            FakeJob.State.CANCELLED, "4");

    /** Starts it on a port; 0 takes a free one. */
    public FakeOrigin(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeOrigin(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("oqcs_auth=" + KEY)) {
            return Answer.json(401, Json.object().put("success", false).put("message", "Unauthorized"));
        } else if (request.is("POST", "/oqcs/task/origin/submit.json")
                && request.header("task_mode").equals("1")) {
            return submit(request.json());
        } else if (request.is("POST", "/oqcs/task/origin/taskDetail.json")) {
            return detail(request.json().path("taskId").asText());
        } else if (request.is("POST", "/oqcs/task/cancelTask.json")) {
            jobs().get(request.json().path("taskId").asText()).ifPresent(FakeJob::cancel);
            return answered(Json.object());
        }
        return Answer.of(404);
    }

    private Answer submit(JsonNode body) {
        JsonNode configuration = body.path("Configuration");
        boolean shape = body.path("QProg").size() == 1
                && body.path("QMachineType").asText().equals("5")
                && configuration.path("isProbcount").asBoolean()
                && configuration.path("specified_block").isArray();
        if (!shape || !body.path("ChipID").asText().equals(DEVICE)) {
            return refused(10_001, "parameter error");
        }
        if (configuration.path("shot").asInt() < 1) {
            return refused(10_002, "wrong number of shots");
        }
        String id = String.format(Locale.ROOT, "%032X", jobs().accepted() + 1);
        jobs().add(id, "", body);
        return answered(Json.object().put("taskId", id));
    }

    private Answer detail(String id) {
        FakeJob job = jobs().get(id).orElse(null);
        if (job == null) {
            return answered(null);
        }
        ObjectNode task = Json.object().put("taskId", id).put("taskState", jobs().word(job, WORDS));
        ArrayNode probabilities = task.putArray("taskResult");
        ArrayNode counted = task.putArray("probCount");
        if (job.state() == FakeJob.State.DONE) {
            counts(job.payload(JsonNode.class), probabilities, counted);
        } else if (job.state() == FakeJob.State.FAILED) {
            task.put("errorMessage", job.reason());
        }
        return answered(task);
    }

    private static void counts(JsonNode body, ArrayNode probabilities, ArrayNode counted) {
        long shots = body.at("/Configuration/shot").asLong();
        ObjectNode shares = Json.object();
        ObjectNode counts = Json.object();
        ArrayNode keys = Json.array();
        ArrayNode values = counts.putArray("value");
        ArrayNode parts = shares.putArray("value");
        SimulatedCounts.sample(OriginIrReader.read(body.path("QProg").path(0).asText()), Map.of(), shots, 7)
                .counts()
                .forEach((outcome, count) -> {
                    keys.add("0x" + Long.toHexString(Long.parseLong(outcome, 2)));
                    values.add(count);
                    parts.add(count / (double) shots);
                });
        counts.set("key", keys);
        shares.set("key", keys);
        probabilities.add(shares.toString());
        counted.add(counts.toString());
    }

    private static Answer answered(JsonNode obj) {
        ObjectNode body = Json.object().put("success", true).put("code", 10_000).put("message", "ok");
        return Answer.json(200, (ObjectNode) body.set("obj", obj));
    }

    private static Answer refused(int code, String words) {
        return Answer.json(
                200, Json.object().put("success", false).put("code", code).put("message", words));
    }
}
