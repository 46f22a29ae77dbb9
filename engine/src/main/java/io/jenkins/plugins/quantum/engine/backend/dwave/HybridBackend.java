package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A hybrid solver of D-Wave for binary quadratic models. The model is uploaded as a file, which costs nothing; then a problem names it. Each problem brings one
 * sample and is charged for its time limit, so that a read here is a problem of its own.
 */
final class HybridBackend extends SolverBackend {
    private static final String VARIABLES = "variables";

    /** As D-Wave's documentation says of these solvers. */
    private static final int MOST_VARIABLES = 1_000_000;

    private final double timeLimit;

    HybridBackend(BackendSettings settings) throws BackendException {
        super(Solver.open(settings, "hybrid_binary_quadratic_model_version2p"), MOST_VARIABLES, 1);
        timeLimit = positive(settings, DwaveProvider.TIME_LIMIT);
    }

    /** Seconds that a problem takes and is charged for: those of the option, else the fewest that the solver takes. */
    private double seconds(int variables) throws BackendException {
        double least = least(sapi().get("solvers/remote/" + device(), "solver-definition"), variables);
        if (timeLimit > 0 && timeLimit < least) {
            throw new BackendException(
                    device() + " takes at least " + least + " s for " + variables + " variables; found " + timeLimit
                            + " as " + DwaveProvider.TIME_LIMIT,
                    Kind.REFUSED);
        }
        return timeLimit > 0 ? timeLimit : least;
    }

    /** The solver lists pairs of variables and seconds; between two of them the seconds lie on a line. */
    private double least(JsonNode solver, int variables) throws BackendException {
        JsonNode points = solver.at("/properties/minimum_time_limit");
        if (!points.path(0).path(1).isNumber()) {
            throw new BackendException(
                    device()
                            + " does not say how long a problem takes at least: it is no hybrid solver for binary quadratic"
                            + " models",
                    Kind.REFUSED);
        }
        for (int i = 1; i < points.size(); i++) {
            double before = points.get(i - 1).path(0).asDouble();
            double after = points.get(i).path(0).asDouble();
            if (variables <= after && after > before) {
                double share = Math.max(0, (variables - before) / (after - before));
                double start = points.get(i - 1).path(1).asDouble();
                return start + share * (points.get(i).path(1).asDouble() - start);
            }
        }
        return points.get(points.size() - 1).path(1).asDouble();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        var model = (BinaryQuadraticModel) request.program();
        double seconds = seconds(model.variables());
        String file = Upload.send(sapi(), BqmFile.write(model));
        ObjectNode job = Json.object();
        job.putObject("solver").put("name", device());
        job.putObject("data").put("format", "ref").put("data", file);
        job.put("type", "bqm").put("label", clientToken);
        job.putObject("params").put("time_limit", seconds);
        return reference(problems().submit(job), request);
    }

    private JobRef reference(String id, JobRequest request) {
        int variables = ((BinaryQuadraticModel) request.program()).variables();
        return new JobRef(name(), id, Map.of(VARIABLES, String.valueOf(variables)));
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        return problems().labelled(clientToken).stream()
                .findFirst()
                .map(problem -> reference(problem.path("id").asText(), request));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode answer = problems().answered(job).path("answer");
        int variables;
        try {
            variables = Integer.parseInt(job.details().getOrDefault(VARIABLES, ""));
        } catch (NumberFormatException e) {
            throw new BackendException("the reference of problem " + job.id() + " is damaged", Kind.REFUSED, e);
        }
        BqAnswer.Sample best = new BqAnswer(answer).best(variables);
        var counts = new Counts(variables, Map.of(best.outcome(), 1L));
        return new JobResult(List.of(Outcome.sampled(counts)), facts(job, answer, best.energy()));
    }

    private Map<String, String> facts(JobRef job, JsonNode answer, double lowest) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device());
        facts.put("job", job.id());
        facts.put("lowest-energy", String.valueOf(lowest));
        for (String time : List.of("run_time", "charge_time", "qpu_access_time")) {
            JsonNode told = answer.at("/timing/" + time);
            JsonNode micros = told.isNumber() ? told : answer.at("/data/info/" + time);
            if (micros.isNumber()) {
                facts.put("timing." + time, micros.asText());
                String seconds = DwaveBackend.seconds(micros.asDouble()).toPlainString();
                if (time.equals("charge_time")) {
                    facts.put("billed", seconds);
                    facts.put("billed.unit", "s");
                } else if (time.equals("run_time")) {
                    facts.put("execution-seconds", seconds);
                }
            }
        }
        return facts;
    }

    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        if (whyNot(request).isPresent()) {
            return Optional.empty();
        }
        var model = (BinaryQuadraticModel) request.program();
        return Optional.of(new Quote(
                BigDecimal.valueOf(seconds(model.variables())),
                "s",
                "the time limit of one problem of " + model.variables() + " variables, which is what is charged"));
    }

    @Override
    public Availability availability() throws BackendException {
        return sapi().availability(sapi().get("solvers/remote/" + device(), "solver-definition"));
    }
}
