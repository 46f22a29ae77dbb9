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
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Gates played to their end on the built-in simulator, as a run would. */
public final class Played {
    private Played() {}

    /** A gate's last word on a workload, under the preset {@code heron-r2} where the context is noisy. */
    public static Judgement.Decided play(Gate gate, GateContext context) {
        List<Need> needs = Bench.accepted(gate.propose(context)).needs();
        var batches = new ArrayList<Evidence.Batch>();
        try (var backend = new BuiltinBackend("builtin", 2)) {
            for (int look = 0; look < 10; look++) {
                for (Need need : needs) {
                    batches.add(answer(backend, context, need));
                }
                Judgement judgement = gate.judge(context, new Evidence(batches));
                if (judgement instanceof Judgement.Decided decided) {
                    return decided;
                }
                needs = ((Judgement.More) judgement).needs();
            }
        }
        throw new AssertionError("ten looks without a verdict");
    }

    private static Evidence.Batch answer(Backend backend, GateContext context, Need need) {
        NoiseModel noise = context.noisy()
                ? NoisePresets.find("heron-r2").orElseThrow().model().scaled(need.scale())
                : NoiseModel.none();
        List<List<Outcome>> byTask = need.tasks(context.workload()).stream()
                .map(task -> run(
                        backend,
                        new JobRequest(
                                "job",
                                task.program(),
                                task.bindings(),
                                noise,
                                need.shots(),
                                noise.isNone() ? 0 : need.trajectories(),
                                7,
                                false)))
                .toList();
        return new Evidence.Batch(need, byTask);
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
