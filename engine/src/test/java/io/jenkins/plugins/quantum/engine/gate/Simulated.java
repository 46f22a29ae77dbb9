package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinBackend;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Answers a gate's needs with the built-in simulator until it decides. */
public final class Simulated {
    private static final int MOST_LOOKS = 10;

    private Simulated() {}

    /** Plays a gate to its end; noise is heron-r2. */
    public static Judgement.Decided run(Gate gate, GateContext context) {
        try (var backend = new BuiltinBackend("builtin", 2)) {
            List<Need> needs = Bench.accepted(gate.propose(context)).needs();
            var evidence = new Evidence(answers(backend, context, needs));
            List<Need> refined = Bench.accepted(gate.refine(context, evidence)).needs();
            evidence = plus(evidence, backend, context, refined);
            for (int look = 0; look < MOST_LOOKS; look++) {
                Judgement judgement = gate.judge(context, evidence);
                if (judgement instanceof Judgement.Decided decided) {
                    return decided;
                }
                evidence = plus(evidence, backend, context, ((Judgement.More) judgement).needs());
            }
            throw new AssertionError("no decision after " + MOST_LOOKS + " looks");
        }
    }

    private static Evidence plus(Evidence evidence, BuiltinBackend backend, GateContext context, List<Need> needs) {
        var known = evidence.batches().stream().map(Evidence.Batch::need).toList();
        var batches = new ArrayList<>(evidence.batches());
        batches.addAll(answers(
                backend,
                context,
                needs.stream().filter(need -> !known.contains(need)).toList()));
        return new Evidence(batches);
    }

    private static List<Evidence.Batch> answers(BuiltinBackend backend, GateContext context, List<Need> needs) {
        var batches = new ArrayList<Evidence.Batch>();
        for (Need need : needs) {
            var byTask = new ArrayList<List<Outcome>>();
            for (Workload.Task task : need.tasks(context.workload())) {
                byTask.add(answer(backend, need, task));
            }
            batches.add(new Evidence.Batch(need, byTask));
        }
        return batches;
    }

    private static List<Outcome> answer(BuiltinBackend backend, Need need, Workload.Task task) {
        NoiseModel noise = need.scale() == 0
                ? NoiseModel.none()
                : NoisePresets.find("heron-r2").orElseThrow().model().scaled(need.scale());
        var bindings = new ArrayList<Map<String, Double>>();
        for (int i = 0; i < need.repeats(); i++) {
            bindings.addAll(task.bindings());
        }
        long seed = 7L + need.look();
        return run(
                backend,
                new JobRequest(
                        "job",
                        task.program(),
                        bindings,
                        noise,
                        need.shots(),
                        noise.isNone() ? 0 : need.trajectories(),
                        seed,
                        false));
    }

    /** The outcomes of a request on a local backend. */
    public static List<Outcome> run(Backend backend, JobRequest request) {
        try {
            JobRef job = backend.submit(request, UUID.randomUUID().toString());
            while (!backend.status(List.of(job)).get(0).state().ended()) {
                LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(500));
            }
            JobStatus status = backend.status(List.of(job)).get(0);
            if (status.state() != JobStatus.State.DONE) {
                throw new AssertionError("the job ended as " + status);
            }
            return backend.fetch(job).outcomes();
        } catch (BackendException e) {
            throw new AssertionError(e);
        }
    }
}
