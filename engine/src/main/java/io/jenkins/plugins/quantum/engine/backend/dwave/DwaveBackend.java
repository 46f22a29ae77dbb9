package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One quantum annealer of D-Wave. A job is one problem; a problem that does not fit the device's couplers directly is embedded here. */
final class DwaveBackend extends SolverBackend {
    /** The largest annealer has fewer qubits. */
    private static final int MOST_VARIABLES = 5_760;

    private static final long MOST_READS = 10_000;

    private final double annealingTime;
    private final double chainStrength;
    private WorkingGraph graph;

    DwaveBackend(BackendSettings settings) throws BackendException {
        super(Solver.open(settings, "Advantage2_system1.6"), MOST_VARIABLES, MOST_READS);
        annealingTime = positive(settings, DwaveProvider.ANNEALING_TIME);
        chainStrength = positive(settings, DwaveProvider.CHAIN_STRENGTH);
    }

    @Override
    public Capabilities capabilities() {
        return super.capabilities().tellingChains();
    }

    @Override
    Optional<String> whyNot(BinaryQuadraticModel model) {
        return Embedding.used(model).isEmpty()
                ? Optional.of("no variable of the problem has a bias or a coupling: there is nothing to minimise")
                : Optional.empty();
    }

    /** A problem as it goes to the device, and what its answer is read with. */
    private record Placed(WorkingGraph graph, Embedding embedding, QpProblem problem, Map<String, String> details) {}

    private Placed placed(JobRequest request) throws BackendException {
        WorkingGraph current = graph();
        var model = (BinaryQuadraticModel) request.program();
        Embedding embedding = Embedding.direct(model, current)
                .or(() -> new EmbeddingSearch(model, current).search())
                .orElseThrow(() -> new BackendException(
                        "no embedding of the problem's " + Embedding.used(model).size() + " variables and "
                                + model.quadratic().size() + " couplings on " + device()
                                + " was found; nothing was submitted: drop weak couplings, use fewer variables, or number"
                                + " the variables by the device's qubits (minorminer finds larger embeddings)",
                        Kind.REFUSED));
        double strength = chainStrength > 0 ? chainStrength : QpProblem.usualStrength(model);
        QpProblem problem = QpProblem.place(model, embedding, current, strength);
        var details = new TreeMap<String, String>();
        details.put("variables", String.valueOf(model.variables()));
        details.put("chains", embedding.text());
        details.put("offset", String.valueOf(problem.offset()));
        details.put("graph", current.graphId());
        return new Placed(current, embedding, problem, details);
    }

    /** The device as it is today, read once; read anew after a submission that the service refused, which may be due to a change. */
    private synchronized WorkingGraph graph() throws BackendException {
        if (graph == null) {
            graph = WorkingGraph.read(sapi().get("solvers/remote/" + device(), "solver-definition"))
                    .orElseThrow(() -> new BackendException(
                            device() + " has no qubits: name an annealer, for example Advantage2_system1.6, or a hybrid"
                                    + " solver for binary quadratic models",
                            Kind.REFUSED));
        }
        return graph;
    }

    private synchronized void forgetGraph() {
        graph = null;
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        requireRunnable(request);
        Placed placed = placed(request);
        ObjectNode job = Json.object();
        ObjectNode solver = job.putObject("solver").put("name", device());
        solver.putObject("version").put("graph_id", placed.graph().graphId());
        job.put("type", "ising").put("label", clientToken);
        job.set("data", placed.problem().encode(placed.graph()));
        ObjectNode parameters = job.putObject("params").put("num_reads", request.shots());
        if (annealingTime > 0) {
            parameters.put("annealing_time", annealingTime);
        }
        try {
            return new JobRef(name(), problems().submit(job), placed.details());
        } catch (BackendException e) {
            forgetGraph();
            throw e;
        }
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        Placed placed = placed(request);
        Optional<JsonNode> found = problems().labelled(clientToken).stream().findFirst();
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String id = found.get().path("id").asText();
        String then =
                found.get().at("/solver/version/graph_id").asText(placed.graph().graphId());
        if (!then.equals(placed.graph().graphId())) {
            throw new BackendException(
                    "problem " + id
                            + " was accepted, but the device's working graph has changed since: its answer can"
                            + " only be read in D-Wave's dashboard",
                    Kind.REFUSED);
        }
        return Optional.of(new JobRef(name(), id, placed.details()));
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode problem = problems().answered(job);
        var answer = new QpAnswer(problem.path("answer"));
        QpAnswer.Read read;
        double offset;
        try {
            Embedding embedding = Embedding.read(
                    job.details().getOrDefault("chains", ""),
                    Integer.parseInt(job.details().getOrDefault("variables", "")),
                    answer.active());
            offset = Double.parseDouble(job.details().getOrDefault("offset", ""));
            read = answer.read(embedding);
        } catch (NumberFormatException e) {
            throw new BackendException("the reference of problem " + job.id() + " is damaged", Kind.REFUSED, e);
        }
        return new JobResult(
                List.of(Outcome.sampled(read.counts(), read.chains())),
                facts(job, problem, read.brokenChains(), answer.lowestEnergy() + offset));
    }

    private Map<String, String> facts(JobRef job, JsonNode problem, double broken, double lowest) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device());
        facts.put("job", job.id());
        facts.put("calibration", job.details().getOrDefault("graph", ""));
        facts.put("chain-break-fraction", String.valueOf(broken));
        facts.put("lowest-energy", String.valueOf(lowest));
        problem.at("/answer/timing").fields().forEachRemaining(time -> {
            if (time.getValue().isNumber() && facts.size() < 50) {
                facts.put(
                        "timing." + sapi().words(time.getKey()), time.getValue().asText());
            }
        });
        JsonNode access = problem.at("/answer/timing/qpu_access_time");
        if (access.isNumber()) {
            String seconds = seconds(access.asDouble()).toPlainString();
            facts.put("execution-seconds", seconds);
            facts.put("billed", seconds);
            facts.put("billed.unit", "s");
        }
        return facts;
    }

    /** Microseconds as the service tells them, in seconds. */
    static BigDecimal seconds(double micros) {
        return BigDecimal.valueOf(micros)
                .movePointLeft(6)
                .setScale(6, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    @Override
    public Optional<Quote> estimate(JobRequest request) throws BackendException {
        if (whyNot(request).isPresent()) {
            return Optional.empty();
        }
        Placed placed = placed(request);
        JsonNode timing = placed.graph().properties().path("problem_timing_data");
        OptionalDouble micros = AccessTime.micros(timing, placed.embedding().qubits(), request.shots(), annealingTime);
        return micros.isEmpty()
                ? Optional.empty()
                : Optional.of(new Quote(
                        seconds(micros.getAsDouble()),
                        "s",
                        "QPU access time of " + request.shots() + " reads on "
                                + placed.embedding().qubits()
                                + " qubits by the device's timing model; counted against"
                                + " your quota at a rate of "
                                + placed.graph()
                                        .properties()
                                        .path("quota_conversion_rate")
                                        .asText("1")));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode solver = sapi().get(
                        "solvers/remote/" + device() + "?filter=none%2C%2Bidentity%2C%2Bstatus%2C%2Bavg_load",
                        "solver-definition");
        return sapi().availability(solver);
    }
}
