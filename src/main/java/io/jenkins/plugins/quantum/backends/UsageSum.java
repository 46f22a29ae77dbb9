package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.QueueTimes;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Usage added up.
 *
 * @param runs
 *     how many
 * @param jobs
 *     that ended
 * @param failed
 *     of those, without a result
 * @param shots
 *     that came back
 * @param spent
 *     by currency
 * @param unpriced
 *     whether something was spent of which no price is known
 * @param waits
 *     how long jobs waited
 */
public record UsageSum(
        long runs, long jobs, long failed, long shots, Map<String, Money> spent, boolean unpriced, QueueTimes waits) {
    public UsageSum {
        spent = Collections.unmodifiableMap(new TreeMap<>(spent));
    }

    /** The sum of some. */
    @NonNull
    static UsageSum of(Collection<Usage> all) {
        Map<String, Money> spent = new TreeMap<>();
        boolean unpriced = false;
        QueueTimes waits = QueueTimes.none();
        for (Usage usage : all) {
            for (String amount : usage.spent().split(" \\+ ")) {
                unpriced |= !add(amount, spent);
            }
            waits = waits.plus(usage.waits());
        }
        return new UsageSum(
                all.size(),
                all.stream().mapToLong(Usage::jobs).sum(),
                all.stream().mapToLong(Usage::failed).sum(),
                all.stream().mapToLong(Usage::shots).sum(),
                spent,
                unpriced,
                waits);
    }

    private static boolean add(String amount, Map<String, Money> spent) {
        try {
            Money money = Money.parse(amount);
            if (money.amount().signum() > 0) {
                spent.merge(money.currency(), money, Money::plus);
            }
            return true;
        } catch (IllegalArgumentException e) {
            return amount.isEmpty(); // words for what the price book does not know
        }
    }

    /** The share of jobs that brought a result, 0 to 1; NaN where there were none. */
    public double success() {
        return jobs == 0 ? Double.NaN : (double) (jobs - failed) / jobs;
    }

    /** Amounts for a reader. */
    @NonNull
    public String money() {
        String sum = spent.isEmpty()
                ? Money.zero().toString()
                : spent.values().stream().map(Money::toString).collect(Collectors.joining(" + "));
        return unpriced ? sum + " + ?" : sum;
    }
}
