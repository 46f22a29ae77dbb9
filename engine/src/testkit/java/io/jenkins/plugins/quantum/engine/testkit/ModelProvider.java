package io.jenkins.plugins.quantum.engine.testkit;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A provider as a model in memory and in (simulated) time: queue, run, results; idempotency as its {@link Conduct} says; a list
 * that lags. Every call goes through {@link Mishap}, which may let it fail before or after its effect. It counts what it is asked,
 * keeps every job that it ever accepted, and outlives the processes that use it.
 */
public final class ModelProvider implements Backend {
    private final String name;
    private final Clock clock;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Integer> calls = new TreeMap<>();
    private Capabilities capabilities;
    private Conduct conduct;
    private String account;
    private Mishap mishap = (call, effect) -> {};
    private Timetable timetable = new Timetable(Duration.ofSeconds(30), Duration.ofSeconds(20));
    private Duration invisible = Duration.ZERO;
    private Outage outage = now -> false;
    private Supplier<Optional<NoiseModel>> calibration = Optional::empty;
    private Map<String, String> facts = Map.of();
    private int lacking;
    private boolean forgets;
    private int accepted;
    private Function<JobRequest, List<Outcome>> answers = this::marks;

    /** Calls as they are counted. */
    public enum Call {
        SUBMIT,
        FIND,
        STATUS,
        FETCH,
        CANCEL,
        AVAILABILITY
    }

    /** What goes wrong with calls. */
    @FunctionalInterface
    public interface Mishap {
        /**
         * Lets a call pass, or throws.
         *
         * @param call
         *     which
         * @param done
         *     whether it has had its effect
         */
        void strike(Call call, boolean done) throws BackendException;
    }

    /** When a device is down. */
    @FunctionalInterface
    public interface Outage {
        /** Whether it is. */
        boolean at(Instant now);
    }

    /**
     * How long jobs take.
     *
     * @param queue
     *     from acceptance to start
     * @param run
     *     from start to end
     */
    public record Timetable(Duration queue, Duration run) {}

    /** A job that was accepted. */
    public static final class Job {
        private final String id;
        private final String token;
        private final JobRequest request;
        private final Instant accepted;
        private Instant start;
        private Instant cancelled;

        private Job(String id, String token, JobRequest request, Instant accepted, Instant start) {
            this.id = id;
            this.token = token;
            this.request = request;
            this.accepted = accepted;
            this.start = start;
        }

        /** The provider's id. */
        public String id() {
            return id;
        }

        /** As the client chose it. */
        public String token() {
            return token;
        }

        /** What it runs. */
        public JobRequest request() {
            return request;
        }

        /** Whether it was ended in time. */
        public boolean cancelled() {
            return cancelled != null;
        }
    }

    /** A device {@code model/NAME} of five qubits that takes circuits. */
    public ModelProvider(String name, Clock clock, Repetition repetition) {
        this.name = name;
        this.account = name;
        this.clock = clock;
        this.conduct = Conduct.cloud(repetition, 100);
        this.capabilities =
                Capabilities.remote("model", "model/" + name, false, 5, true, Integer.MAX_VALUE, 1, Long.MAX_VALUE);
    }

    /** With other limits. */
    public ModelProvider limits(int batch, long leastShots, long mostShots) {
        capabilities =
                Capabilities.remote("model", capabilities.device(), false, 5, true, batch, leastShots, mostShots);
        return this;
    }

    /** Known to price books under another name. */
    public ModelProvider device(String device) {
        capabilities = Capabilities.remote(
                "model",
                device,
                false,
                5,
                true,
                capabilities.batch(),
                capabilities.leastShots(),
                capabilities.mostShots());
        return this;
    }

    /** Treated otherwise. */
    public ModelProvider conduct(Conduct other) {
        conduct = other;
        return this;
    }

    /** Of an account that other backends share. */
    public ModelProvider account(String shared) {
        account = shared;
        return this;
    }

    /** With calls that go wrong. */
    public ModelProvider mishap(Mishap what) {
        mishap = what;
        return this;
    }

    /** With jobs that take other times. */
    public ModelProvider taking(Duration queue, Duration run) {
        timetable = new Timetable(queue, run);
        return this;
    }

    /** With jobs that cannot be read for a while after they were accepted. */
    public ModelProvider invisibleFor(Duration time) {
        invisible = time;
        return this;
    }

    /** With times in which it takes no jobs and starts none. */
    public ModelProvider outage(Outage when) {
        outage = when;
        return this;
    }

    /** Every result carries these facts. */
    public ModelProvider facts(Map<String, String> more) {
        facts = Map.copyOf(more);
        return this;
    }

    /** Results lack this many outcomes. */
    public ModelProvider withholding(int outcomes) {
        lacking = outcomes;
        return this;
    }

    /** With other outcomes, one a binding. */
    public ModelProvider answering(Function<JobRequest, List<Outcome>> other) {
        answers = other;
        return this;
    }

    /** Forgets jobs that ended a day ago: for tests that play months. */
    public ModelProvider forgetting() {
        forgets = true;
        return this;
    }

    /** Every job that was ever accepted. */
    public List<Job> jobs() {
        return List.copyOf(jobs.values());
    }

