package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.Set;

/** Reads numbers: whole ({@code 7}, {@code 0x1F}, {@code 1_000}), real ({@code .5}, {@code 1.e-3}), durations, imaginary. */
final class NumberScanner {
    private static final Set<String> TIME_UNITS = Set.of("ns", "us", "µs", "μs", "ms", "s", "dt");
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_MANTISSA = 1L << 53;

    private final SourceText source;
    private int end;
    private long whole;
    private double real;
    private String complaint;

    NumberScanner(SourceText source) {
        this.source = source;
    }

    int end() {
        return end;
    }

    long whole() {
        return whole;
    }

    /** The value, of whole numbers as well. */
    double real() {
        return real;
    }

    /** Throws what was wrong with the last number. */
    void check(int at) {
        if (complaint != null) {
            throw new Fault(at, complaint);
        }
    }

    /** Reads the number that begins at an offset; {@link #end()} then is behind it even when it is wrong. */
    Token scan(int from) {
        complaint = null;
        int radix = radix(source.at(from), source.at(from + 1));
        return radix != 10 ? scanWithPrefix(from, radix) : scanDecimal(from);
    }

    private static int radix(char first, char second) {
        if (first != '0') {
            return 10;
        }
        return switch (second) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            case 'o' -> 8;
            default -> 10;
        };
    }

    private Token scanWithPrefix(int from, int radix) {
        end = from + 2;
        while (Lexer.continuesName(source.at(end))) {
            end++;
        }
        String digits = source.slice(from + 2, end).replace("_", "");
        try {
            whole = Long.parseLong(digits, radix);
            real = whole;
        } catch (NumberFormatException e) {
            complaint = "expected a whole number below 2^63 in base " + radix + ", found '" + shown(from) + "'";
        }
        return Token.WHOLE;
    }

    private Token scanDecimal(int from) {
        long mantissa = 0;
        int scale = 0;
        boolean exact = true;
        boolean fraction = false;
        int i = from;
        for (; ; i++) {
            char c = source.at(i);
            if (Lexer.isDigit(c)) {
                exact &= mantissa < EXACT_MANTISSA / 10;
                if (exact) {
                    mantissa = mantissa * 10 + (c - '0');
                    scale -= fraction ? 1 : 0;
                }
            } else if (c == '.' && !fraction) {
                fraction = true;
            } else if (c != '_' || !Lexer.isDigit(source.at(i + 1))) {
                break;
            }
        }
        int exponentEnd = exponentEnd(i);
        if (exponentEnd > i) {
            exact &= exponentEnd - i <= 4;
            scale += exact ? Integer.parseInt(source.slice(i + 1, exponentEnd)) : 0;
        }
        end = exponentEnd;
        boolean isWhole = !fraction && exponentEnd == i;
        if (exact && Math.abs(scale) < POWERS_OF_TEN.length) {
            whole = mantissa;
            real = scale < 0 ? mantissa / POWERS_OF_TEN[-scale] : mantissa * POWERS_OF_TEN[scale];
        } else {
            isWhole &= parseSlowly(source.slice(from, end).replace("_", ""));
        }
        return suffix(from, isWhole ? Token.WHOLE : Token.REAL);
    }

    /** Whether it also is a whole number below 2^63. */
    private boolean parseSlowly(String digits) {
        real = Double.parseDouble(digits);
        try {
            whole = Long.parseLong(digits);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private int exponentEnd(int i) {
        if (source.at(i) != 'e' && source.at(i) != 'E') {
            return i;
        }
        int digits = source.at(i + 1) == '+' || source.at(i + 1) == '-' ? i + 2 : i + 1;
        int last = digits;
        while (Lexer.isDigit(source.at(last))) {
            last++;
        }
        return last > digits ? last : i;
    }

    private Token suffix(int from, Token kind) {
        if (!Lexer.continuesName(source.at(end))) {
            return kind;
        }
        int unit = end;
        while (Lexer.continuesName(source.at(end))) {
            end++;
        }
        String suffix = source.slice(unit, end);
        if (TIME_UNITS.contains(suffix)) {
            return Token.DURATION;
        }
        if (suffix.equals("im")) {
            return Token.IMAGINARY;
        }
        complaint = "expected a number, found '" + shown(from) + "'";
        return kind;
    }

    private String shown(int from) {
        return source.slice(from, Math.min(end, from + 40));
    }
}
