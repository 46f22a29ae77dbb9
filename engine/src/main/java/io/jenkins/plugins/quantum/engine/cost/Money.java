package io.jenkins.plugins.quantum.engine.cost;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Objects;

/**
 * An amount of a currency or of a provider's credits.
 *
 * @param amount
 *     not negative
 * @param currency
 *     three capital letters, or a provider's unit such as {@code HQC}
 */
public record Money(BigDecimal amount, String currency) implements Comparable<Money> {
    private static final int DECIMALS = 9;

    /** Decimals behind those that are written, beyond which digits come from divisions. */
    private static final int NOISE = 3;

    public Money {
        Objects.requireNonNull(currency);
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("an amount of money is not negative: " + amount);
        }
    }

    /** Nothing, in US dollars. */
    public static Money zero() {
        return usd("0");
    }

    /** US dollars. */
    public static Money usd(String amount) {
        return new Money(new BigDecimal(amount), "USD");
    }

    /**
     * Reads {@code 25 USD} or {@code 0.5 HQC}.
     *
     * @throws IllegalArgumentException
     *     when the text is anything else
     */
    public static Money parse(String text) {
        String[] parts = text.trim().split("\\s+");
        if (parts.length != 2 || !parts[1].matches("[A-Z]{3,4}") || !parts[0].matches("\\d{1,12}(\\.\\d{1,9})?")) {
            throw new IllegalArgumentException(
                    "expected an amount and a currency, for example 25 USD, found '" + text + "'");
        }
        return new Money(new BigDecimal(parts[0]), parts[1]);
    }

    /** The sum; both must be of one currency. */
    public Money plus(Money other) {
        requireSame(other);
        return new Money(amount.add(other.amount), currency);
    }

    /** A multiple. */
    public Money times(long factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }

    /** An equal share of it for each of a number of things, at least 1; to 16 digits. */
    public Money among(long number) {
        return new Money(amount.divide(BigDecimal.valueOf(number), MathContext.DECIMAL64), currency);
    }

    @Override
    public int compareTo(Money other) {
        requireSame(other);
        return amount.compareTo(other.amount);
    }

    private void requireSame(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency);
        }
    }

    /**
     * {@code 6.42 USD}: at least two decimals, more only where they matter, and so many that {@link #parse} reads them. What a
     * division left behind these is rounded up, because such a text may become a limit.
     */
    @Override
    public String toString() {
        BigDecimal plain = (amount.scale() <= DECIMALS
                        ? amount
                        : amount.setScale(DECIMALS + NOISE, RoundingMode.HALF_UP)
                                .setScale(DECIMALS, RoundingMode.CEILING))
                .stripTrailingZeros();
        return String.format(
                Locale.ROOT, "%s %s", plain.setScale(Math.max(amount.signum() == 0 ? 0 : 2, plain.scale())), currency);
    }
}
