package io.jenkins.plugins.quantum.engine.gate.expectation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How the shots of one pass are divided over the measurement groups. Small whole numbers: every pass holds each group, so that passes are
 * the same and the test may be looked at after any of them.
 *
 * @param shots
 *     of each group in one pass, at least 1
 */
record Allocation(List<Integer> shots) {
    /** Most shots of a group for one shot of another: beyond, the scores of the other would spread too far to bet on. */
    private static final List<Integer> LARGEST = List.of(2, 3, 4, 6, 8);

    Allocation {
        shots = List.copyOf(shots);
    }

    /** As many of each. */
    static Allocation equal(int groups) {
        return new Allocation(Collections.nCopies(groups, 1));
    }

    /**
     * In proportion to the deviations of a shot, which gives the least variance for a number of shots (Neyman, Journal of the Royal
     * Statistical Society 97, 1934), at several precisions; the equal one first.
     *
     * @param deviations
     *     predicted, coefficients included
     */
    static List<Allocation> candidates(List<Double> deviations) {
        var candidates = new ArrayList<>(List.of(equal(deviations.size())));
        double most = Collections.max(deviations);
        if (most > 0) {
            for (int largest : LARGEST) {
                var allocation = new Allocation(deviations.stream()
                        .map(deviation -> (int) Math.max(1, Math.round(largest * deviation / most)))
                        .toList());
                if (!candidates.contains(allocation)) {
                    candidates.add(allocation);
                }
            }
        }
        return candidates;
    }

    boolean isEqual() {
        return largest() == 1;
    }

    /** Shots of one pass. */
    int pass() {
        return shots.stream().mapToInt(Integer::intValue).sum();
    }

    /** Most shots of a group in one pass. */
    int largest() {
        return Collections.max(shots);
    }

    /** By how much scores of a group are stretched, so that all groups together keep the mean. */
    double stretch(int group) {
        return (double) pass() / shots.get(group);
    }
}
