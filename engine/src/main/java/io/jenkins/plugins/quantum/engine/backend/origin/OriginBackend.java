package io.jenkins.plugins.quantum.engine.backend.origin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Histogram;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.backend.http.ServiceBackend;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * A machine of Origin Quantum. Every call is a POST, every answer has HTTP status 200 with its success in the body. State and counts of a
 * task are one call. The service takes no token against repetition and shows no list.
 */
final class OriginBackend extends ServiceBackend {
    private static final Map<String, State> STATES = Map.of(
            "1", State.QUEUED,
            "2", State.RUNNING,
            "3", State.DONE,
            "4", State.FAILED,
            "5", State.QUEUED);

    /** Real machines, as against the service's simulators. */
    private static final String MACHINE = "5";

    private final String chip;
    private final boolean optimised;

    OriginBackend(
            String name,
            HttpService service,
            String account,
            String chip,
            boolean optimised,
            Capabilities capabilities) {
        super(name, service, account, capabilities);
        this.chip = chip;
        this.optimised = optimised;
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        ObjectNode body = Json.object().put("batchNo", "").put("taskFrom", 4);
        body.putArray("QProg")
                .add(OriginIrWriter.write(
                        request.circuit().bind(request.bindings().get(0))));
        body.put("QMachineType", MACHINE)
                .put("qubitNum", request.circuit().qubits())
                .put("classicalbitNum", request.circuit().bits())
                .put("ChipID", chip);
        body.putObject("Configuration")
                .put("shot", request.shots())
                .put("isProbcount", true)
                .put("amendFlag", 1)
                .put("use_cz_pattern", false)
                .put("mappingFlag", true)
                .put("PointLabel", 1)
                .put("circuitOptimization", optimised)
                .putArray("specified_block");
        Reply reply = succeeded(call("/oqcs/task/origin/submit.json", "1", body));
        return reference(reply.require("/obj/taskId"), request);
    }

    private static Call call(String path, String mode, JsonNode body) {
        return Call.post(path, body).with("origin-language", "en").with("task_mode", mode);
    }

    private Reply succeeded(Call call) throws BackendException {
        Reply reply = require(call);
        JsonNode success = reply.json().path("success");
        if (success.isBoolean() && !success.asBoolean()) {
            throw new BackendException(
                    "Origin Quantum refused " + call + ": " + service().redacted(words(reply)) + " (code "
                            + service().redacted(reply.json().path("code").asText("none")) + ")",
                    Kind.REFUSED);
        }
        return reply;
    }

    private JsonNode task(JobRef job) throws BackendException {
        Call call = call("/oqcs/task/origin/taskDetail.json", "0", Json.object().put("taskId", job.id()))
                .harmless();
        JsonNode answer = succeeded(call).json();
        if (!answer.has("obj")) {
            throw new BackendException("the answer to " + call + " lacks /obj", Kind.TRANSIENT);
        }
        return answer.path("obj");
    }

    @Override
    protected JobStatus look(JobRef job) throws BackendException {
        return status(job, task(job));
    }

    private JobStatus status(JobRef job, JsonNode task) {
        if (!task.hasNonNull("taskId")) {
            return status(job, State.LOST, "the service does not know the task");
        }
        State state = STATES.getOrDefault(task.path("taskState").asText(), State.RUNNING);
        String why = task.path("errorMessage").asText("");
        return status(job, state, why.isEmpty() ? task.path("errorDetail").asText("") : why);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode task = task(job);
        requireDone(status(job, task));
        int bits = bits(job);
        JsonNode counted = parsed(task.path("probCount").path(0).asText());
        ObjectNode histogram = Json.object();
        for (int i = 0; i < counted.path("key").size(); i++) {
            histogram.set(
                    outcome(counted.path("key").get(i).asText(), bits),
                    counted.path("value").path(i));
        }
        var counts = Histogram.read(
                histogram, bits, Histogram.Order.HIGHEST_FIRST, service().name());
        return new JobResult(
                List.of(Outcome.sampled(counts)),
                Map.of("device", capabilities().device(), "job", job.id()));
    }

    private static JsonNode parsed(String text) throws BackendException {
        try {
            return Json.MAPPER.readTree(text);
        } catch (IOException e) {
            throw new BackendException("Origin Quantum's result is not JSON", Kind.REFUSED, e);
        }
    }

    /** The number's bits, bit 0 last; a key that is no number stays as it is, and is refused with its histogram. */
    private static String outcome(String key, int bits) {
        if (!key.matches("0x[0-9a-fA-F]{1,300}")) {
            return key;
        }
        String digits = new BigInteger(key.substring(2), 16).toString(2);
        return "0".repeat(Math.max(0, bits - digits.length())) + digits;
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        cancel(job, call("/oqcs/task/cancelTask.json", "0", Json.object().put("taskId", job.id())));
    }

    /** No call of the service is known that says so: the first task shows it. */
    @Override
    public Availability availability() {
        return Availability.of(Availability.State.UNKNOWN, "the service does not tell");
    }
}
