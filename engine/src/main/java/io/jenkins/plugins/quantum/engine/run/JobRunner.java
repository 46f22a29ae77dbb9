package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/** Brings jobs to their end: journal first, then submit, poll, fetch, keep. What is kept already is not run again. */
final class JobRunner {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
    /** Asking a local backend costs nothing; a longer pause shows in runs of a second. */
    private static final Duration LONGEST_LOCAL_PAUSE = Duration.ofMillis(20);

    private final RunFolder folder;
    private final Journal journal;
    private final RunListener listener;
    private final BooleanSupplier cancelled;
    private final Clock clock;
    private final Sleeper sleeper;
    private final Instant deadline;

    JobRunner(
            RunFolder folder,
            Journal journal,
            RunListener listener,
            BooleanSupplier cancelled,
            Clock clock,
            Sleeper sleeper,
            Instant deadline) {
        this.folder = folder;
        this.journal = journal;
        this.listener = listener;
        this.cancelled = cancelled;
        this.clock = clock;
        this.sleeper = sleeper;
        this.deadline = deadline;
    }

    /** How a job came out: its result, or the reason why there is none. */
    record Answer(JobResult result, String failure) {
        static Answer of(JobResult result) {
            return new Answer(result, "");
        }

        static Answer failed(String reason) {
            return new Answer(null, reason);
        }
    }

    /**
     * Runs jobs to their end.
     *
     * @throws CancellationException
     *     when the caller cancelled; every open job was told to stop
     */
    Map<String, Answer> run(Collection<Job> jobs) throws InterruptedException {
        Map<String, Answer> answers = new LinkedHashMap<>();
        Map<Backend, Map<JobRef, Job>> open = new LinkedHashMap<>();
        try {
            for (Job job : jobs) {
                var kept = folder.kept(job.key());
                if (kept.isPresent()) {
                    answers.put(job.key(), Answer.of(kept.get()));
                } else {
                    submit(job, open, answers);
                }
            }
            Duration pause = FIRST_PAUSE;
            while (open.values().stream().anyMatch(refs -> !refs.isEmpty())) {
                if (cancelled.getAsBoolean()) {
                    throw new CancellationException("the run was cancelled");
                }
                if (clock.instant().isAfter(deadline)) {
                    giveUp(open, answers);
                    break;
                }
                for (var entry : open.entrySet()) {
                    poll(entry.getKey(), entry.getValue(), answers, jobs.size());
                }
                sleeper.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_LOCAL_PAUSE) > 0
                        ? LONGEST_LOCAL_PAUSE
                        : pause.multipliedBy(2);
            }
            return answers;
        } catch (InterruptedException | CancellationException e) {
            cancel(open);
            throw e;
        }
    }

    private void submit(Job job, Map<Backend, Map<JobRef, Job>> open, Map<String, Answer> answers) {
        journal.add(new Journal.Intent(job.key(), job.backend().name(), job.key()));
        try {
            JobRef ref = job.backend().submit(job.request(), job.key());
            journal.add(new Journal.Submitted(job.key(), ref.id()));
            open.computeIfAbsent(job.backend(), b -> new LinkedHashMap<>()).put(ref, job);
        } catch (BackendException e) {
            journal.add(new Journal.Ended(job.key(), JobStatus.State.FAILED.name(), e.getMessage()));
            answers.put(job.key(), Answer.failed(e.getMessage()));
        }
    }

    private void poll(Backend backend, Map<JobRef, Job> refs, Map<String, Answer> answers, int total) {
        if (refs.isEmpty()) {
            return;
        }
        List<JobStatus> states;
        try {
            states = backend.status(new ArrayList<>(refs.keySet()));
        } catch (BackendException e) {
            if (!e.retryable()) {
                refs.values().forEach(job -> answers.put(job.key(), Answer.failed(e.getMessage())));
                refs.clear();
            }
            return;
        }
        int queued = 0;
        int running = 0;
        double share = 0;
        for (JobStatus status : states) {
            if (status.state().ended()) {
                Job job = refs.remove(status.job());
                answers.put(job.key(), finish(backend, job, status));
            } else if (status.state() == JobStatus.State.QUEUED) {
                queued++;
            } else {
                running++;
                share += status.progress();
            }
        }
        int done = total - queued - running;
        listener.progress(backend.name(), queued, running, done, (done + share) / Math.max(1, total));
    }

    private Answer finish(Backend backend, Job job, JobStatus status) {
        String reason = status.message().isEmpty()
                ? "the job ended as " + status.state() + " on " + backend.name()
                : status.message();
        if (status.state() == JobStatus.State.DONE) {
            try {
                JobResult result = backend.fetch(status.job());
                if (result.outcomes().size() == job.request().bindings().size()) {
                    folder.keep(job.key(), result);
                    journal.add(new Journal.Ended(job.key(), status.state().name(), ""));
                    return Answer.of(result);
                }
                reason = backend.name() + " returned " + result.outcomes().size() + " results for "
                        + job.request().bindings().size() + " runs";
            } catch (BackendException e) {
                reason = e.getMessage();
            }
        }
        journal.add(new Journal.Ended(job.key(), status.state().name(), reason));
        return Answer.failed(reason);
    }

    private void giveUp(Map<Backend, Map<JobRef, Job>> open, Map<String, Answer> answers) {
        listener.note("The deadline has passed; what is missing counts as no data.");
        open.values().forEach(refs -> refs.values()
                .forEach(job -> answers.put(job.key(), Answer.failed("the deadline passed before it ended"))));
        cancel(open);
    }

    private void cancel(Map<Backend, Map<JobRef, Job>> open) {
        for (var entry : open.entrySet()) {
            for (var job : entry.getValue().entrySet()) {
                try {
                    entry.getKey().cancel(job.getKey());
                    journal.add(new Journal.Ended(job.getValue().key(), JobStatus.State.CANCELLED.name(), ""));
                } catch (BackendException e) {
                    listener.note("Job " + job.getKey().id() + " on "
                            + entry.getKey().name() + " could not be cancelled: " + e.getMessage());
                }
            }
            entry.getValue().clear();
        }
    }
}
