package io.jenkins.plugins.quantum.engine.backend;

import java.math.BigDecimal;

/**
 * What a provider itself says that a job will cost or has cost.
 *
 * @param amount
 *     at least 0
 * @param unit
 *     an ISO 4217 currency, or the provider's unit: {@code credits}, {@code HQC}, {@code s}
 * @param basis
 *     how it comes about, for a reader
 */
public record Quote(BigDecimal amount, String unit, String basis) {}
