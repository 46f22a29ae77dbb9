package io.jenkins.plugins.quantum.engine.cost;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The options of a backend that name its price, for devices whose provider publishes none. Amounts are written like {@code 0.01 USD}:
 * <ul>
 * <li>{@value #SHOT} and {@value #TASK}, one of them or both;
 * <li>or {@value #SECOND} of the device's time, with {@value #TASK_SECONDS}, the time that a task may take, and {@value #SHOT_SECONDS},
 * which comes on top for each shot.
 * </ul>
 * {@value #REPLACES}, with one of these, says that the price takes the place of the price book's.
 */
public final class PriceOptions {
    public static final String SHOT = "price-per-shot";
    public static final String TASK = "price-per-task";
    public static final String SECOND = "price-per-second";
    public static final String TASK_SECONDS = "seconds-per-task";
    public static final String SHOT_SECONDS = "seconds-per-shot";

    /** {@code true} where the price was negotiated and takes the place of the price book's; only configuration may say so, no suite. */
    public static final String REPLACES = "price-replaces-book";

    /** All of them. */
    public static final Set<String> NAMES = Set.of(SHOT, TASK, SECOND, TASK_SECONDS, SHOT_SECONDS, REPLACES);

    /** What to write where a price is missing. */
    public static final String ADVICE = "name one among the backend's options: " + SHOT + " (for example " + SHOT
            + ": 0.01 USD), " + TASK + ", or " + SECOND + " with " + TASK_SECONDS;

    private PriceOptions() {}

    /** Whether any of them is given. */
    public static boolean given(Map<String, String> options) {
        return options.keySet().stream().anyMatch(NAMES::contains);
    }

    /**
     * Reads them.
     *
     * @param options
     *     of a backend; others are left alone
     * @param leastShots
     *     fewest that the device takes; fewer are charged as this many
     * @param mostShots
     *     most in one task; more need further tasks
     * @return empty when none of them is given
     * @throws IllegalArgumentException
     *     when they name no price, in words for the user
     */
    public static Optional<Price> read(Map<String, String> options, long leastShots, long mostShots) {
        if (!given(options)) {
            return Optional.empty();
        }
        if (replacesBook(options) && options.keySet().stream().noneMatch(Set.of(SHOT, TASK, SECOND)::contains)) {
            throw new IllegalArgumentException(REPLACES + " says that a price takes the place of the price book's, but"
                    + " there is none: add " + SHOT + ", " + TASK + " or " + SECOND);
        }
        Optional<Money> second = money(options, SECOND);
        Optional<Money> task = money(options, TASK);
        Optional<Money> shot = money(options, SHOT);
        if (second.isPresent() && (task.isPresent() || shot.isPresent())) {
            throw new IllegalArgumentException("expected either " + SECOND + " or " + TASK + " and " + SHOT
                    + ", found both: a price has one of the two forms");
        }
        if (second.isPresent()) {
            return Optional.of(new Price.Time(
                    second.get().currency(),
                    second.get().amount(),
                    BigDecimal.ONE,
                    BigDecimal.ZERO,
                    taskSeconds(options),
                    seconds(options, SHOT_SECONDS).orElse(BigDecimal.ZERO),
                    mostShots));
        }
        if (options.containsKey(TASK_SECONDS) || options.containsKey(SHOT_SECONDS)) {
            throw new IllegalArgumentException(
                    TASK_SECONDS + " and " + SHOT_SECONDS + " belong to " + SECOND + ", which is missing");
        }
        if (task.isEmpty() && shot.isEmpty()) {
            return Optional.empty();
        }
        String currency = task.or(() -> shot).orElseThrow().currency();
        if (shot.isPresent() && !shot.get().currency().equals(currency)) {
            throw new IllegalArgumentException("expected " + TASK + " and " + SHOT + " in one currency, found "
                    + currency + " and " + shot.get().currency());
        }
        return Optional.of(new Price.TaskShot(
                currency,
                task.map(Money::amount).orElse(BigDecimal.ZERO),
                shot.map(Money::amount).orElse(BigDecimal.ZERO),
                leastShots,
                mostShots,
                0));
    }

    /**
     * Whether the price is to take the place of the price book's.
     *
     * @throws IllegalArgumentException
     *     when the option is neither {@code true} nor {@code false}
     */
    public static boolean replacesBook(Map<String, String> options) {
        String text = options.getOrDefault(REPLACES, "false").strip();
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("expected " + REPLACES + " to be true or false, found '" + text + "'");
        }
        return text.equals("true");
    }

    /** Whether a price asks nothing for a job. */
    public static boolean nothing(Price price) {
        return price.estimate(new PricedJob(1, 1, 1, false, 0, 0, 0))
                        .worst()
                        .amount()
                        .signum()
                == 0;
    }

    private static Optional<Money> money(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(text -> {
            try {
                return Money.parse(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "expected " + name + " to be an amount that is not negative and its currency, for example "
                                + name + ": 0.01 USD, found '" + text + "'",
                        e);
            }
        });
    }

    private static BigDecimal taskSeconds(Map<String, String> options) {
        return seconds(options, TASK_SECONDS)
                .filter(seconds -> seconds.signum() > 0)
                .orElseThrow(() -> new IllegalArgumentException(
                        SECOND + " says nothing about a task without the time that it may take: add " + TASK_SECONDS
                                + ", for example " + TASK_SECONDS + ": 10"));
    }

    private static Optional<BigDecimal> seconds(Map<String, String> options, String name) {
        return Optional.ofNullable(options.get(name)).map(text -> {
            if (!text.strip().matches("\\d{1,6}(\\.\\d{1,9})?")) {
                throw new IllegalArgumentException(
                        "expected " + name + " to be a number of seconds, for example 2.5, found '" + text + "'");
            }
            return new BigDecimal(text.strip());
        });
    }
}
