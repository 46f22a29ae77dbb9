package io.jenkins.plugins.quantum.engine.run;

import java.util.List;

/**
 * A plan with what the services say themselves that it costs.
 *
 * @param plan
 *     priced by the price book
 * @param quotes
 *     a line a test whose backend's service has an estimate of its own
 */
public record Estimate(Plan plan, List<ServiceQuote> quotes) {
    public Estimate {
        quotes = List.copyOf(quotes);
    }
}
