package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitDigest;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * The built-in simulator for thousands of runs of one suite: probabilities are computed once and kept, whatever the seed; shots
 * are drawn from them with the seed of the request. So the truth that shots are drawn from is known and the same in every run.
 */
final class ReplayBackend implements Backend, BackendProvider {
    private static final int TRAJECTORIES = 1600;
    private static final long SEED = 1;

    private final int trajectories;
    private final UnaryOperator<Distribution> device;
    private final Map<Program, Distribution> instead;

    private final BuiltinBackend simulator = new BuiltinBackend("builtin", 1);
    private final Map<Object, List<Outcome>> known;
    private final Map<String, JobResult> results = new ConcurrentHashMap<>();

    /** A device that is as the noise model says. */
    ReplayBackend() {
        this(TRAJECTORIES, UnaryOperator.identity());
    }

    /**
     * A device of its own.
     *
     * @param trajectories
     *     draws of the noise that make the truth of each binding
     * @param device
     *     what the device makes of each truth before shots are drawn from it; ideal values and predictions do not know it
     */
    ReplayBackend(int trajectories, UnaryOperator<Distribution> device) {
        this(trajectories, device, Map.of(), new HashMap<>());
    }

    private ReplayBackend(
            int trajectories,
            UnaryOperator<Distribution> device,
            Map<Program, Distribution> instead,
            Map<Object, List<Outcome>> known) {
        this.trajectories = trajectories;
        this.device = device;
        this.instead = instead;
        this.known = known;
    }

    /** The same, but shots of these programs are drawn from other laws: ideal values and predictions do not know it. */
    ReplayBackend running(Map<Program, Distribution> others) {
        return new ReplayBackend(trajectories, device, Map.copyOf(others), known);
    }

    /**
     * What a shot is taken of.
     *
     * @param circuit
     *     its digest
     */
    record Program(String circuit, Map<String, Double> binding) {
        static Program of(Circuit circuit, Map<String, Double> binding) {
            return new Program(CircuitDigest.of(circuit), Map.copyOf(binding));
        }
    }

    private record Question(String circuit, Object noise, int trajectories, Set<Map<String, Double>> bindings) {}

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
        return this;
    }

    @Override
    public String name() {
        return "builtin";
    }

    @Override
    public Capabilities capabilities() {
        return simulator.capabilities();
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return simulator.whyNot(request);
    }

    @Override
    public JobRef submit(JobRequest request, String clientToken) throws BackendException {
        List<Outcome> exact = exact(request, request.exact() ? request.trajectories() : trajectories);
        results.put(clientToken, new JobResult(request.exact() ? exact : drawn(request, exact), Map.of()));
        return new JobRef(name(), clientToken);
    }

    /** The probabilities that a request's shots are drawn from, by binding. */
    List<Distribution> probabilities(JobRequest request) throws BackendException {
        return exact(request, trajectories).stream()
                .map(outcome -> device.apply(outcome.distribution()))
                .toList();
    }

    /** One at a time: jobs come from several threads, and a question must be known or not. */
    private synchronized List<Outcome> exact(JobRequest request, int draws) throws BackendException {
        Set<Map<String, Double>> bindings = new LinkedHashSet<>(request.bindings());
        var question = new Question(CircuitDigest.of(request.circuit()), request.noise(), draws, bindings);
        List<Outcome> answer = known.get(question);
        if (answer == null) {
            answer = simulate(new JobRequest(
                    request.id(),
                    request.circuit(),
                    new ArrayList<>(bindings),
                    request.noise(),
                    0,
                    request.noise().isNone() ? 0 : draws,
                    SEED,
                    false));
            known.put(question, answer);
        }
        var order = new ArrayList<>(bindings);
        List<Outcome> found = answer;
        return request.bindings().stream()
                .map(binding -> found.get(order.indexOf(binding)))
                .toList();
    }

    private List<Outcome> simulate(JobRequest request) throws BackendException {
        JobRef job = simulator.submit(request, "known-" + known.size());
        while (!simulator.status(List.of(job)).get(0).state().ended()) {
            Thread.yield();
        }
        return simulator.fetch(job).outcomes();
    }

    private List<Outcome> drawn(JobRequest request, List<Outcome> exact) {
        UniformRandomProvider random = Seed.generator(request.seed());
        String circuit = CircuitDigest.of(request.circuit());
        return IntStream.range(0, exact.size())
                .mapToObj(i -> Outcome.sampled(draw(
                        instead.getOrDefault(
                                new Program(circuit, request.bindings().get(i)),
                                device.apply(exact.get(i).distribution())),
                        request.shots(),
                        random)))
                .toList();
    }

    static Counts draw(Distribution distribution, long shots, UniformRandomProvider random) {
        var counts = new TreeMap<String, Long>();
        for (long shot = 0; shot < shots; shot++) {
            double left = random.nextDouble();
            String drawn = "";
            for (var entry : distribution.probabilities().entrySet()) {
                drawn = entry.getKey();
                left -= entry.getValue();
                if (left < 0) {
                    break;
                }
            }
            counts.merge(drawn, 1L, Long::sum);
        }
        return new Counts(distribution.bits(), counts);
    }

    @Override
    public List<JobStatus> status(List<JobRef> jobs) {
        return jobs.stream()
                .map(job -> new JobStatus(job, JobStatus.State.DONE, 1, ""))
                .toList();
    }

    @Override
    public JobResult fetch(JobRef job) {
        return results.remove(job.id());
    }

    @Override
    public void cancel(JobRef job) {
        results.remove(job.id());
    }

    /** Runs of one suite after another share it: a run's end changes nothing. */
    @Override
    public void close() {
        results.clear();
    }
}
