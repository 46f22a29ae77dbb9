package io.jenkins.plugins.quantum.engine.diagnostic;

import java.util.Locale;

/**
 * One message about a user's file.
 *
 * @param severity
 *     errors stop the run before anything is submitted
 * @param at
 *     where
 * @param message
 *     what was expected, what was found
 * @param advice
 *     what to do, or empty
 * @param sourceLine
 *     the line of text that {@code at} points into, without its end, or empty
 */
public record Diagnostic(Severity severity, SourcePosition at, String message, String advice, String sourceLine) {
    private static final int LONGEST_SHOWN_LINE = 160;
    private static final char REPLACED = '\uFFFD';

    /** How bad it is. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** An error without a source line. */
    public static Diagnostic error(SourcePosition at, String message, String advice) {
        return new Diagnostic(Severity.ERROR, at, message, advice, "");
    }

    /** A warning without a source line. */
    public static Diagnostic warning(SourcePosition at, String message, String advice) {
        return new Diagnostic(Severity.WARNING, at, message, advice, "");
    }

    /** {@code file:line:column: message}, then the line with a caret under the column, then the advice; control characters made visible. */
    public String render() {
        var text = new StringBuilder(printable(at.toString()).replace('\n', REPLACED)).append(": ");
        if (severity == Severity.WARNING) {
            text.append(severity.name().toLowerCase(Locale.ROOT)).append(": ");
        }
        text.append(printable(message));
        if (!sourceLine.isEmpty() && at.column() > 0 && sourceLine.length() <= LONGEST_SHOWN_LINE) {
            text.append("\n    ").append(printable(sourceLine)).append("\n    ");
            text.append(" ".repeat(Math.max(0, at.column() - 1))).append('^');
        }
        if (!advice.isEmpty()) {
            text.append("\n    ").append(printable(advice));
        }
        return text.toString();
    }

    /** Text from files and names of files are hostile: no control character reaches a terminal. */
    private static String printable(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\t') {
                clean.append(' ');
            } else if (c == '\n' || !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT) {
                clean.appendCodePoint(c);
            } else {
                clean.append(REPLACED);
            }
        });
        return clean.toString();
    }

    @Override
    public String toString() {
        return render();
    }
}
