package io.jenkins.plugins.quantum.engine.suite;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** What a scalar means: YAML 1.2 read strictly. {@code yes}, {@code off}, {@code 0o17}, {@code 1:30} are words. */
final class Scalars {
    /** The grammar of numbers. */
    static final String NUMBER_PATTERN = "[-+]?(\\d{1,40}(\\.\\d{0,40})?|\\.\\d{1,40})([eE][-+]?\\d{1,3})?";

    private static final Pattern NUMBER = Pattern.compile(NUMBER_PATTERN);
    private static final int LONGEST_QUOTE = 40;

    private Scalars() {}

    /** The number that a text writes, when it does and a double can hold it. */
    static OptionalDouble number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            return OptionalDouble.empty();
        }
        double value = Double.parseDouble(text);
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }

    static boolean isNothing(YamlNode node) {
        return node instanceof YamlNode.Scalar scalar
                && scalar.plain()
                && (scalar.text().isEmpty()
                        || scalar.text().equals("~")
                        || scalar.text().equals("null"));
    }

    static boolean isFlag(YamlNode.Scalar scalar) {
        return scalar.plain() && (scalar.text().equals("true") || scalar.text().equals("false"));
    }

    static boolean isNumber(YamlNode.Scalar scalar) {
        return scalar.plain() && number(scalar.text()).isPresent();
    }

    /** A node in a user's words: {@code a list}, {@code the number 5}, {@code the word 'abc'}. */
    static String describe(YamlNode node) {
        if (node instanceof YamlNode.Listing) {
            return "a list";
        }
        if (node instanceof YamlNode.Mapping) {
            return "a map";
        }
        var scalar = (YamlNode.Scalar) node;
        if (isNothing(node)) {
            return "nothing";
        }
        if (isFlag(scalar)) {
            return scalar.text();
        }
        if (isNumber(scalar)) {
            return "the number " + shorten(scalar.text());
        }
        return (scalar.plain() ? "" : "the text ") + quote(scalar.text());
    }

    /** A text of the user's file in quotes, cut where it is long. */
    static String quote(String text) {
        return "'" + shorten(text) + "'";
    }

    private static String shorten(String text) {
        String line = text.replace('\n', ' ');
        return line.codePointCount(0, line.length()) <= LONGEST_QUOTE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE)) + "…";
    }

    /** A number as a user would write it: whole numbers without a point. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
