package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Quote;
import java.util.Optional;

/**
 * What a service says itself that the first look of a test costs.
 *
 * @param test
 *     its name
 * @param backend
 *     its name
 * @param submissions
 *     of the first look that were asked for
 * @param quote
 *     their sum; the basis is that of the first. Empty when the service could not be asked
 * @param book
 *     the most for the same submissions by the price book, or the configured price
 * @param note
 *     why the quote is missing or not whole; empty when it is whole
 */
public record ServiceQuote(
        String test, String backend, int submissions, Optional<Quote> quote, String book, String note) {}
