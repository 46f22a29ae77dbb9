package io.jenkins.plugins.quantum.engine.cost;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** How a provider charges. Amounts are exact decimals; nothing is rounded before it is shown. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "model")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Price.Free.class, name = "free"),
    @JsonSubTypes.Type(value = Price.TaskShot.class, name = "task-shot"),
    @JsonSubTypes.Type(value = Price.Time.class, name = "time"),
    @JsonSubTypes.Type(value = Price.GateShot.class, name = "gate-shot"),
    @JsonSubTypes.Type(value = Price.Hqc.class, name = "hqc")
})
public sealed interface Price {
    /** The unit of the amounts. */
    String currency();

    /** What a job costs, and how that comes about. */
    CostEstimate estimate(PricedJob job);

    /** Shots of each circuit as they are charged. */
    default long chargedShots(PricedJob job) {
        return job.shots();
    }

    /** The price in a few words. */
    String summary();

    /** Simulators on the user's own machine. */
    record Free() implements Price {
        @Override
        public String summary() {
            return "free";
        }

        @Override
        public String currency() {
            return "USD";
        }

        @Override
        public CostEstimate estimate(PricedJob job) {
            return new CostEstimate(Money.zero(), Money.zero(), List.of("runs on this machine: 0 USD"));
        }
    }

    /**
     * A fee for each task and a price for each shot (AWS Braket).
     *
     * @param minimumShots
     *     fewest that the device takes; fewer are charged as this many
     * @param maximumShots
     *     most in one task; more need further tasks
     * @param mitigationShots
     *     fewest with error mitigation; 0 where there is none
     */
    record TaskShot(
            String currency,
            BigDecimal task,
            BigDecimal shot,
            long minimumShots,
            long maximumShots,
            long mitigationShots)
            implements Price {
        @Override
        public String summary() {
            return task + " " + currency + " a task and " + shot + " " + currency + " a shot";
        }

        @Override
        public long chargedShots(PricedJob job) {
            return Math.max(job.shots(), job.mitigation() ? Math.max(minimumShots, mitigationShots) : minimumShots);
        }

        private long tasks(long shots) {
            return (shots - 1) / maximumShots + 1;
        }

        @Override
        public CostEstimate estimate(PricedJob job) {
            long shots = chargedShots(job);
            long perCircuit = tasks(shots);
            long total = Math.multiplyExact(shots, job.circuits());
            // Parts that the shots or the circuits make necessary, whichever are more.
            long tasks = job.perTask() == 1
                    ? Math.multiplyExact(perCircuit, job.circuits())
                    : Math.max(tasks(total), Math.multiplyExact(perCircuit, job.tasks()));
            BigDecimal amount = task.multiply(BigDecimal.valueOf(tasks)).add(shot.multiply(BigDecimal.valueOf(total)));
            String why = shots == job.shots() ? "" : " (the device's minimum)";
            return CostEstimate.sure(
                    new Money(amount, currency),
                    List.of(
                            tasks + (tasks == 1 ? " task x " : " tasks x ") + task + " " + currency,
                            job.circuits() + (job.circuits() == 1 ? " circuit x " : " circuits x ") + shots + " shots"
                                    + why + " x " + shot + " " + currency));
        }
    }

