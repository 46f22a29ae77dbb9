package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.Reply;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** One quantum annealer of D-Wave. A job is one problem; a problem that does not fit the device's couplers directly is embedded here. */
final class DwaveBackend implements Backend {
    private static final String LIST = "problems";
    private static final String ONE = "problem";
    private static final int MOST_LISTED = 20;

    /** The largest annealer has fewer qubits. */
    private static final int MOST_VARIABLES = 5_760;

    private static final Map<String, JobStatus.State> STATES = Map.of(
            "PENDING", JobStatus.State.QUEUED,
            "IN_PROGRESS", JobStatus.State.RUNNING,
            "COMPLETED", JobStatus.State.DONE,
            "FAILED", JobStatus.State.FAILED,
            "CANCELLED", JobStatus.State.CANCELLED);

    private final String name;
    private final String device;
    private final Sapi sapi;
    private final double annealingTime;
    private final double chainStrength;
    private final Capabilities capabilities;
    private WorkingGraph graph;

    DwaveBackend(BackendSettings settings) throws BackendException {
        name = settings.name();
        device = settings.require(DwaveProvider.DEVICE, "Advantage2_system1.6");
        if (!device.matches("[A-Za-z0-9_.-]{1,100}")) {
            throw new BackendException(
                    "expected a solver's name as device, for example Advantage2_system1.6", Kind.REFUSED);
        }
        sapi = new Sapi(settings);
        annealingTime = positive(settings, DwaveProvider.ANNEALING_TIME);
        chainStrength = positive(settings, DwaveProvider.CHAIN_STRENGTH);
        capabilities = Capabilities.remote(
                        "dwave", "dwave/" + device.toLowerCase(Locale.ROOT), false, MOST_VARIABLES, false, 1, 1, 10_000)
                .taking(Program.Kind.PROBLEM);
    }

    private static double positive(BackendSettings settings, String option) throws BackendException {
        Optional<String> text = settings.option(option);
        if (text.isEmpty()) {
            return 0;
        }
        try {
            double value = Double.parseDouble(text.get().strip());
            if (value > 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "expected a number above 0 as " + option + ", found '" + text.get() + "'", Kind.REFUSED, e);
        }
        throw new BackendException(
                "expected a number above 0 as " + option + ", found '" + text.get() + "'", Kind.REFUSED);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Conduct conduct() {
        return Conduct.cloud(Conduct.Repetition.TAG, 100);
    }

    @Override
    public String account() {
        return sapi.account();
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        Optional<String> general = capabilities.whyNot(request);
        if (general.isPresent() || !(request.program() instanceof BinaryQuadraticModel model)) {
            return general;
        }
        boolean finite = model.linear().stream().allMatch(Double::isFinite)
                && model.quadratic().stream().allMatch(coupling -> Double.isFinite(coupling.bias()))
                && Double.isFinite(model.offset());
        if (!finite) {
            return Optional.of("the problem has a bias that is not a finite number");
        }
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
                                + model.quadratic().size() + " couplings on " + device
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
            graph = WorkingGraph.read(sapi.get("solvers/remote/" + device, "solver-definition"))
                    .orElseThrow(() -> new BackendException(
                            device + " has no qubits: hybrid solvers, which take uploaded models, are not supported;"
                                    + " name an annealer, for example Advantage2_system1.6",
                            Kind.REFUSED));
        }
        return graph;
    }

    private synchronized void forgetGraph() {
        graph = null;
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        Optional<String> refusal = whyNot(request);
        if (refusal.isPresent()) {
            throw new BackendException(refusal.get(), Kind.REFUSED);
        }
        Placed placed = placed(request);
        ObjectNode job = Json.object();
        ObjectNode solver = job.putObject("solver").put("name", device);
        solver.putObject("version").put("graph_id", placed.graph().graphId());
        job.put("type", "ising").put("label", clientToken);
        job.set("data", placed.problem().encode(placed.graph()));
        ObjectNode parameters = job.putObject("params").put("num_reads", request.shots());
        if (annealingTime > 0) {
            parameters.put("annealing_time", annealingTime);
        }
        Reply reply =
                sapi.require(sapi.call(Call.post("/problems/", Json.array().add(job)), LIST));
        JsonNode accepted = reply.json().path(0);
        if (accepted.has("error_code")) {
            forgetGraph();
            throw sapi.itemFault(reply, accepted);
        }
        return new JobRef(name, reply.require("/0/id"), placed.details());
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        Placed placed = placed(request);
        Call list = Call.get("/problems/?label=" + Sapi.encoded(clientToken) + "&max_results=" + MOST_LISTED);
        for (JsonNode problem : sapi.array(sapi.exchange(sapi.call(list, LIST)))) {
            if (!clientToken.equals(problem.path("label").asText())) {
                continue;
            }
            String id = problem.path("id").asText();
            String then =
                    problem.at("/solver/version/graph_id").asText(placed.graph().graphId());
            if (!then.equals(placed.graph().graphId())) {
                throw new BackendException(
                        "problem " + id
                                + " was accepted, but the device's working graph has changed since: its answer can"
                                + " only be read in D-Wave's dashboard",
                        Kind.REFUSED);
            }
            return Optional.of(new JobRef(name, id, placed.details()));
        }
        return Optional.empty();
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
        String ids = jobs.stream().map(JobRef::id).map(Sapi::encoded).collect(Collectors.joining(","));
        Reply reply = sapi.exchange(sapi.call(Call.get("/problems/?id=" + ids), LIST));
        if (reply.status() == 404 && jobs.size() > 1) {
            var each = new ArrayList<JobStatus>();
            for (JobRef job : jobs) {
                each.addAll(status(List.of(job)));
            }
            return each;
        }
        var known = new HashMap<String, JsonNode>();
        if (reply.status() != 404) {
            sapi.array(reply).forEach(problem -> known.put(problem.path("id").asText(), problem));
        }
        return jobs.stream().map(job -> status(job, known.get(job.id()))).toList();
    }

