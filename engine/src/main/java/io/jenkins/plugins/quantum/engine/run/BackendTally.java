package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.cost.CostEstimate;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.dispatch.Order.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run's jobs on one backend; kept up to date job by job, so that thousands need not be counted at every change. */
final class BackendTally {
    private final Backend backend;
    private final Prices prices;
    private final boolean local;
    private final Map<Placed, Tally> counted = new HashMap<>();
    private final Set<Placed> waiting = new HashSet<>();
    private final Set<Placed> ended = new HashSet<>();
    private final Bills bills = new Bills();
    private final Map<String, Optional<Money>> underWay = new HashMap<>();
    private final QueueOutlook outlook = new QueueOutlook();
    private Tally sum = Tally.NONE;
    private long keptShots;
    private int kept;
    private QueueTimes waits = QueueTimes.none();

    BackendTally(Backend backend, Prices prices) {
        this.backend = backend;
        this.prices = prices;
        this.local = Prices.free(backend);
    }

    /** Something may have changed in a job. One that was told to end counts no more; its money does. Whether anything is new. */
    boolean update(Placed job) {
        Tally now = job.stopped() ? Tally.NONE : job.order().tally();
        Tally before = counted.put(job, now);
        sum = sum.plus(before == null ? now : now.minus(before));
        if (before == null) {
            keptShots += job.keptShots();
            kept += local ? 0 : job.keptParts();
        }
        if (!local) {
            if (now.queued() > 0) {
                waiting.add(job);
            } else {
                waiting.remove(job);
            }
            price(job);
            if (job.order().ended() && ended.add(job)) {
                waits = job.order().waits().stream().reduce(waits, QueueTimes::plus, QueueTimes::plus);
            }
        }
        return !now.equals(before);
    }

    private void price(Placed job) {
        job.bill(bills, prices);
        Set<String> open = new HashSet<>();
        for (JobRequest part : job.open()) {
            open.add(part.id());
            underWay.computeIfAbsent(part.id(), id -> prices.of(backend, part).map(CostEstimate::worst));
        }
        if (underWay.size() > open.size() || job.order().ended()) {
            job.keys().stream().filter(key -> !open.contains(key)).forEach(underWay::remove);
        }
    }

    /** Another took a job's place. */
    void remove(Placed job) {
        Tally before = counted.remove(job);
        if (before != null) {
            sum = sum.minus(before);
            keptShots -= job.keptShots();
            kept -= local ? 0 : job.keptParts();
        }
        waiting.remove(job);
    }

    Bills bills() {
        return bills;
    }

    /** The most that jobs may cost which have not ended, where their price is known. */
    List<Money> underWay() {
        return underWay.values().stream().flatMap(Optional::stream).toList();
    }

    /** Whether a price of a job under way is not known. */
    boolean underWayUnknown() {
        return underWay.values().stream().anyMatch(Optional::isEmpty);
    }

    /** Whether nothing was ordered there, nor brought by an earlier process. */
    boolean idle() {
        return sum.queued() + sum.running() + sum.ended() == 0 && shots() == 0;
    }

    long shots() {
        return sum.shots() + keptShots;
    }

    RunProgress.Backend line(Instant now) {
        long position = -1;
        if (!local) {
            position = waiting.stream()
                    .flatMapToLong(job -> job.order().queuePosition().stream())
                    .min()
                    .orElse(-1);
            outlook.seen(position, now);
        }
        return new RunProgress.Backend(
                backend.name(),
                backend.capabilities().type(),
                backend.capabilities().device(),
                local,
                sum.queued(),
                sum.running(),
                sum.ended() - sum.failed() + kept,
                sum.failed(),
                sum.share(),
                position,
                outlook.expectedSeconds(),
                shots(),
                local ? Money.zero().toString() : bills.text(),
                waits);
    }
}
