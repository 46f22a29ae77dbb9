package io.jenkins.plugins.quantum.engine.run;

import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long jobs waited between the provider's acceptance and the first look at which they had left the queue: a histogram. Looks are
 * seconds to minutes apart, so that waits are measured that coarsely, and a job that ran and ended between two looks counts with its run. Jobs whose acceptance another process saw are not in it.
 *
 * @param counts
 *     jobs by wait: up to each of {@link #BOUNDS}, and beyond the last
 * @param seconds
 *     the sum of all waits
 */
public record QueueTimes(List<Long> counts, double seconds) implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Upper ends of the classes, in seconds. */
    public static final List<Long> BOUNDS =
            List.of(1L, 10L, 60L, 300L, 900L, 3_600L, 14_400L, 43_200L, 86_400L, 259_200L);

    public QueueTimes {
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException("expected " + (BOUNDS.size() + 1) + " classes, found " + counts.size());
        }
        counts = List.copyOf(counts);
    }

    /** No waits. */
    public static QueueTimes none() {
        return new QueueTimes(java.util.Collections.nCopies(BOUNDS.size() + 1, 0L), 0);
    }

    /** With another wait. */
    public QueueTimes plus(Duration wait) {
        double length = Math.max(0, wait.toMillis() / 1000.0);
        int place = 0;
        while (place < BOUNDS.size() && length > BOUNDS.get(place)) {
            place++;
        }
        List<Long> more = new ArrayList<>(counts);
        more.set(place, more.get(place) + 1);
        return new QueueTimes(more, seconds + length);
    }

    /** With others. */
    public QueueTimes plus(QueueTimes other) {
        List<Long> sums = new ArrayList<>();
        for (int i = 0; i < counts.size(); i++) {
            sums.add(counts.get(i) + other.counts.get(i));
        }
        return new QueueTimes(sums, seconds + other.seconds);
    }

    /** How many jobs. */
    public long jobs() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /** The mean wait; zero where no job waited. */
    public Duration mean() {
        return jobs() == 0 ? Duration.ZERO : Duration.ofMillis(Math.round(1000 * seconds / jobs()));
    }
}
