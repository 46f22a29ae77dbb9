package io.jenkins.plugins.quantum.engine.testkit.dwave;

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
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.zip.InflaterInputStream;

/**
 * D-Wave's Solver API, version 3, with one annealer whose working graph is small, and one hybrid solver for models that were uploaded. Path prefix {@code /sapi/v2}. Answers carry the media
 * type that was asked for, as the service's own client demands; submissions are batches whose items are refused one by one.
 */
public final class FakeDwave extends FakeService {
    /** The token that it accepts. */
    public static final String TOKEN = "ABC-0123456789abcdef0123456789abcdef01234567";

    /** The annealer. */
    public static final String SOLVER = "Advantage_system6.4";

    /** The hybrid solver. */
    public static final String HYBRID = "hybrid_binary_quadratic_model_version2p";

    private static final int MOST_READS = 10_000;
    private static final Map<FakeJob.State, String> WORDS = Map.of(
            FakeJob.State.QUEUED, "PENDING",
            FakeJob.State.RUNNING, "IN_PROGRESS",
            FakeJob.State.DONE, "COMPLETED",
            FakeJob.State.FAILED, "FAILED",
            FakeJob.State.CANCELLED, "CANCELLED");

    private final Uploads uploads = new Uploads();
    private volatile AnnealerGraph graph;

    private record Problem(JsonNode job, ObjectNode answer) {}

    /** On a free port, with 336 qubits. */
    public FakeDwave() {
        this(Clock.systemUTC(), 0, AnnealerGraph.zephyr(3));
    }

    /** With another working graph. */
    public FakeDwave(Clock clock, int port, AnnealerGraph graph) {
        super(clock, port);
        this.graph = graph;
    }

    /** Runs it in a process of its own: port, queue time, run time, lag of the list, in milliseconds. */
    public static void main(String[] args) {
        FakeMain.serve(args, port -> new FakeDwave(Clock.systemUTC(), port, AnnealerGraph.zephyr(3)));
    }

    /** The device's working graph changes, as it does after maintenance. */
    public void changeGraph(AnnealerGraph now) {
        graph = now;
    }

    @Override
    protected Answer error(int status, String code, String message) {
        return Answer.json(status, itemError(status, message));
    }

    private static ObjectNode itemError(int code, String message) {
        return Json.object().put("error_code", code).put("error_msg", message);
    }

    @Override
    protected Answer answer(Asked request) {
        if (!request.header("x-auth-token").equals(TOKEN)) {
            return error(401, "", "Invalid token or access denied");
        }
        String path = request.path().replaceFirst("^/sapi/v2/", "");
        String accept = request.header("accept");
        Answer answer = answer(request, path);
        return answer.status() < 300 && accept.startsWith("application/vnd.dwave.sapi.")
                ? answer.with("Content-Type", accept)
                : answer;
    }

    private Answer answer(Asked request, String path) {
        if (request.method().equals("GET") && path.equals("solvers/remote/")) {
            return Answer.json(200, Json.array().add(solver()).add(hybrid()));
        }
        if (request.method().equals("GET") && path.startsWith("solvers/remote/")) {
            return path.endsWith("/" + SOLVER)
                    ? Answer.json(200, solver())
                    : path.endsWith("/" + HYBRID)
                            ? Answer.json(200, hybrid())
                            : error(404, "", "Solver does not exist or apitoken does not have access");
        }
        if (path.equals("problems/")) {
            return switch (request.method()) {
                case "POST" -> submit(request);
                case "DELETE" -> cancel(read(request.body()));
                default -> list(request);
            };
        }
        if (request.method().equals("GET") && path.startsWith("problems/")) {
            String[] parts = path.split("/");
            return jobs().get(parts[1])
                    .map(job -> parts.length > 2 && parts[2].equals("answer") ? answerOnly(job) : whole(job))
                    .orElse(error(404, "", "Problem does not exist or apitoken does not have access"));
        }
        return path.startsWith("bqm/")
                ? uploads.answer(request, path).orElse(error(404, "", "no such upload"))
                : error(404, "", "no such resource");
    }

