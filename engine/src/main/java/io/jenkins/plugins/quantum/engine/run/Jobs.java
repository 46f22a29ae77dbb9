package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.gate.Need;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The jobs of one planned test. A job's key is a hash over its circuit and all its bindings, and planning, references, rounds
 * and verdicts ask for the same jobs: each is made once. For one thread.
 */
final class Jobs {
    private final long rootSeed;
    private final Map<Need, List<Job>> made = new HashMap<>();

    Jobs(long rootSeed) {
        this.rootSeed = rootSeed;
    }

    /**
     * The jobs that answer a need.
     *
     * @param test
     *     always the same one; its gates may have changed, for no job depends on them
     * @return in the order of the tasks
     */
    List<Job> of(Plan.PlannedTest test, Need need) {
        return made.computeIfAbsent(need, n -> n.tasks(test.workload()).stream()
                .map(task -> Job.of(test, task, n, rootSeed))
                .toList());
    }
}
