package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.cost.CostEstimate;
import io.jenkins.plugins.quantum.engine.cost.Estimator;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.cost.Price;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.cost.PricedJob;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What jobs cost on backends, by the price book. What runs on this machine is free. */
final class Prices {
    private final PriceBook book;
    private final Estimator estimator;

    Prices(PriceBook book) {
        this.book = book;
        this.estimator = new Estimator(book);
    }

    Estimator estimator() {
        return estimator;
    }

    static boolean free(Backend backend) {
        return backend.conduct().equals(Conduct.local());
    }

    /**
     * Circuits for the price book.
     *
     * @param circuits
     *     at least 1
     * @param shots
     *     of each
     */
    static PricedJob priced(Backend backend, long circuits, long shots, CircuitMetrics metrics) {
        return PricedJob.of(circuits, Math.max(1, shots), metrics)
                .sentBy(backend.capabilities().batch());
    }

    /** What a submission costs; empty when no price is known. */
    Optional<CostEstimate> of(Backend backend, JobRequest request) {
        if (free(backend)) {
            return Optional.of(new CostEstimate(Money.zero(), Money.zero(), List.of()));
        }
        long circuits = Math.max(1, request.bindings().size());
        PricedJob job = request.program() instanceof Circuit circuit
                ? priced(backend, circuits, request.shots(), CircuitMetrics.of(circuit))
                : new PricedJob(circuits, Math.max(1, request.shots()), false, false, 0, 0, 0)
                        .sentBy(backend.capabilities().batch());
        return estimator.estimate(backend.capabilities().device(), job);
    }

    /** Where the price of a backend's device comes from, for a reader; empty when none is known. */
    String source(Backend backend) {
        return book.find(backend.capabilities().device())
                .map(PriceBook.Entry::origin)
                .orElse("");
    }

    /** The most that a submission may bill, for a reader. */
    String worst(Backend backend, JobRequest request) {
        return of(backend, request)
                .map(e -> e.worst().toString())
                .orElse("an amount that the price book does not know");
    }

    /** The most that all parts of a job may bill together; empty when no price is known. */
    Optional<Money> worst(Job job) {
        Money sum = null;
        for (JobRequest part : Parts.of(job)) {
            Optional<Money> worst = of(job.backend(), part).map(CostEstimate::worst);
            if (worst.isEmpty()) {
                return Optional.empty();
            }
            sum = sum == null ? worst.get() : sum.plus(worst.get());
        }
        return Optional.ofNullable(sum);
    }

    /** What a finished submission cost: what the provider says that it billed, else the price book. */
    Optional<Money> spent(Backend backend, JobRequest request, Map<String, String> facts) {
        if (free(backend)) {
            return Optional.of(Money.zero());
        }
        String billed = facts.get(Bills.BILLED);
        if (billed != null && billed.matches("\\d{1,18}(\\.\\d{1,18})?")) {
            Optional<Money> said =
                    billed(backend.capabilities().device(), new BigDecimal(billed), facts.getOrDefault(Bills.UNIT, ""));
            if (said.isPresent()) {
                return said;
            }
        }
        return of(backend, request).map(CostEstimate::expected);
    }

    private Optional<Money> billed(String device, BigDecimal amount, String unit) {
        if (unit.equals("s")) {
            return book.find(device)
                    .filter(entry -> entry.price() instanceof Price.Time)
                    .map(entry -> ((Price.Time) entry.price()).of(amount));
        }
        return unit.matches("[A-Za-z]{3,12}") ? Optional.of(new Money(amount, unit)) : Optional.empty();
    }
}
