package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Progress;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** One job on the built-in simulator: binding after binding on one thread. */
final class BuiltinJob {
    private final JobRequest request;
    private final Progress progress;
    private final Function<Circuit, ElementaryCircuit> lowering;

    BuiltinJob(JobRequest request, Progress progress, Function<Circuit, ElementaryCircuit> lowering) {
        this.request = request;
        this.progress = progress;
        this.lowering = lowering;
    }

    JobResult run() throws BackendException, InterruptedException {
        List<Map<String, Double>> bindings = request.bindings();
        var outcomes = new ArrayList<Outcome>(bindings.size());
        for (int i = 0; i < bindings.size(); i++) {
            progress.reach((double) i / bindings.size());
            ElementaryCircuit circuit = lowering.apply(request.circuit().bind(bindings.get(i)));
            outcomes.add(ideal(circuit, i));
        }
        var facts = new HashMap<String, String>();
        facts.put("simulator", "org.redfx:strange 0.1.3");
        return new JobResult(outcomes, facts);
    }

    private Outcome ideal(ElementaryCircuit circuit, int binding) throws InterruptedException {
        var simulator = new StrangeSimulator(circuit);
        var measured = new Measured(circuit, simulator.used(), request.noise());
        double[] readings = measured.confused(measured.readings(simulator.ideal(false)));
        if (request.exact()) {
            return Outcome.exact(measured.distribution(readings));
        }
        var counts = new long[readings.length];
        Sampler.draw(
                readings,
                request.shots(),
                Seed.generator(Seed.derive(request.seed(), "binding", Integer.toString(binding), "shots")),
                counts);
        var byOutcome = new HashMap<String, Long>();
        for (int reading = 0; reading < counts.length; reading++) {
            if (counts[reading] > 0) {
                byOutcome.put(measured.outcome(reading), counts[reading]);
            }
        }
        return Outcome.sampled(new Counts(circuit.bits(), byOutcome));
    }
}
