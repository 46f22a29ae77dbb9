package io.jenkins.plugins.quantum.engine.cost;

import java.util.ArrayList;
import java.util.Optional;

/** Estimates with a price book. */
public final class Estimator {
    private final PriceBook prices;

    /** Uses a price book. */
    public Estimator(PriceBook prices) {
        this.prices = prices;
    }

    /** What a job costs on a device, or nothing when the book has no price for it: an unknown price is not zero. */
    public Optional<CostEstimate> estimate(String device, PricedJob job) {
        return prices.find(device).map(entry -> {
            CostEstimate estimate = entry.price().estimate(job);
            var lines = new ArrayList<>(estimate.lines());
            if (!(entry.price() instanceof Price.Free)) {
                lines.add("price of " + entry.device() + ": " + entry.origin());
            }
            return new CostEstimate(estimate.expected(), estimate.worst(), lines);
        });
    }

    /** Shots of each circuit as the device takes and charges them. */
    long chargedShots(String device, PricedJob job) {
        return prices.find(device).map(e -> e.price().chargedShots(job)).orElse(job.shots());
    }

    /** The most circuits of a job that an amount of money surely covers; 0 when not even one, or when the currencies differ. */
    public long affordableCircuits(String device, PricedJob job, Money limit) {
        if (!covers(device, job.withCircuits(1), limit)) {
            return 0;
        }
        long enough = 1;
        long tooMany = job.circuits() + 1;
        while (tooMany - enough > 1) {
            long middle = enough + (tooMany - enough) / 2;
            if (covers(device, job.withCircuits(middle), limit)) {
                enough = middle;
            } else {
                tooMany = middle;
            }
        }
        return enough;
    }

    private boolean covers(String device, PricedJob job, Money limit) {
        return estimate(device, job).filter(e -> within(e.worst(), limit)).isPresent();
    }

    /** Whether an amount is at most a limit; nothing is within every limit, other currencies are within none. */
    static boolean within(Money amount, Money limit) {
        return amount.amount().signum() == 0
                || amount.currency().equals(limit.currency()) && amount.compareTo(limit) <= 0;
    }
}
