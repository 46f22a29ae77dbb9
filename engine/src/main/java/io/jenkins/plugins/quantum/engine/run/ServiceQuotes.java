package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Quote;
import io.jenkins.plugins.quantum.engine.cost.CostEstimate;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks services for their own estimates, which costs nothing. The price book decides all the same what is submitted: an estimate
 * that fails is a note and no error.
 */
final class ServiceQuotes {
    /** Submissions of a test that are asked for: each is a question to the service. */
    static final int MOST_QUESTIONS = 20;

    private final Prices prices;

    ServiceQuotes(Prices prices) {
        this.prices = prices;
    }

    /** For the tests on paid backends whose services have an estimate of their own. */
    List<ServiceQuote> of(Plan plan) {
        Map<String, Map<String, Part>> byTest = new LinkedHashMap<>();
        for (Plan.PlannedTest test : plan.tests()) {
            new TestProgress(test)
                    .jobs().stream()
                            .filter(job -> job.backend() == test.backend() && !Prices.free(job.backend()))
                            .forEach(job -> Parts.of(job).forEach(part -> byTest.computeIfAbsent(
                                            test.spec().name(), name -> new LinkedHashMap<>())
                                    .put(part.id(), new Part(job.backend(), part))));
        }
        List<ServiceQuote> quotes = new ArrayList<>();
        byTest.forEach((test, parts) -> of(test, List.copyOf(parts.values())).ifPresent(quotes::add));
        return quotes;
    }

    private record Part(Backend backend, JobRequest request) {}

    private Optional<ServiceQuote> of(String test, List<Part> parts) {
        String backend = parts.get(0).backend().name();
        List<Part> asked = parts.subList(0, Math.min(parts.size(), MOST_QUESTIONS));
        Quote sum = null;
        for (Part part : asked) {
            Optional<Quote> quote;
            try {
                quote = part.backend().estimate(part.request());
            } catch (BackendException | RuntimeException e) {
                String words = "its service was not able to say: " + e.getMessage();
                return Optional.of(new ServiceQuote(test, backend, 0, Optional.empty(), book(asked), words));
            }
            if (quote.isEmpty()) {
                return Optional.empty();
            }
            if (sum != null && !sum.unit().equals(quote.get().unit())) {
                String words = "its service answers in " + sum.unit() + " and in "
                        + quote.get().unit();
                return Optional.of(new ServiceQuote(test, backend, 0, Optional.empty(), book(asked), words));
            }
            sum = sum == null
                    ? quote.get()
                    : new Quote(sum.amount().add(quote.get().amount()), sum.unit(), sum.basis());
        }
        String note = asked.size() == parts.size()
                ? ""
                : "asked for the first " + asked.size() + " of " + parts.size() + " submissions";
        return Optional.of(new ServiceQuote(test, backend, asked.size(), Optional.ofNullable(sum), book(asked), note));
    }

    /** The most that the same submissions cost by the book. */
    private String book(List<Part> parts) {
        Money sum = Money.zero();
        for (Part part : parts) {
            Optional<Money> worst = prices.of(part.backend(), part.request()).map(CostEstimate::worst);
            if (worst.isEmpty()) {
                return "no price";
            }
            sum = sum.amount().signum() == 0 ? worst.get() : sum.plus(worst.get());
        }
        String source = prices.source(parts.get(0).backend());
        return sum + (source.isEmpty() ? "" : " (" + source + ")");
    }
}