    /** How often a call was made. */
    public int calls(Call call) {
        return calls.getOrDefault(call.name(), 0);
    }

    /** The state of a job now. */
    public State state(Job job) {
        Instant now = clock.instant();
        if (job.cancelled != null && !now.isBefore(job.cancelled)) {
            return State.CANCELLED;
        }
        while (now.isAfter(job.start) && outage.at(job.start)) {
            job.start = job.start.plus(Duration.ofMinutes(1));
        }
        if (now.isBefore(job.start)) {
            return State.QUEUED;
        }
        return now.isBefore(job.start.plus(timetable.run())) ? State.RUNNING : State.DONE;
    }

    private void begin(Call call) throws BackendException {
        calls.merge(call.name(), 1, Integer::sum);
        mishap.strike(call, false);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Capabilities capabilities() {
        return capabilities;
    }

    @Override
    public Conduct conduct() {
        return conduct;
    }

    @Override
    public String account() {
        return account;
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return request.circuit().qubits() > capabilities.qubits()
                ? Optional.of(name + " has " + capabilities.qubits() + " qubits")
                : Optional.empty();
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        begin(Call.SUBMIT);
        if (outage.at(clock.instant())) {
            throw new BackendException("the device is offline", Kind.OFFLINE);
        }
        Job job = conduct.repetition() == Repetition.TOKEN ? withToken(clientToken) : null;
        if (job == null) {
            Instant now = clock.instant();
            if (forgets) {
                jobs.values()
                        .removeIf(old -> old.accepted.plus(Duration.ofDays(1)).isBefore(now));
            }
            String id = "job-" + ++accepted;
            job = new Job(id, clientToken, request, now, now.plus(timetable.queue()));
            jobs.put(id, job);
        }
        mishap.strike(Call.SUBMIT, true);
        return new JobRef(name, job.id);
    }

    private Job withToken(String token) {
        return jobs.values().stream()
                .filter(job -> job.token.equals(token))
                .findFirst()
                .orElse(null);
    }

    @Override
    public Optional<JobRef> find(JobRequest request, String clientToken) throws BackendException {
        begin(Call.FIND);
        Job job = withToken(clientToken);
        boolean listed = job != null && !clock.instant().isBefore(job.accepted.plus(conduct.listingLag()));
        mishap.strike(Call.FIND, true);
        return listed ? Optional.of(new JobRef(name, job.id)) : Optional.empty();
    }

    @Override
    public List<JobStatus> status(List<JobRef> refs) throws BackendException {
        begin(Call.STATUS);
        if (refs.size() > conduct.statusBatch()) {
            throw new BackendException("asked for too many jobs at once", Kind.REFUSED);
        }
        List<JobStatus> states = new ArrayList<>();
        for (JobRef ref : refs) {
            Job job = jobs.get(ref.id());
            boolean known = job != null && !clock.instant().isBefore(job.accepted.plus(invisible));
            states.add(new JobStatus(ref, known ? state(job) : State.LOST, 0, ""));
        }
        mishap.strike(Call.STATUS, true);
        return states;
    }

    @Override
    public JobResult fetch(JobRef ref) throws BackendException {
        begin(Call.FETCH);
        Job job = jobs.get(ref.id());
        if (job == null || state(job) != State.DONE) {
            throw new BackendException("the job has no results", Kind.REFUSED);
        }
        mishap.strike(Call.FETCH, true);
        return result(job.request);
    }

    /** The result of a request. */
    public JobResult result(JobRequest request) {
        List<Outcome> outcomes = answers.apply(request);
        Map<String, String> all = new TreeMap<>(facts);
        all.put("request", request.id());
        return new JobResult(outcomes.subList(lacking, outcomes.size()), all);
    }

    /** All shots in an outcome that tells one request and binding from another. */
    private List<Outcome> marks(JobRequest request) {
        int bits = request.circuit().bits();
        List<Outcome> outcomes = new ArrayList<>();
        for (int binding = 0; binding < request.bindings().size(); binding++) {
            int mark = Math.floorMod((request.id() + " " + binding).hashCode(), 1 << bits);
            String text = Integer.toBinaryString(1 << bits | mark).substring(1);
            outcomes.add(Outcome.sampled(new Counts(bits, Map.of(text, request.shots()))));
        }
        return outcomes;
    }

    @Override
    public void cancel(JobRef ref) throws BackendException {
        begin(Call.CANCEL);
        Job job = jobs.get(ref.id());
        if (job != null && !state(job).ended()) {
            job.cancelled = clock.instant();
        }
        mishap.strike(Call.CANCEL, true);
    }

    @Override
    public Availability availability() throws BackendException {
        begin(Call.AVAILABILITY);
        mishap.strike(Call.AVAILABILITY, true);
        return Availability.of(outage.at(clock.instant()) ? Availability.State.OFFLINE : Availability.State.ONLINE, "");
    }

    /** Tells a calibration; none at first. */
    public ModelProvider calibrated(Supplier<Optional<NoiseModel>> now) {
        calibration = now;
        return this;
    }

    @Override
    public Optional<NoiseModel> calibration() {
        return calibration.get();
    }

    @Override
    public void close() {
        // The provider stays when its client goes.
    }
}
