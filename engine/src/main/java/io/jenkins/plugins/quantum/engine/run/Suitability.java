package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.gate.Need;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.suite.TestSpec;
import java.util.Optional;

/** Whether backends can run what a test needs, asked of the backends themselves before anything is spent. */
final class Suitability {
    private Suitability() {}

    /** Why a backend cannot take a test at all: its circuits, all bindings, its noise, its kind of evidence. */
    static Optional<String> whyNot(Backend backend, Workload workload, NoiseModel noise, TestSpec test) {
        boolean exact = backend.capabilities().exact() && test.evidence() != TestSpec.EvidenceMode.SHOTS;
        NoiseModel applied = backend.capabilities().simulator() ? noise : NoiseModel.none();
        for (Workload.Task task : workload.tasks()) {
            var probe = new JobRequest(
                    "probe",
                    task.program(),
                    task.bindings(),
                    applied,
                    exact ? 0 : backend.capabilities().leastShots(),
                    applied.isNone() ? 0 : 1,
                    0,
                    test.allowSlow());
            Optional<String> reason = whyNot(new Job("probe", backend, probe));
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    /** Why the first look of a planned gate could not be run: references may need more than the test itself. */
    static Optional<String> whyNot(Plan.PlannedTest test, Plan.PlannedGate gate) {
        for (Need need : gate.proposal().needs()) {
            for (Job job : test.jobs(need)) {
                Optional<String> reason = whyNot(job);
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Why a job could not be run, in parts where it is too large for one submission. Fewer shots than the device takes are refused
     * rather than raised: a gate's error rates hold for the shots that it asked for.
     */
    private static Optional<String> whyNot(Job job) {
        long least = job.backend().capabilities().leastShots();
        for (JobRequest part : Parts.of(job)) {
            if (!part.exact() && part.shots() < least) {
                return Optional.of(job.backend().name() + " takes at least " + least
                        + " shots of a circuit, and " + part.shots()
                        + " are asked for; ask for more, or choose another backend");
            }
            Optional<String> reason = job.backend().whyNot(part);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }
}
