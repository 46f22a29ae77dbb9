package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.run.dispatch.Order.Tally;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a run's jobs are, for each backend; kept up to date job by job, so that thousands need not be counted at every change. */
final class Tallies {
    private final RunListener listener;
    private final Map<Placed, Tally> counted = new HashMap<>();
    private final Map<String, Tally> sums = new LinkedHashMap<>();
    private final Map<String, Tally> told = new HashMap<>();

    Tallies(RunListener listener) {
        this.listener = listener;
    }

    /** Something may have changed in a job. One that was told to end counts no more. */
    void update(Placed job) {
        Tally now = job.stopped() ? Tally.NONE : job.order().tally();
        Tally before = counted.put(job, now);
        Tally change = before == null ? now : now.minus(before);
        sums.merge(job.job().backend().name(), change, Tally::plus);
    }

    /** Another took its place. */
    void remove(Placed job) {
        Tally before = counted.remove(job);
        if (before != null) {
            sums.computeIfPresent(job.job().backend().name(), (backend, sum) -> sum.minus(before));
        }
    }

    /** Tells what is new. */
    void tell() {
        sums.forEach((backend, sum) -> {
            if (sum.queued() + sum.running() > 0 && !sum.equals(told.put(backend, sum))) {
                listener.progress(backend, sum.queued(), sum.running(), sum.ended(), sum.share());
            }
        });
    }
}
