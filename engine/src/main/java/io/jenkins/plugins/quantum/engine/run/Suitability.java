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
                    exact ? 0 : 1,
                    applied.isNone() ? 0 : 1,
                    0,
                    test.allowSlow());
            Optional<String> reason = backend.whyNot(probe);
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
                Optional<String> reason = job.backend().whyNot(job.request());
                if (reason.isPresent()) {
                    return reason;
                }
            }
        }
        return Optional.empty();
    }
}