    /**
     * Time on the device. How long a job takes is known only afterwards: the estimate doubles for its worst case.
     *
     * @param amount
     *     for {@code perSeconds} seconds
     * @param minimumSeconds
     *     charged at least for each task
     * @param jobSeconds
     *     estimated overhead of a task
     * @param shotSeconds
     *     estimated time of a shot
     * @param maximumShots
     *     most of a circuit in one task; more need further tasks; 0 where that is not known
     */
    record Time(
            String currency,
            BigDecimal amount,
            BigDecimal perSeconds,
            BigDecimal minimumSeconds,
            BigDecimal jobSeconds,
            BigDecimal shotSeconds,
            long maximumShots)
            implements Price {
        private static final long WORST = 2;

        @Override
        public String summary() {
            return amount + " " + currency + " per " + perSeconds.toPlainString() + " s";
        }

        /** What a task of a known length costs. */
        public Money of(BigDecimal seconds) {
            return new Money(
                    amount.multiply(seconds.max(minimumSeconds)).divide(perSeconds, MathContext.DECIMAL64), currency);
        }

        @Override
        public CostEstimate estimate(PricedJob job) {
            long parts = maximumShots == 0 ? 1 : (job.shots() - 1) / maximumShots + 1;
            BigDecimal tasks = BigDecimal.valueOf(Math.multiplyExact(job.tasks(), parts));
            BigDecimal shots = BigDecimal.valueOf(Math.multiplyExact(job.circuits(), job.shots()));
            BigDecimal each = jobSeconds.add(shotSeconds.multiply(shots).divide(tasks, MathContext.DECIMAL64));
            Money expected = of(each).times(tasks.longValueExact());
            Money worst = of(each.multiply(BigDecimal.valueOf(WORST))).times(tasks.longValueExact());
            return new CostEstimate(
                    expected,
                    worst,
                    List.of(
                            "about "
                                    + each.max(minimumSeconds)
                                            .stripTrailingZeros()
                                            .toPlainString() + " s x " + tasks + " at " + amount + " " + currency
                                    + " per " + perSeconds.toPlainString() + " s",
                            "the time is our estimate; the worst case is twice as long"));
        }
    }

    /**
     * A price for each gate in each shot, and an amount for each job which the provider's documentation adds in its formula
     * and calls a minimum in its table (IonQ on Azure): the estimate expects the minimum, the worst case adds it.
     *
     * @param minimumMitigated
     *     with error mitigation
     * @param minimumPlain
     *     without
     */
    record GateShot(
            String currency,
            BigDecimal oneQubit,
            BigDecimal twoQubit,
            BigDecimal minimumMitigated,
            BigDecimal minimumPlain)
            implements Price {
        @Override
        public String summary() {
            return "by gates and shots, at least " + minimumPlain + " " + currency + " a circuit (" + minimumMitigated
                    + " with error mitigation)";
        }

        @Override
        public CostEstimate estimate(PricedJob job) {
            BigDecimal shots = BigDecimal.valueOf(job.shots());
            BigDecimal gates = oneQubit.multiply(BigDecimal.valueOf(job.oneQubit()))
                    .add(twoQubit.multiply(BigDecimal.valueOf(job.twoQubit())))
                    .multiply(shots);
            BigDecimal minimum = job.mitigation() ? minimumMitigated : minimumPlain;
            return new CostEstimate(
                    new Money(gates.max(minimum), currency).times(job.circuits()),
                    new Money(gates.add(minimum), currency).times(job.circuits()),
                    List.of(
                            "gates in all shots: " + new Money(gates, currency) + " a circuit",
                            (job.mitigation() ? "with" : "without") + " error mitigation: " + minimum + " " + currency
                                    + " a circuit, read as a minimum; the worst case reads it as an addition"));
        }
    }

    /** Quantinuum's credits: base + C·(N1 + 10·N2 + 5·Nm)/5000 for each circuit, C its shots. */
    record Hqc(
            String currency,
            BigDecimal base,
            BigDecimal divisor,
            long oneQubit,
            long twoQubit,
            long preparationAndMeasurement)
            implements Price {
        @Override
        public String summary() {
            return base + " " + currency + " a circuit and more by its gates and shots";
        }

        @Override
        public CostEstimate estimate(PricedJob job) {
            long weight = oneQubit * job.oneQubit()
                    + twoQubit * job.twoQubit()
                    + preparationAndMeasurement * job.preparationAndMeasurement();
            BigDecimal each = base.add(
                    BigDecimal.valueOf(Math.multiplyExact(weight, job.shots())).divide(divisor, MathContext.DECIMAL64));
            return CostEstimate.sure(
                    new Money(each, currency).times(job.circuits()),
                    List.of(job.circuits() + " x (" + base + " + " + job.shots() + " shots x " + weight + " / "
                            + divisor + ") " + currency));
        }
    }
}
