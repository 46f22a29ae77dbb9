package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How often the jobs at one backend are asked for. Three things are known of a queue: many jobs fit into one question, so that
 * asking for one of many costs little; jobs mostly come out in the order in which they went in, so that the first tells about the
 * others; and what moved a moment ago will move soon. Its account guards it.
 */
final class Pace {
    /** Questions for states in the quickest pause, at most: ten in a second where that is 2 s. */
    private static final int MOST_QUESTIONS = 20;

    /** The first in the queue, and those that share questions, wait for this share of the time in which nothing has moved. */
    private static final int SHARE_OF_STILLNESS = 16;

    private static final int RUNNING_SLOWEST = 4;
    private static final int RETENTION_SHARE = 4;
    private static final int FOLLOWERS = 2;
    private static final int LOOKED_THROUGH = 4;

    private final Conduct conduct;
    private final boolean local;
    private final TreeMap<Long, Shipment> asked = new TreeMap<>();
    private Instant moved = Instant.MIN;

    /**
     * A queue.
     *
     * @param local
     *     whether it is on this machine, where every answer costs the same
     */
    Pace(Conduct conduct, boolean local) {
        this.conduct = conduct;
        this.local = local;
    }

    /** From now on its state is asked for. */
    void enter(Shipment shipment, Instant now) {
        if (asked.isEmpty()) {
            moved = now;
        }
        asked.put(shipment.number(), shipment);
    }

    /** Its state is not asked for any more. */
    void leave(Shipment shipment) {
        asked.remove(shipment.number());
    }

    /** The first in the queue, when it does not run yet: the device may be down. */
    Optional<Shipment> firstQueued() {
        return local || asked.isEmpty()
                ? Optional.empty()
                : Optional.of(asked.firstEntry().getValue()).filter(Shipment::queued);
    }

    /** All whose state is asked for. */
    Collection<Shipment> asked() {
        return asked.values();
    }

    /** A job was seen in another state than before. */
    void moved(Instant now) {
        moved = now;
    }

    /**
     * The pause until a job is asked for again.
     *
     * @param grown
     *     what it would be if the job were alone
     */
    Duration pause(Shipment shipment, Duration grown, boolean runs, Instant now) {
        int riders = local ? 1 : Math.max(1, Math.min(asked.size(), conduct.statusBatch()));
        boolean first = !asked.isEmpty() && asked.firstEntry().getValue() == shipment;
        Duration most = conduct.slowest();
        if (first || riders > 1) {
            Duration still = Duration.between(moved, now).dividedBy(SHARE_OF_STILLNESS);
            Duration shared = first ? conduct.quickest() : most.dividedBy(riders);
            most = shorter(most, longer(longer(conduct.quickest(), shared), still));
        }
        if (runs) {
            most = shorter(most, conduct.quickest().multipliedBy(RUNNING_SLOWEST));
        }
        Duration pause = shorter(grown, most);
        if (!first && !local) {
            int questions = asked.size() / riders;
            pause = longer(pause, conduct.quickest().multipliedBy(questions).dividedBy(MOST_QUESTIONS));
        }
        return shorter(pause, conduct.retention().dividedBy(RETENTION_SHARE));
    }

    /** Those behind one that has ended: likely to end next. */
    List<Shipment> behind(Shipment ended) {
        if (local) {
            return List.of();
        }
        int number = conduct.statusBatch() > 1 ? 1 : FOLLOWERS;
        return asked.tailMap(ended.number(), false).values().stream()
                .limit(number)
                .toList();
    }

    /** Those that may share a question with one: the next in the queue, then from its beginning, that were not asked for just now. */
    List<Shipment> riders(Shipment first, int room, Instant now) {
        Instant readBefore = now.minus((local ? conduct.slowest() : conduct.quickest()).dividedBy(2));
        return Stream.concat(
                        asked.tailMap(first.number(), false).values().stream(),
                        asked.headMap(first.number()).values().stream())
                .limit((long) LOOKED_THROUGH * conduct.statusBatch())
                .filter(other -> !other.busy() && !other.alone() && other.knownSince(readBefore))
                .limit(room)
                .toList();
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
