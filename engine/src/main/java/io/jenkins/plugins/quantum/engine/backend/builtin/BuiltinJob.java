package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.noise.PauliInsertion;
import io.jenkins.plugins.quantum.engine.noise.SystematicInsertion;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;

/** One job on the built-in simulator: binding after binding on one thread. Seeds derive from the request and the binding's number. */
final class BuiltinJob {
    /** Most probabilities remembered for repeated bindings (32 MB). */
    private static final long MOST_REMEMBERED = 4L << 20;

    private final JobRequest request;
    private final Progress progress;
    private final Map<Map<String, Double>, double[]> idealReadings = new HashMap<>();
    private final RunFacts facts;

    BuiltinJob(JobRequest request, Progress progress) {
        this.request = request;
        this.progress = progress;
        this.facts = new RunFacts(request);
    }

    JobResult run() throws BackendException, InterruptedException {
        List<Map<String, Double>> bindings = request.bindings();
        var outcomes = new ArrayList<Outcome>(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            progress.reach((double) i / bindings.size());
            outcomes.add(run(bindings.get(i), i));
        }
        return new JobResult(outcomes, facts.asMap());
    }

    private Outcome run(Map<String, Double> binding, int index) throws BackendException, InterruptedException {
        ElementaryCircuit lowered = lowered(binding, index);
        ElementaryCircuit circuit = SystematicInsertion.apply(lowered, request.noise());
        var simulator = new StrangeSimulator(circuit);
        var measured = new Measured(circuit, simulator.used(), request.noise());
        var insertion = new PauliInsertion(circuit, request.noise());
        facts.add(insertion, measured.misread() || circuit != lowered);
        if (insertion.errorProbability() > 0) {
            return noisy(new NoisyRun(simulator, measured, insertion), index);
        }
        double[] readings = measured.confused(idealReadings(binding, simulator, measured));
        if (request.exact()) {
            return Outcome.exact(measured.distribution(readings));
        }
        var counts = new long[readings.length];
        Sampler.draw(readings, request.shots(), generator(index, "shots"), counts);
        return Outcome.sampled(measured.counts(counts));
    }

    private ElementaryCircuit lowered(Map<String, Double> binding, int index) throws BackendException {
        ElementaryCircuit circuit;
        try {
            circuit = Lowering.lower(request.circuit().bind(binding));
        } catch (IllegalArgumentException e) {
            throw new BackendException("inputs number " + (index + 1) + ": " + e.getMessage(), false, e);
        }
        for (Elementary operation : circuit.operations()) {
            if (operation instanceof Elementary.Rotation r && !Double.isFinite(r.theta() + r.phi() + r.lambda())) {
                throw new BackendException(
                        "inputs number " + (index + 1) + ": an angle on qubit " + r.qubit()
                                + " is infinite or not a number; check the inputs and the angle's expression",
                        false);
            }
        }
        return circuit;
    }

    private Outcome noisy(NoisyRun run, int index) throws InterruptedException {
        int trajectories =
                request.trajectories() > 0 ? request.trajectories() : PauliInsertion.defaultTrajectories(run.qubits());
        int bindings = request.bindings().size();
        NoisyRun.Watch watch = done -> progress.reach((index + Math.min(1.0, (double) done / trajectories)) / bindings);
        Outcome outcome = request.exact()
                ? run.averaged(trajectories, generator(index, "trajectories"), watch)
                : run.sampled(request.shots(), trajectories, generator(index, "noisy shots"), watch);
        facts.simulated(trajectories, run.runs());
        return outcome;
    }

    private double[] idealReadings(Map<String, Double> binding, StrangeSimulator simulator, Measured measured)
            throws InterruptedException {
        double[] known = idealReadings.get(binding);
        if (known != null) {
            return known;
        }
        double[] readings = measured.readings(simulator.ideal(false));
        if ((idealReadings.size() + 1L) * readings.length <= MOST_REMEMBERED) {
            idealReadings.put(binding, readings);
        }
        return readings;
    }

    private UniformRandomProvider generator(int binding, String purpose) {
        return Seed.generator(Seed.derive(request.seed(), "binding", Integer.toString(binding), purpose));
    }
}
