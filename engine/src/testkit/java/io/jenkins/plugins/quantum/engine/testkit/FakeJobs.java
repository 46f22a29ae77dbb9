package io.jenkins.plugins.quantum.engine.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The jobs of a fake service, and what a test can make happen to them. Safe for use by many threads. */
public final class FakeJobs {
    private final Clock clock;
    private final Map<String, FakeJob> jobs = new LinkedHashMap<>();
    private final Map<String, FakeJob> byToken = new LinkedHashMap<>();
    private Duration queueTime = Duration.ZERO;
    private Duration runTime = Duration.ZERO;
    private Duration listingLag = Duration.ZERO;
    private boolean held;
    private String failure;
    private String word;

    /** Jobs by a clock. */
    public FakeJobs(Clock clock) {
        this.clock = clock;
    }

    /** New and open jobs wait and run this long. */
    public synchronized FakeJobs taking(Duration waiting, Duration running) {
        queueTime = waiting;
        runTime = running;
        return this;
    }

    /** Jobs younger than this are missing from lists. */
    public synchronized FakeJobs lagging(Duration lag) {
        listingLag = lag;
        return this;
    }

    /** Open jobs stay in the queue until {@link #release}. */
    public synchronized void hold() {
        held = true;
    }

    /** Ends {@link #hold}. */
    public synchronized void release() {
        held = false;
    }

    /** Jobs that come to their end fail for this reason; null lets them succeed again. */
    public synchronized void failing(String reason) {
        failure = reason;
    }

    /** The service names every state by this word; null lets it speak properly again. */
    public synchronized void speaking(String strangeWord) {
        word = strangeWord;
    }

    /** The service's word for a job's state. */
    public synchronized String word(FakeJob job, Map<FakeJob.State, String> words) {
        return word == null ? words.get(job.state()) : word;
    }

    /** The service's word for a state that was read before, so that an answer does not contradict itself when time passes. */
    public synchronized String word(FakeJob.State state, Map<FakeJob.State, String> words) {
        return word == null ? words.get(state) : word;
    }

    /** Accepts a job; a token that was seen before gives the job of then. Services without tokens pass a fresh one or an empty text. */
    public synchronized FakeJob accept(String id, String token, Object payload) {
        FakeJob known = token.isEmpty() ? null : byToken.get(token);
        if (known != null) {
            return known;
        }
        return add(id, token, payload);
    }

    /** Accepts a job, whether or not its tag was seen before, as services without idempotency do. */
    public synchronized FakeJob add(String id, String tag, Object payload) {
        var job = new FakeJob(this, id, tag, payload, clock.instant());
        jobs.put(id, job);
        if (!tag.isEmpty()) {
            byToken.putIfAbsent(tag, job);
        }
        return job;
    }

    /** A job by its id. */
    public synchronized Optional<FakeJob> get(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    /** The jobs that a list shows now, the newest first. */
    public synchronized List<FakeJob> listed() {
        var listed = new ArrayList<FakeJob>();
        for (FakeJob job : jobs.values()) {
            if (age(job).compareTo(listingLag) >= 0) {
                listed.add(0, job);
            }
        }
        return listed;
    }

    /** All jobs ever accepted, the oldest first. */
    public synchronized List<FakeJob> all() {
        return List.copyOf(jobs.values());
    }

    /** How many jobs were accepted. */
    public synchronized int accepted() {
        return jobs.size();
    }

    /** Jobs that share their tag with an earlier one: what a client paid for twice. */
    public synchronized List<FakeJob> duplicates() {
        return jobs.values().stream()
                .filter(job -> !job.token().isEmpty() && byToken.get(job.token()) != job)
                .toList();
    }

    /** Forgets a job, as after the end of its retention. */
    public synchronized void forget(String id) {
        jobs.remove(id);
    }

    synchronized Duration age(FakeJob job) {
        return Duration.between(job.created(), clock.instant());
    }

    synchronized Duration queueTime() {
        return queueTime;
    }

    synchronized Duration runTime() {
        return runTime;
    }

    synchronized boolean held() {
        return held;
    }

    synchronized String failure() {
        return failure;
    }

    Instant now() {
        return clock.instant();
    }
}
