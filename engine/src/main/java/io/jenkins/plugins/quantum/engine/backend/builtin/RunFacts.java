package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.noise.PauliInsertion;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects what a reader of the report must know about how a job was computed. */
final class RunFacts {
    private final Map<String, String> facts = new TreeMap<>();
    private double leastError = 1;
    private double mostError;
    private boolean acted;
    private double twirlingError;
    private int trajectories;
    private long runs;

    RunFacts(JobRequest request) {
        facts.put("simulator", "org.redfx:strange 0.1.3, state vector, single precision");
        facts.put("seed", Long.toString(request.seed()));
        facts.put("noise", request.noise().name());
        facts.put("calibration-epoch", request.noise().epoch());
    }

    /** A binding: where gates err, and whether a reading can go wrong or a gate turns wrongly. */
    void add(PauliInsertion insertion, boolean otherwise) {
        double gateError = insertion.errorProbability();
        leastError = Math.min(leastError, gateError);
        mostError = Math.max(mostError, gateError);
        acted |= gateError > 0 || otherwise;
        twirlingError = Math.max(twirlingError, insertion.twirlingError());
    }

    /** A binding's trajectories, and the simulations that they took. */
    void simulated(int draws, int simulations) {
        trajectories = draws;
        runs += simulations;
    }

    Map<String, String> asMap() {
        facts.put("noise-acted", Boolean.toString(acted));
        facts.put("gate-error-probability", String.format(Locale.ROOT, "%.4g to %.4g", leastError, mostError));
        if (twirlingError > 0) {
            facts.put(JobResult.TWIRLING_ERROR, String.format(Locale.ROOT, "%.2g", twirlingError));
        }
        if (trajectories > 0) {
            facts.put("method", "Pauli errors inserted at random, relaxation twirled");
            facts.put("trajectories", Integer.toString(trajectories));
            facts.put("simulations", Long.toString(runs));
        } else {
            facts.put("method", "exact");
        }
        return facts;
    }
}
