package io.jenkins.plugins.quantum.engine.testkit.qudora;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeMain;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.SimulatedCounts;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** The QUDORA Cloud: a list of backends, jobs of OpenQASM programs with numbers for ids, results as texts of JSON. */
public final class FakeQudora extends FakeService {
    /** The token that it knows. */
    public static final String TOKEN = "qudora-token-2c9e";

    /** Its machine. */
    public static final String DEVICE = "QVLS-Q1";

    private static final int MOST_PROGRAMS = 10;
    private static final int MOST_SHOTS = 5000;

    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "Submitted",
            FakeJob.State.RUNNING, "Running",
            FakeJob.State.DONE, "Completed",
            FakeJob.State.FAILED, "Failed",
            FakeJob.State.CANCELLED, "Canceled");

    private final AtomicInteger numbers = new AtomicInteger(41);

    /** Starts it on a port; 0 takes a free one. */
    public FakeQudora(Clock clock, int port) {
        super(clock, port);
    }

    /** Runs it alone, see {@link FakeMain#serve}. */
    public static void main(String[] arguments) {
        FakeMain.serve(arguments, port -> new FakeQudora(Clock.systemUTC(), port));
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("Authorization").equals("Bearer " + TOKEN)) {
            return detail(401, "Invalid token");
        } else if (request.is("GET", "/backends/")) {
            return backends();
        } else if (request.is("POST", "/jobs/")) {
            return submit(request.json());
        } else if (request.is("GET", "/jobs/")) {
            return job(request);
        } else if (request.is("PUT", "/jobs/")) {
            return cancel(request);
        }
        return detail(404, "Not Found");
    }

    private static Answer backends() {
        ArrayNode list = Json.array();
        list.addObject()
                .put("username", "qvls-q1")
                .put("full_name", DEVICE)
                .put("max_n_qubits", 20)
                .put("max_shots", MOST_SHOTS)
                .put("max_programs_per_job", MOST_PROGRAMS)
                .putNull("user_settings_schema");
        return Answer.json(200, list);
    }

    private Answer submit(JsonNode body) {
        JsonNode programs = body.path("input_data");
        JsonNode shots = body.path("shots");
        boolean language = body.path("language").asText().matches("OpenQASM[23]");
        if (!body.path("name").isTextual()
                || !language
                || !body.path("backend_settings").isObject()) {
            return detail(422, "Field required");
        }
        if (!body.path("target_name").asText().equals(DEVICE)) {
            return detail(404, "Unknown target");
        }
        if (programs.isEmpty() || programs.size() > MOST_PROGRAMS || programs.size() != shots.size()) {
            return detail(422, "shots must have an entry for each of at most " + MOST_PROGRAMS + " programs");
        }
        for (JsonNode count : shots) {
            if (count.asInt() < 1 || count.asInt() > MOST_SHOTS) {
                return detail(422, "shots out of range");
            }
        }
        int number = numbers.incrementAndGet();
        jobs().add(Integer.toString(number), body.path("name").asText(), body);
        return Answer.json(200, IntNode.valueOf(number));
    }

    private Answer job(Asked request) {
        ArrayNode list = Json.array();
        jobs().get(request.query().getOrDefault("job_id", "")).ifPresent(job -> {
            JsonNode body = job.payload(JsonNode.class);
            ObjectNode answer =
                    list.addObject().put("job_id", Integer.parseInt(job.id())).put("status", jobs().word(job, WORDS));
            answer.set("shots", body.path("shots"));
            boolean results =
                    request.query().getOrDefault("include_results", "False").equals("True");
            if (results && job.state() == FakeJob.State.DONE) {
                results(answer.putArray("result"), body);
            } else {
                answer.putNull("result");
            }
            boolean told =
                    request.query().getOrDefault("include_user_error", "False").equals("True");
            answer.put("user_error", told && job.state() == FakeJob.State.FAILED ? job.reason() : null);
        });
        return Answer.json(200, list);
    }

    private static void results(ArrayNode results, JsonNode body) {
        for (int i = 0; i < body.path("input_data").size(); i++) {
            ObjectNode counts = Json.object();
            SimulatedCounts.sample(
                            Qasm.read(
                                            "job.qasm",
                                            body.path("input_data").path(i).asText())
                                    .circuit(),
                            Map.of(),
                            body.path("shots").path(i).asLong(),
                            7 + i)
                    .counts()
                    .forEach(counts::put);
            results.add(counts.toString());
        }
    }

    private Answer cancel(Asked request) {
        FakeJob job = jobs().get(request.query().getOrDefault("job_id", "")).orElse(null);
        if (job == null || !request.query().getOrDefault("status_name", "").equals("Canceled")) {
            return detail(404, "Job not found");
        }
        return job.cancel() ? Answer.text(200, "application/json", "null") : detail(409, "Job has ended");
    }

    private static Answer detail(int status, String words) {
        return Answer.json(status, Json.object().put("detail", words));
    }
}
