package io.jenkins.plugins.quantum.engine.backend.samplers;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.util.List;

/** D-Wave's open-source samplers for Ising and QUBO problems: free, on this machine, without a quantum computer. */
public final class SamplersBackend extends PythonBackend {
    /** The samplers and the program that drives them. */
    public static final PythonLibrary LIBRARY = new PythonLibrary(
            "dwave-samplers",
            "D-Wave's samplers",
            "QMLOPS_DWAVE_SAMPLERS_PYTHON",
            "dwave.samplers",
            SamplersBackend.class,
            List.of("samplers_server"));

    /** The most variables: what a suite's file may hold. */
    static final int VARIABLES = 10_000;

    /** The most reads of one job. */
    static final long READS = 10_000_000;

    private final ObjectMapper json = new ObjectMapper();
    private final Settings settings;

    /**
     * How it samples.
     *
     * @param sampler
     *     {@code simulated-annealing}, {@code tabu} or {@code steepest-descent}
     * @param sweeps
     *     of a read of simulated annealing
     */
    public record Settings(String sampler, int sweeps) {
        /** As D-Wave sets it. */
        public static final Settings DEFAULT = new Settings("simulated-annealing", 1000);
    }

    /**
     * Creates it; nothing is started before the first job.
     *
     * @param name
     *     under which suites know it
     * @param starter
     *     starts the process
     * @param python
     *     which interpreter
     * @param settings
     *     how it samples
     * @param limits
     *     after which a process counts as hung
     */
    public SamplersBackend(String name, ProcessStarter starter, PythonSource python, Settings settings, Limits limits) {
        super(name, LIBRARY, starter, python, limits);
        this.settings = settings;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(LIBRARY.type(), true, VARIABLES, VARIABLES, VARIABLES, false, false, false, true)
                .taking(Program.Kind.PROBLEM);
    }

    @Override
    protected void check(JobRequest request) throws BackendException {
        int variables = problem(request).variables();
        if (variables < 1 || variables > VARIABLES) {
            throw refused("takes problems of 1 to " + VARIABLES + " variables; this one has " + variables);
        }
        if (request.shots() < 1 || request.shots() > READS) {
            throw refused("takes 1 to " + READS + " reads of a problem and gives no probabilities; asked for "
                    + request.shots());
        }
        if (!request.noise().isNone()) {
            throw refused("takes no noise model");
        }
    }

    private BackendException refused(String words) {
        return new BackendException("backend " + name() + " " + words, false);
    }

    private static BinaryQuadraticModel problem(JobRequest request) {
        return (BinaryQuadraticModel) request.program();
    }

    @Override
    protected int bits(JobRequest request) {
        return problem(request).variables();
    }

    @Override
    protected String encode(JobRequest request) {
        BinaryQuadraticModel problem = problem(request);
        ObjectNode job = json.createObjectNode();
        job.put("id", request.id());
        job.put("vartype", problem.vartype() == Vartype.ISING ? "SPIN" : "BINARY");
        ArrayNode linear = job.putArray("linear");
        problem.linear().forEach(linear::add);
        ArrayNode quadratic = job.putArray("quadratic");
        for (Coupling coupling : problem.quadratic()) {
            quadratic.addArray().add(coupling.first()).add(coupling.second()).add(coupling.bias());
        }
        job.put("sampler", settings.sampler());
        job.put("sweeps", settings.sweeps());
        job.put("runs", request.bindings().size());
        job.put("reads", request.shots());
        job.put("seed", request.seed() & Integer.MAX_VALUE);
        return job.toString();
    }
}