    private JobStatus status(JobRef job, JsonNode problem) {
        if (problem == null) {
            return new JobStatus(job, JobStatus.State.LOST, 0, "D-Wave does not know this problem");
        }
        JobStatus.State state = STATES.getOrDefault(problem.path("status").asText(), JobStatus.State.RUNNING);
        String words = sapi.words(problem.path("error_message").asText());
        return new JobStatus(job, state, state == JobStatus.State.DONE ? 1 : 0, words);
    }

    @Override
    public JobResult fetch(JobRef job) throws BackendException {
        JsonNode problem = sapi.get("problems/" + Sapi.encoded(job.id()) + "/", ONE);
        String word = problem.path("status").asText();
        JobStatus.State state = STATES.getOrDefault(word, JobStatus.State.RUNNING);
        if (state != JobStatus.State.DONE) {
            throw new BackendException(
                    "problem " + job.id() + " has no answer: it is " + sapi.words(word) + " "
                            + sapi.words(problem.path("error_message").asText()),
                    state.ended() ? Kind.REFUSED : Kind.TRANSIENT);
        }
        if (!problem.path("answer").isObject()) {
            throw new BackendException("the answer of problem " + job.id() + " is not readable yet", Kind.TRANSIENT);
        }
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
                List.of(Outcome.sampled(read.counts())),
                facts(job, problem, read.brokenChains(), answer.lowestEnergy() + offset));
    }

    private Map<String, String> facts(JobRef job, JsonNode problem, double broken, double lowest) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device);
        facts.put("job", job.id());
        facts.put("calibration", job.details().getOrDefault("graph", ""));
        facts.put("chain-break-fraction", String.valueOf(broken));
        facts.put("lowest-energy", String.valueOf(lowest));
        problem.at("/answer/timing").fields().forEachRemaining(time -> {
            if (time.getValue().isNumber() && facts.size() < 50) {
                facts.put("timing." + sapi.words(time.getKey()), time.getValue().asText());
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

    private static BigDecimal seconds(double micros) {
        return BigDecimal.valueOf(micros)
                .movePointLeft(6)
                .setScale(6, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    }

    @Override
    public void cancel(JobRef job) throws BackendException {
        Call call =
                Call.json("DELETE", "/problems/", Json.array().add(job.id())).harmless();
        Reply reply = sapi.require(sapi.call(call, LIST));
        JsonNode answer = sapi.array(reply).path(0);
        int code = answer.path("error_code").asInt();
        // A problem that has ended or is no longer known is left as it is.
        if (code != 0 && code != 404 && code != 409 && code != 400) {
            throw sapi.itemFault(reply, answer);
        }
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
                                + placed.embedding().qubits() + " qubits by the device's timing model; counted against"
                                + " your quota at a rate of "
                                + placed.graph()
                                        .properties()
                                        .path("quota_conversion_rate")
                                        .asText("1")));
    }

    @Override
    public Availability availability() throws BackendException {
        JsonNode solver = sapi.get(
                "solvers/remote/" + device + "?filter=none%2C%2Bidentity%2C%2Bstatus%2C%2Bavg_load",
                "solver-definition");
        String state = solver.path("status").asText();
        String load = solver.path("avg_load").isNumber()
                ? "load " + Math.round(100 * solver.path("avg_load").asDouble()) + " %"
                : "";
        return Availability.of(
                switch (state) {
                    case "ONLINE" -> Availability.State.ONLINE;
                    case "OFFLINE" -> Availability.State.OFFLINE;
                    default -> Availability.State.UNKNOWN;
                },
                load);
    }

    @Override
    public void close() {
        // Connections belong to the network; nothing here bills while it is idle.
    }

    @Override
    public String toString() {
        return "dwave " + device;
    }
}
