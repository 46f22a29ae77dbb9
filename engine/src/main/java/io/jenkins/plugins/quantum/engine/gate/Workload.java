package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import java.util.List;
import java.util.Map;

/**
 * A test's subject made ready: what to run, and how outcomes are read.
 *
 * @param tasks
 *     one for a circuit or a model read in the computational basis; one a measurement group for observables
 * @param readout
 *     how outcomes are read
 * @param metrics
 *     of the circuit as the user wrote it
 * @param digest
 *     canonical digest of the circuit
 */
public record Workload(List<Task> tasks, Readout readout, CircuitMetrics metrics, String digest) {
    public Workload {
        tasks = List.copyOf(tasks);
    }

    /**
     * One circuit to run.
     *
     * @param id
     *     unique in the test
     * @param circuit
     *     measured
     * @param bindings
     *     one map a run
     */
    public record Task(String id, Circuit circuit, List<Map<String, Double>> bindings) {
        public Task {
            bindings = List.copyOf(bindings);
        }
    }
}
