package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** What a perfect machine would have measured: the answers of fake services to gate circuits, by the built-in simulator. */
public final class SimulatedCounts {
    private SimulatedCounts() {}

    /** Counts of shots, the same for the same seed. */
    public static Counts sample(Circuit circuit, Map<String, Double> inputs, long shots, long seed) {
        return run(circuit, inputs, shots, seed).counts();
    }

    /** Exact probabilities. */
    public static Distribution exact(Circuit circuit, Map<String, Double> inputs) {
        return run(circuit, inputs, 0, 1).distribution();
    }

    private static Outcome run(Circuit circuit, Map<String, Double> inputs, long shots, long seed) {
        try (var simulator = new BuiltinBackend("fake", 1)) {
            var request = new JobRequest("fake", circuit, List.of(inputs), NoiseModel.none(), shots, 0, seed, false);
            JobRef job = simulator.submit(request, "fake");
            while (!simulator.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(200));
            }
            JobStatus.State state = simulator.status(List.of(job)).get(0).state();
            if (state != JobStatus.State.DONE) {
                throw new IllegalStateException("the simulator ended as " + state);
            }
            return simulator.fetch(job).outcomes().get(0);
        } catch (BackendException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
