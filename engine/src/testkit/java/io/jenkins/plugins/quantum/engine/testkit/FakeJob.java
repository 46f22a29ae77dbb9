package io.jenkins.plugins.quantum.engine.testkit;

import java.time.Duration;
import java.time.Instant;

/** A job at a fake service: its state follows from the time, from what the test ordered, and from its cancellation. */
public final class FakeJob {
    private final FakeJobs jobs;
    private final String id;
    private final String token;
    private final Object payload;
    private final Instant created;
    private State end;
    private Instant endedAt;
    private String reason = "";

    /** Where a job stands. */
    public enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    FakeJob(FakeJobs jobs, String id, String token, Object payload, Instant created) {
        this.jobs = jobs;
        this.id = id;
        this.token = token;
        this.payload = payload;
        this.created = created;
    }

    /** The service's id. */
    public String id() {
        return id;
    }

    /** The client's token or tag, or an empty text. */
    public String token() {
        return token;
    }

    /** What the service keeps of the submission. */
    public <T> T payload(Class<T> type) {
        return type.cast(payload);
    }

    /** When it was accepted. */
    public Instant created() {
        return created;
    }

    /** Where it stands now. */
    public State state() {
        synchronized (jobs) {
            if (end == null) {
                advance();
            }
            if (end != null) {
                return end;
            }
            Duration age = jobs.age(this);
            return jobs.held() || age.compareTo(jobs.queueTime()) < 0 ? State.QUEUED : State.RUNNING;
        }
    }

    private void advance() {
        if (jobs.held() || jobs.age(this).compareTo(jobs.queueTime().plus(jobs.runTime())) < 0) {
            return;
        }
        String failure = jobs.failure();
        if (failure != null) {
            reason = failure;
        }
        end(failure == null ? State.DONE : State.FAILED);
    }

    /** Why it failed, or an empty text. */
    public String reason() {
        return reason;
    }

    /** Whether it ended. */
    public boolean ended() {
        State now = state();
        return now == State.DONE || now == State.FAILED || now == State.CANCELLED;
    }

    /** When it ended; null while it has not. */
    public Instant endedAt() {
        synchronized (jobs) {
            state();
            return endedAt;
        }
    }

    /** Ends it if it has not ended; returns whether this call did it. */
    public boolean cancel() {
        synchronized (jobs) {
            if (ended()) {
                return false;
            }
            end(State.CANCELLED);
            return true;
        }
    }

    private void end(State state) {
        end = state;
        endedAt = jobs.now();
    }
}
