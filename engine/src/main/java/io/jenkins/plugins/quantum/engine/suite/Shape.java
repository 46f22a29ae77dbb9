package io.jenkins.plugins.quantum.engine.suite;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What may stand at one place of a suite. The one declaration from which come the parser's checks, its messages and the
 * JSON Schema. {@code what} names the place in a user's words and follows "expected".
 */
sealed interface Shape {
    String what();

    /**
     * A number within bounds, or one of some words.
     *
     * @param openMin
     *     whether the minimum itself is refused
     * @param openMax
     *     whether the maximum itself is refused
     * @param words
     *     may be empty
     */
    record Num(String what, double min, double max, boolean openMin, boolean openMax, List<String> words)
            implements Shape {
        static Num within(double min, double max) {
            return new Num("a number" + bounds(min, max), min, max, false, false, List.of());
        }

        static Num between(double min, double max) {
            return new Num(
                    "a number between " + Scalars.plain(min) + " and " + Scalars.plain(max) + ", neither included",
                    min,
                    max,
                    true,
                    true,
                    List.of());
        }

        boolean accepts(double value) {
            return (openMin ? value > min : value >= min) && (openMax ? value < max : value <= max);
        }
    }

    /** A whole number within bounds. */
    record Whole(String what, double min, double max) implements Shape {
        static Whole within(double min, double max) {
            return new Whole("a whole number" + bounds(min, max), min, max);
        }
    }

    /** One of some words. */
    record Word(String what, List<String> words) implements Shape {
        static Word of(String... words) {
            return new Word(String.join(" or ", words), List.of(words));
        }
    }

    /**
     * Text of a pattern.
     *
     * @param pattern
     *     whole text, in the syntax that Java and ECMA 262 share
     * @param bare
     *     whether a number, true or false without quotes is taken as text
     * @param advice
     *     for text that is wrong
     * @param meaning
     *     from text to value; throws IllegalArgumentException, its message for the user, when the text makes no sense
     */
    record Text(String what, String pattern, boolean bare, String advice, Function<String, ?> meaning)
            implements Shape {}

    /** True or false. */
    record Flag(String what) implements Shape {}

    /** The number of the format. */
    record Exactly(String what, int value, String advice) implements Shape {}

    /** A list; {@code once}: no item twice. */
    record ListOf(String what, Shape item, int least, int most, boolean once) implements Shape {}

    /** A map from names that the user chooses. */
    record MapOf(String what, String keyWhat, String keyPattern, Shape value, int least) implements Shape {}

    /**
     * A map of known keys.
     *
     * @param keys
     *     in the order of the documentation
     * @param rest
     *     what further keys may hold, secrets excepted; none when they are refused
     * @param least
     *     least number of keys
     */
    record Fields(String what, List<Key> keys, Optional<MapOf> rest, int least) implements Shape {
        static Fields of(String what, Key... keys) {
            return new Fields(what, List.of(keys), Optional.empty(), 0);
        }
    }

    /** One of several maps; the first key of each tells which it is. */
    record Variants(String what, List<Fields> forms) implements Shape {}

    /** A scalar, a list or a map: at most one shape of each. */
    record Either(String what, List<Shape> shapes) implements Shape {}

    /** Nothing at all is written: the value is left empty. */
    record Empty(String what) implements Shape {}

    /** What is known, but not to this version. */
    record Refused(String what, String message, String advice) implements Shape {}

    /**
     * A key of a map.
     *
     * @param meaning
     *     for the schema: one sentence
     */
    record Key(String name, boolean required, Shape shape, String meaning) {
        static Key required(String name, Shape shape, String meaning) {
            return new Key(name, true, shape, meaning);
        }

        static Key optional(String name, Shape shape, String meaning) {
            return new Key(name, false, shape, meaning);
        }
    }

    private static String bounds(double min, double max) {
        boolean low = min > -Double.MAX_VALUE;
        boolean high = max < Double.MAX_VALUE;
        if (low && high) {
            return " from " + Scalars.plain(min) + " to " + Scalars.plain(max);
        }
        if (low) {
            return " of at least " + Scalars.plain(min);
        }
        return high ? " of at most " + Scalars.plain(max) : "";
    }
}
