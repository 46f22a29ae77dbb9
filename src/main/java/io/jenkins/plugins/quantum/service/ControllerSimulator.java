package io.jenkins.plugins.quantum.service;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in simulator on the controller, for ideal values of tests at services: those that a node has measured come with the run,
 * and only small ones are computed here. The controller has other work.
 */
final class ControllerSimulator implements BackendProvider {
    /** Amplitudes of all bindings of a job together: ten points of ten qubits, or one of thirteen. */
    private static final long MOST_AMPLITUDES = 1L << 13;

    private final BackendProvider simulator = new BuiltinProvider(1);
    private final Path evidence;

    /**
     * Creates it.
     *
     * @param evidence
     *     the folder of the results that the run brings
     */
    ControllerSimulator(Path evidence) {
        this.evidence = evidence;
    }

    @Override
    public String type() {
        return simulator.type();
    }

    @Override
    public Set<String> options() {
        return simulator.options();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        return new Sparing(simulator.open(settings));
    }

    private Optional<String> tooLarge(JobRequest request) {
        if (request.noise().isNone()
                && request.program() instanceof Circuit circuit
                && circuit.qubits() <= 13
                && Math.max(1, request.bindings().size()) << circuit.qubits() <= MOST_AMPLITUDES) {
            return Optional.empty();
        }
        boolean kept = request.id().matches("[0-9a-f]{1,64}") && Files.exists(evidence.resolve(request.id() + ".json"));
        return kept
                ? Optional.empty()
                : Optional.of("its ideal values are too large a simulation for the Jenkins controller;"
                        + " put the step into node { }, whose node computes them");
    }

    private final class Sparing implements Backend {
        private final Backend backend;

        Sparing(Backend backend) {
            this.backend = backend;
        }

        @Override
        public String name() {
            return backend.name();
        }

        @Override
        public Capabilities capabilities() {
            return backend.capabilities();
        }

        @Override
        public Optional<String> whyNot(JobRequest request) {
            // A test's own suitability is asked with a probe, which is never run.
            return request.id().equals("probe")
                    ? backend.whyNot(request)
                    : tooLarge(request).or(() -> backend.whyNot(request));
        }

        @Override
        public JobRef submit(JobRequest request, String clientToken) throws BackendException {
            Optional<String> reason = tooLarge(request);
            if (reason.isPresent()) {
                throw new BackendException(reason.get(), BackendException.Kind.REFUSED);
            }
            return backend.submit(request, clientToken);
        }

        @Override
        public List<JobStatus> status(List<JobRef> jobs) throws BackendException {
            return backend.status(jobs);
        }

        @Override
        public JobResult fetch(JobRef job) throws BackendException {
            return backend.fetch(job);
        }

        @Override
        public void cancel(JobRef job) throws BackendException {
            backend.cancel(job);
        }

        @Override
        public void close() {
            backend.close();
        }
    }
}
