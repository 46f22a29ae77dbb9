package io.jenkins.plugins.quantum.engine.cost;

import java.util.ArrayList;
import java.util.List;

/**
 * What something will cost.
 *
 * @param expected
 *     the likely amount
 * @param worst
 *     an upper bound, at least the expected amount
 * @param lines
 *     how it comes about, for a reader
 */
public record CostEstimate(Money expected, Money worst, List<String> lines) {
    public CostEstimate {
        if (worst.compareTo(expected) < 0) {
            throw new IllegalArgumentException("the worst case " + worst + " is below the expected " + expected);
        }
        lines = List.copyOf(lines);
    }

    /** An amount that the price list fixes. */
    static CostEstimate sure(Money amount, List<String> lines) {
        return new CostEstimate(amount, amount, lines);
    }

    /** Both together; both must be of one currency, unless one of them is nothing. */
    public CostEstimate plus(CostEstimate other) {
        if (worst.amount().signum() == 0) {
            return new CostEstimate(other.expected, other.worst, joined(other));
        }
        if (other.worst.amount().signum() == 0) {
            return new CostEstimate(expected, worst, joined(other));
        }
        return new CostEstimate(expected.plus(other.expected), worst.plus(other.worst), joined(other));
    }

    private List<String> joined(CostEstimate other) {
        var all = new ArrayList<>(lines);
        all.addAll(other.lines);
        return all;
    }
}
