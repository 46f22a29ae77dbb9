package io.jenkins.plugins.quantum.engine.gate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as findings write them. */
public final class Wording {
    private static final int DIGITS = 3;

    private Wording() {}

    /** Two decimals, or three significant digits where two decimals would hide the value. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "unknown";
        }
        double size = Math.abs(value);
        if (size == 0 || size >= 0.0995) {
            return String.format(Locale.ROOT, "%.2f", value);
        }
        var rounded = new BigDecimal(value).round(new MathContext(DIGITS - 1, RoundingMode.HALF_UP));
        return size < 1e-4
                ? String.format(Locale.ROOT, "%.1e", value)
                : rounded.stripTrailingZeros().toPlainString();
    }

    /** A value beside a line: as many decimals, up to six, as are needed to tell them apart. */
    public static String beside(double value, double line) {
        String text = number(value);
        for (int decimals = 2; decimals <= 6 && text.equals(number(line)); decimals++) {
            text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        }
        return text;
    }

    /** A number as a user would write it in a suite: no needless zeros, at most four decimals. */
    public static String plain(double value) {
        return BigDecimal.valueOf(value)
                .setScale(4, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    /** A factor on the noise, with at least one decimal: {@code 1.5x}. */
    public static String factor(double scale) {
        String text = plain(scale);
        return (text.indexOf('.') < 0 ? text + ".0" : text) + "x";
    }

    /** Thousands set apart by a blank: {@code 10 000}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** {@code 1 point}, {@code 2 points}. */
    public static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** {@code 0.80 (95 % 0.77..0.83)}. */
    public static String interval(double value, double lower, double upper, double confidence) {
        return number(value) + " (" + plain(confidence * 100) + " % " + number(lower) + ".." + number(upper) + ")";
    }
}