    /** A body as JSON, plain or compressed as the service's own client sends it. */
    public static JsonNode read(byte... body) {
        boolean plain = body.length > 0 && (body[0] == '[' || body[0] == '{');
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(body))) {
            return Json.MAPPER.readTree(plain ? body : inflated.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ObjectNode identity() {
        ObjectNode identity = Json.object().put("name", SOLVER);
        identity.putObject("version").put("graph_id", graph.id());
        return identity;
    }

    private ObjectNode solver() {
        ObjectNode solver = Json.object()
                .put("status", "ONLINE")
                .put("description", "A fake annealer")
                .put("avg_load", 0.12);
        solver.set("identity", identity());
        ObjectNode properties = solver.putObject("properties")
                .put("category", "qpu")
                .put("chip_id", SOLVER)
                .put("num_qubits", graph.qubits().size() + 1)
                .put("default_annealing_time", 20.0)
                .put("quota_conversion_rate", 1);
        properties.putArray("supported_problem_types").add("ising").add("qubo");
        ArrayNode qubits = properties.putArray("qubits");
        graph.qubits().forEach(qubits::add);
        ArrayNode couplers = properties.putArray("couplers");
        graph.couplers().forEach(pair -> couplers.addArray().add(pair.get(0)).add(pair.get(1)));
        properties.putArray("h_range").add(-4.0).add(4.0);
        properties.putArray("j_range").add(-1.0).add(1.0);
        properties.putArray("num_reads_range").add(1).add(MOST_READS);
        properties.putArray("annealing_time_range").add(0.5).add(2000.0);
        properties
                .putObject("parameters")
                .put("num_reads", "Number of reads")
                .put("annealing_time", "In microseconds")
                .put("auto_scale", "Scale the problem")
                .put("answer_mode", "histogram or raw");
        ObjectNode timing = properties
                .putObject("problem_timing_data")
                .put("version", "1.0.0")
                .put("typical_programming_time", 14_000.0)
                .put("default_programming_thermalization", 1_000.0)
                .put("default_annealing_time", 20.0)
                .put("default_readout_thermalization", 0.0)
                .put("qpu_delay_time_per_sample", 20.5)
                .put("reverse_annealing_with_reinit_prog_time_delta", 0.0)
                .put("reverse_annealing_without_reinit_prog_time_delta", 10.0)
                .put("reverse_annealing_with_reinit_delay_time_delta", -4.5)
                .put("reverse_annealing_without_reinit_delay_time_delta", -2.5)
                .put("decorrelation_max_nominal_anneal_time", 2000.0)
                .put("readout_time_model", "pwl_log_log");
        timing.putArray("decorrelation_time_range").add(500.0).add(10_000.0);
        timing.putArray("readout_time_model_parameters")
                .add(0.0)
                .add(1.0)
                .add(3.7)
                .add(1.4)
                .add(1.6)
                .add(2.1);
        return solver;
    }

    private static ObjectNode hybrid() {
        ObjectNode solver = Json.object()
                .put("status", "ONLINE")
                .put("description", "A fake hybrid solver")
                .put("avg_load", 0.5);
        solver.putObject("identity").put("name", HYBRID);
        ObjectNode properties = solver.putObject("properties")
                .put("category", "hybrid")
                .put("maximum_number_of_variables", 1_000_000)
                .put("quota_conversion_rate", 20);
        properties.putArray("supported_problem_types").add("bqm");
        properties.putObject("parameters").put("time_limit", "Maximum requested runtime in seconds");
        ArrayNode limits = properties.putArray("minimum_time_limit");
        limits.addArray().add(1).add(3.0);
        limits.addArray().add(1024).add(3.0);
        limits.addArray().add(4096).add(10.0);
        return solver;
    }

    private Answer submit(Asked request) {
        JsonNode batch = read(request.body());
        if (!batch.isArray()) {
            return error(400, "", "an array of problems was expected");
        }
        ArrayNode answers = Json.array();
        batch.forEach(job -> answers.add(submit(job)));
        return Answer.json(200, answers);
    }

    private ObjectNode submit(JsonNode job) {
        if (job.at("/solver/name").asText().equals(HYBRID)) {
            return submitHybrid(job);
        }
        if (!job.path("solver").equals(identity())) {
            return itemError(404, "Solver does not exist or apitoken does not have access");
        }
        int reads = job.at("/params/num_reads").asInt(1);
        if (reads < 1 || reads > MOST_READS) {
            return itemError(400, "num_reads must be an integer between 1 and " + MOST_READS);
        }
        for (var names = job.path("params").fieldNames(); names.hasNext(); ) {
            String parameter = names.next();
            if (!solver().at("/properties/parameters").has(parameter)) {
                return itemError(400, "Unknown parameter " + parameter);
            }
        }
        ObjectNode answer;
        try {
            answer = new QpMachine(graph).answer(job.path("type").asText(), job.path("data"), reads);
        } catch (IllegalArgumentException e) {
            return itemError(400, e.getMessage());
        }
        return accept(job, answer);
    }

    private ObjectNode submitHybrid(JsonNode job) {
        double seconds = job.at("/params/time_limit").asDouble();
        byte[] file = uploads.file(job.at("/data/data").asText()).orElse(null);
        if (!job.path("type").asText().equals("bqm")
                || !job.at("/data/format").asText().equals("ref")
                || file == null) {
            return itemError(400, "expected a reference to an uploaded bqm");
        }
        if (seconds < 3 || job.path("params").size() != 1) {
            return itemError(400, "time_limit must be at least 3");
        }
        try {
            return accept(job, HybridMachine.answer(HybridMachine.read(file), seconds));
        } catch (IllegalArgumentException e) {
            return itemError(400, e.getMessage());
        }
    }

    private ObjectNode accept(JsonNode job, ObjectNode answer) {
        String id = UUID.randomUUID().toString();
        FakeJob accepted = jobs().add(id, job.path("label").asText(), new Problem(job, answer));
        return status(accepted);
    }

    private ObjectNode status(FakeJob job) {
        JsonNode sent = job.payload(Problem.class).job();
        ObjectNode status = Json.object()
                .put("id", job.id())
                .put("type", sent.path("type").asText())
                .put("status", jobs().word(job, WORDS))
                .put("submitted_on", job.created().toString());
        status.set("solver", sent.path("solver"));
        if (sent.hasNonNull("label")) {
            status.put("label", sent.path("label").asText());
        }
        if (job.ended()) {
            status.put("solved_on", job.endedAt().toString());
        }
        if (job.state() == FakeJob.State.FAILED) {
            status.put("error_message", job.reason());
        }
        return status;
    }

    private Answer whole(FakeJob job) {
        ObjectNode status = status(job);
        if (job.state() == FakeJob.State.DONE) {
            status.set("answer", job.payload(Problem.class).answer());
        }
        return Answer.json(200, status);
    }

    private Answer answerOnly(FakeJob job) {
        if (job.state() != FakeJob.State.DONE) {
            return error(404, "", "Problem has no answer");
        }
        ObjectNode answer = Json.object();
        answer.set("answer", job.payload(Problem.class).answer());
        return Answer.json(200, answer);
    }

    private Answer list(Asked request) {
        ArrayNode found = Json.array();
        if (request.query().containsKey("id")) {
            for (String id : request.query().get("id").split(",")) {
                jobs().get(id).map(this::status).ifPresent(found::add);
            }
            return Answer.json(200, found);
        }
        String label = request.query().get("label");
        int most = Integer.parseInt(request.query().getOrDefault("max_results", "1000"));
        jobs().listed().stream()
                .filter(job -> label == null || job.token().equals(label))
                .limit(most)
                .forEach(job -> found.add(status(job)));
        return Answer.json(200, found);
    }

    private Answer cancel(JsonNode ids) {
        ArrayNode answers = Json.array();
        for (JsonNode id : ids) {
            answers.add(jobs().get(id.asText())
                    .map(job -> job.cancel() || job.state() == FakeJob.State.CANCELLED
                            ? status(job)
                            : itemError(409, "Problem has been finished"))
                    .orElse(itemError(404, "Problem does not exist")));
        }
        return Answer.json(200, answers);
    }
}
