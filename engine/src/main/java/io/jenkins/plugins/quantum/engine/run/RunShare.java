package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which tests of a plan a run takes. The plan is always that of the whole suite: error rates, limits of money and seeds do not depend
 * on how its tests are shared out.
 *
 * @param number
 *     of the shard, from 1; 0 where there are no shards
 * @param of
 *     how many shards there are; 0 where there are none
 * @param side
 *     of the shard's tests, those on which backends
 */
public record RunShare(int number, int of, Side side) {
    /** All tests. */
    public static final RunShare WHOLE = new RunShare(0, 0, Side.ALL);

    /** More would be a mistake: each has to plan the whole suite. */
    public static final int MOST_SHARDS = 1000;

    private static final Pattern TEXT = Pattern.compile("(\\d{1,4})/(\\d{1,4})(?: (local|remote))?|(local|remote)");

    /** Where tests run. */
    public enum Side {
        ALL,
        /** On simulators of the machine that the run is on. */
        LOCAL,
        /** At services. */
        REMOTE
    }

    public RunShare {
        boolean shard = of >= 1 && of <= MOST_SHARDS && number >= 1 && number <= of;
        if (!shard && (of != 0 || number != 0)) {
            throw new IllegalArgumentException(number + "/" + of + " is no shard");
        }
    }

    /**
     * Reads {@code 2/3}.
     *
     * @param option
     *     what the text was given to, for messages
     * @throws InputException
     *     when it is anything else
     */
    public static RunShare shard(String option, String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (matcher.matches() && matcher.group(1) != null && matcher.group(3) == null) {
            int number = Integer.parseInt(matcher.group(1));
            int of = Integer.parseInt(matcher.group(2));
            if (of >= 1 && of <= MOST_SHARDS && number >= 1 && number <= of) {
                return new RunShare(number, of, Side.ALL);
            }
        }
        throw new InputException(
                SourcePosition.of(option),
                "expected a shard such as 2/3, the second of three, found '" + text + "'",
                "shards are numbered from 1, and there are at most " + MOST_SHARDS);
    }

    /** Reads what {@link #toString} wrote; all tests where nothing was written. */
    static RunShare parse(String text) {
        if (text == null || text.isEmpty()) {
            return WHOLE;
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no share of a run: " + text);
        }
        String side = matcher.group(3) == null ? matcher.group(4) : matcher.group(3);
        return new RunShare(
                matcher.group(1) == null ? 0 : Integer.parseInt(matcher.group(1)),
                matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2)),
                side == null ? Side.ALL : Side.valueOf(side.toUpperCase(Locale.ROOT)));
    }

    /** How many shards share the plan, at least 1. */
    int shards() {
        return Math.max(1, of);
    }

    /** Whether a group of tests is in the shard, by the group's number from 0. */
    boolean takes(int group) {
        return of == 0 || group % of == number - 1;
    }

    /** Of the same shard, the tests on one kind of backends. */
    public RunShare on(Side other) {
        return new RunShare(number, of, other);
    }

    /** Whether it is all of the plan. */
    public boolean whole() {
        return of == 0 && side == Side.ALL;
    }

    /** {@code 2/3}, {@code remote}, {@code 2/3 remote}; empty for all tests. */
    @Override
    public String toString() {
        String shard = of == 0 ? "" : number + "/" + of;
        if (side == Side.ALL) {
            return shard;
        }
        return (shard + " " + side.name().toLowerCase(Locale.ROOT)).strip();
    }
}
