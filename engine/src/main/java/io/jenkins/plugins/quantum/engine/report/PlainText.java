package io.jenkins.plugins.quantum.engine.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Text and numbers as reports write them: nothing from a file or a provider reaches a terminal, XML or a page with control characters in it. */
final class PlainText {
    /** Stands where there is no number. */
    static final String NOTHING = "–";

    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_UP);
    private static final double LARGEST_PLAIN = 1e7;
    private static final double SMALLEST_PLAIN = 1e-4;
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** One line: line ends and tabs become blanks; control, format and half characters become U+FFFD. */
    static String line(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\r' || c == '\t') {
                clean.append(' ');
            } else if (visible(c)) {
                clean.appendCodePoint(c);
            } else {
                clean.append(REPLACEMENT);
            }
        });
        return clean.toString();
    }

    /** {@link #line} of at most so many characters, cut at the end with an ellipsis. */
    static String line(String text, int longest) {
        String clean = line(text);
        if (clean.length() <= longest) {
            return clean;
        }
        int end = longest - 1;
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private static boolean visible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> c != 0xFFFE && c != 0xFFFF;
        };
    }

    /** Four significant digits; a dash where there is no number. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return NOTHING;
        }
        double size = Math.abs(value);
        if (size != 0 && (size >= LARGEST_PLAIN || size < SMALLEST_PLAIN)) {
            return String.format(Locale.ROOT, "%.3e", value);
        }
        if (value == Math.rint(value)) {
            return Long.toString((long) value);
        }
        return new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }

    /** An amount: two digits after the point, more where it is smaller than a cent; none where it is whole. */
    static String money(BigDecimal amount) {
        BigDecimal rounded = amount.setScale(2, RoundingMode.HALF_UP);
        if (rounded.signum() == 0 && amount.signum() != 0) {
            return amount.round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
        }
        return rounded.stripTrailingZeros().scale() <= 0
                ? rounded.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : rounded.toPlainString();
    }

    /** Thousands set apart by blanks. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count).replace(',', ' ');
    }

    /** {@code 1 shot}, {@code 2 000 shots}. */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }
}
