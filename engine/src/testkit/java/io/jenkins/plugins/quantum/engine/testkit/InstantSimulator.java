package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.ProgramDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The built-in simulator for simulated time: every job is done when it is submitted. Gives probabilities of ideal circuits. */
public final class InstantSimulator implements Backend {
    private final Map<String, Distribution> known;
    private final Map<String, JobRequest> jobs = new HashMap<>();

    private final Runnable submitted;

    private InstantSimulator(Map<String, Distribution> known, Runnable submitted) {
        this.known = known;
        this.submitted = submitted;
    }

    /** Stands where the built-in simulator stands; what was computed once is remembered. */
    public static BackendProvider provider() {
        return provider(() -> {});
    }

    /** The same; {@code submitted} hears of every job. */
    public static BackendProvider provider(Runnable submitted) {
        Map<String, Distribution> known = new HashMap<>();
        return new BackendProvider() {
            @Override
            public String type() {
                return "builtin";
            }

            @Override
            public Set<String> options() {
                return Set.of();
            }

            @Override
            public Backend open(BackendSettings settings) {
                return new InstantSimulator(known, submitted);
            }
        };
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("builtin", true, 10, 10, 10, true, false, true, true);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) {
        submitted.run();
        jobs.put(clientToken, request);
        return new JobRef(name(), clientToken);
    }

    @Override
    public List<JobStatus> status(List<JobRef> refs) {
        return refs.stream()
                .map(ref -> new JobStatus(ref, JobStatus.State.DONE, 1, ""))
                .toList();
    }

    @Override
    public JobResult fetch(JobRef ref) {
        JobRequest request = jobs.get(ref.id());
        return new JobResult(
                request.bindings().stream()
                        .map(inputs -> Outcome.exact(known.computeIfAbsent(
                                ProgramDigest.of(request.program()) + inputs,
                                key -> SimulatedCounts.exact(request.circuit(), inputs))))
                        .toList(),
                Map.of());
    }

    @Override
    public void cancel(JobRef job) {
        // It is done already.
    }

    @Override
    public void close() {
        jobs.clear();
    }
}
