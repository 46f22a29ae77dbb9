package io.jenkins.plugins.quantum.engine.backend;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each outcome was seen. Outcomes are written as in {@link Distribution}: highest classical bit first.
 * Adapters convert at the edge.
 *
 * @param bits
 *     length of each outcome
 * @param counts
 *     outcomes seen at least once, sorted
 */
public record Counts(int bits, Map<String, Long> counts) {
    public Counts {
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    }

    /** The number of shots. */
    public long shots() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** These and others together; both must have the same number of bits. */
    public Counts plus(Counts other) {
        if (other.bits != bits) {
            throw new IllegalArgumentException("counts of " + bits + " and of " + other.bits + " bits cannot be added");
        }
        var sum = new TreeMap<>(counts);
        other.counts.forEach((outcome, count) -> sum.merge(outcome, count, Long::sum));
        return new Counts(bits, sum);
    }

    /** The observed frequencies. */
    public Distribution frequencies() {
        double total = shots();
        var shares = new TreeMap<String, Double>();
        counts.forEach((outcome, count) -> shares.put(outcome, count / total));
        return new Distribution(bits, shares);
    }
}
