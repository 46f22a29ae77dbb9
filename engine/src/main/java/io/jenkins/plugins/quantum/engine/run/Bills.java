package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.cost.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run has spent, and which jobs may bill although they brought nothing. Each part of a job counts once. */
final class Bills {
    /** The fact of a result in which an adapter says what the provider has charged. */
    static final String BILLED = "billed";

    /** The fact that names its unit. */
    static final String UNIT = "billed.unit";

    private final Map<String, Optional<Money>> spent = new LinkedHashMap<>();
    private final Map<String, RunResult.OpenBill> open = new LinkedHashMap<>();

    /** A part is finished; empty when no price is known. */
    void spent(String key, Optional<Money> amount) {
        spent.put(key, amount);
        open.remove(key);
    }

    /** Whether a part is counted as finished. */
    boolean counts(String key) {
        return spent.containsKey(key);
    }

    /** A part may bill. */
    void mayBill(String key, RunResult.OpenBill bill) {
        open.put(key, bill);
    }

    /** The parts that may bill. */
    List<RunResult.OpenBill> open() {
        return new ArrayList<>(open.values());
    }

    /** What was spent, one amount for each currency. */
    List<Money> amounts() {
        Map<String, Money> sums = new TreeMap<>();
        spent.values().stream()
                .flatMap(Optional::stream)
                .filter(money -> money.amount().signum() > 0)
                .forEach(money -> sums.merge(money.currency(), money, Money::plus));
        return List.copyOf(sums.values());
    }

    /** The same for a reader. */
    String text() {
        return text(amounts(), unpriced());
    }

    /** Whether something was spent of which no price is known. */
    boolean unpriced() {
        return spent.values().stream().anyMatch(Optional::isEmpty);
    }

    /** What was spent, for a reader. */
    static String text(List<Money> amounts, boolean unpriced) {
        String sum = amounts.isEmpty()
                ? Money.zero().toString()
                : amounts.stream().map(Money::toString).collect(Collectors.joining(" + "));
        return unpriced ? sum + " + what the price book does not know" : sum;
    }
}
