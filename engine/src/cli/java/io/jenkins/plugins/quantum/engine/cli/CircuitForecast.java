package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two calibrations do to a circuit, simulated, never multiplied from the errors of gates.
 *
 * @param before
 *     total variation distance of the first calibration's outcomes from the ideal ones
 * @param after
 *     the same of the second
 * @param between
 *     of the two calibrations' outcomes from each other
 */
record CircuitForecast(double before, double after, double between) {
    private static final int TRAJECTORIES = 2000;
    private static final int PAUSE_MILLIS = 5;

    /**
     * Simulates.
     *
     * @throws BackendException
     *     when the built-in simulator cannot run the circuit
     */
    static CircuitForecast of(Circuit circuit, NoiseModel first, NoiseModel second)
            throws BackendException, InterruptedException {
        if (!circuit.inputs().isEmpty()) {
            throw new BackendException(
                    "the circuit has free inputs (" + String.join(", ", circuit.inputs()) + "); bind them first",
                    false);
        }
        try (Backend builtin = new BuiltinProvider(1).open(BackendSettings.local("builtin", Map.of()))) {
            Distribution ideal = run(builtin, circuit, NoiseModel.none());
            Distribution before = run(builtin, circuit, first);
            Distribution after = run(builtin, circuit, second);
            return new CircuitForecast(distance(ideal, before), distance(ideal, after), distance(before, after));
        }
    }

    /** Both calibrations draw the same numbers, so that their difference is not that of two draws. */
    private static Distribution run(Backend backend, Circuit circuit, NoiseModel noise)
            throws BackendException, InterruptedException {
        var request = new JobRequest(
                "forecast", circuit, List.of(Map.of()), noise, 0, noise.isNone() ? 0 : TRAJECTORIES, 1, false);
        JobRef job = backend.submit(request, "forecast-" + noise.epoch());
        JobStatus status = backend.status(List.of(job)).get(0);
        while (!status.state().ended()) {
            Thread.sleep(PAUSE_MILLIS);
            status = backend.status(List.of(job)).get(0);
        }
        if (status.state() != JobStatus.State.DONE) {
            throw new BackendException(status.message(), false);
        }
        return backend.fetch(job).outcomes().get(0).distribution();
    }

    private static double distance(Distribution one, Distribution other) {
        Set<String> outcomes = new TreeSet<>(one.probabilities().keySet());
        outcomes.addAll(other.probabilities().keySet());
        return outcomes.stream()
                        .mapToDouble(outcome -> Math.abs(one.of(outcome) - other.of(outcome)))
                        .sum()
                / 2;
    }
}
