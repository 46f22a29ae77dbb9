package io.jenkins.plugins.quantum.engine.testkit.oqc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The OQC Cloud: a list of machines with an address each, tasks of OpenQASM 2, a histogram for each register with bit 0 first. */
public final class FakeOqc extends FakeService {
    /** The token that it knows. */
    public static final String TOKEN = "oqc-token-83aa";

    /** Its machine that takes tasks. */
    public static final String DEVICE = "qpu:uk:3:9829a5504f";

    /** Its machine that takes none. */
    public static final String RESTING = "qpu:jp:3:rest";

    private static final String TASKS = "/[^/]+/tasks";

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "SUBMITTED",
            FakeJob.State.RUNNING, "RUNNING",
            FakeJob.State.DONE, "COMPLETED",
            FakeJob.State.FAILED, "FAILED",
            FakeJob.State.CANCELLED, "CANCELLED");

    /** Starts it on a port; 0 takes a free one. */
    public FakeOqc(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeOqc(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (request.is("GET", "/admin/version")) {
            return Answer.json(200, Json.object().put("version", "1"));
        } else if (!request.header("Authentication-Token").equals(TOKEN)) {
            return message(401, "Unauthorised");
        } else if (request.is("GET", "/admin/qpu")) {
            return machines("http://" + request.header("Host"));
        } else if (request.is("POST", TASKS + "/submit")) {
            return submit(request.part(0), request.json().path("tasks"));
        } else if (request.is("GET", TASKS + "/[^/]+/all_info")) {
            return jobs().get(request.part(2))
                    .map(job -> Answer.json(200, info(job)))
                    .orElse(message(404, "Task not found"));
        } else if (request.is("POST", TASKS + "/cancel_many")) {
            return cancel(request.json().path("tasks"));
        }
        return message(404, "Not found");
    }

    private static Answer machines(String here) {
        ObjectNode answer = Json.object().put("total", 2);
        ArrayNode items = answer.putArray("items");
        for (String id : new String[] {DEVICE, RESTING}) {
            items.addObject()
                    .put("id", id)
                    .put("name", "Toshiko")
                    .put("active", id.equals(DEVICE))
                    .put("url", here + "/" + id)
                    .put("region", "uk")
                    .putObject("feature_set");
        }
        return Answer.json(200, answer);
    }

    private Answer submit(String machine, JsonNode tasks) {
        ArrayNode accepted = Json.array();
        for (JsonNode task : tasks) {
            if (!machine.equals(DEVICE) || !task.path("qpu_id").asText().equals(DEVICE)) {
                return message(400, "Wrong QPU");
            }
            if (repeats(task) < 1 || !task.path("program").asText().startsWith("OPENQASM 2.0;")) {
                return message(400, "Invalid task");
            }
            String id = UUID.randomUUID().toString();
            jobs().add(id, task.path("tag").asText(), task);
            accepted.addObject().put("task_id", id);
        }
        return Answer.json(200, accepted);
    }

    /** Shots; 0 where the configuration does not ask for counts. */
    private static int repeats(JsonNode task) {
        try {
            JsonNode data = Json.MAPPER.readTree(task.path("config").asText()).path("$data");
            boolean counted =
                    (data.at("/results_format/$data/transforms/$value").asInt() & 1) == 1;
            return counted ? data.path("repeats").asInt() : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode info(FakeJob job) {
        ObjectNode info = Json.object().put("id", job.id()).put("status", jobs().word(job, WORDS));
        info.putNull("results").putNull("task_error").putNull("execution_metadata");
        if (job.state() == FakeJob.State.FAILED) {
            info.putObject("task_error").put("error_message", job.reason()).put("error_code", 14);
        } else if (job.state() == FakeJob.State.DONE) {
            info.set("results", results(job.payload(JsonNode.class)));
        }
        return info;
    }

    /** A histogram for each register: what belongs together in different registers is lost, as it is there. */
    private static ObjectNode results(JsonNode task) {
        Circuit circuit = Qasm.read("task.qasm", task.path("program").asText()).circuit();
        Map<String, Long> counts =
                SimulatedCounts.sample(circuit, Map.of(), repeats(task), 7).counts();
        ObjectNode results = Json.object();
        for (Register register : circuit.bitRegisters()) {
            var seen = new TreeMap<String, Long>();
            counts.forEach((outcome, count) -> {
                String lowestFirst = new StringBuilder(outcome).reverse().toString();
                seen.merge(
                        lowestFirst.substring(register.offset(), register.offset() + register.size()),
                        count,
                        Long::sum);
            });
            ObjectNode histogram = results.putObject(register.name());
            seen.forEach(histogram::put);
        }
        return results;
    }

    private Answer cancel(JsonNode tasks) {
        for (JsonNode task : tasks) {
            FakeJob job = jobs().get(task.asText()).orElse(null);
            if (job == null || !job.cancel()) {
                return message(400, "Task cannot be cancelled");
            }
        }
        return Answer.json(200, Json.array());
    }

    private static Answer message(int status, String words) {
        return Answer.json(status, Json.object().put("message", words));
    }
}
