package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A backend that does what a test tells it, and remembers what it was asked. */
public final class ScriptedBackend implements Backend {
    private final Map<String, JobRequest> accepted = new LinkedHashMap<>();
    private final Deque<JobStatus.State> script = new ArrayDeque<>();
    private final List<String> cancelled = new ArrayList<>();
    private String refusal = "";
    private String message = "";
    private int missingResults;

    /** Every job goes through these states, one a poll; the last one stays. */
    public ScriptedBackend through(JobStatus.State... states) {
        script.clear();
        script.addAll(List.of(states));
        return this;
    }

    /** Every submission is refused with these words. */
    public ScriptedBackend refusing(String words) {
        refusal = words;
        return this;
    }

    /** Every status carries these words. */
    public ScriptedBackend saying(String words) {
        message = words;
        return this;
    }

    /** Results lack this many outcomes. */
    public ScriptedBackend withholding(int outcomes) {
        missingResults = outcomes;
        return this;
    }

    /** The requests that were accepted, by client token. */
    public Map<String, JobRequest> accepted() {
        return Map.copyOf(accepted);
    }

    /** The ids of the jobs that were told to stop. */
    public List<String> cancelled() {
        return List.copyOf(cancelled);
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities("scripted", true, 4, 4, 4, true, false, true, true);
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        if (!refusal.isEmpty()) {
            throw new BackendException(refusal, false);
        }
        accepted.putIfAbsent(clientToken, request);
        return new JobRef(name(), "job-" + clientToken);
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) {
        JobStatus.State state = script.size() > 1 ? script.poll() : script.peek();
        return jobs.stream().map(job -> new JobStatus(job, state, 0.5, message)).toList();
    }

    @Override
    public JobResult fetch(JobRef job) {
        JobRequest request = accepted.get(job.id().substring("job-".length()));
        List<Outcome> outcomes = new ArrayList<>();
        for (int i = missingResults; i < request.bindings().size(); i++) {
            outcomes.add(Outcome.exact(new Distribution(1, Map.of("0", 0.25, "1", 0.75))));
        }
        return new JobResult(outcomes, Map.of("version", "1"));
    }

    @Override
    public void cancel(JobRef job) {
        cancelled.add(job.id());
    }

    @Override
    public void close() {
        accepted.clear();
    }
}
