package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic.Severity;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** Collects what is wrong with one text; shows every problem with its line, unless the line holds a secret. */
final class Problems {
    static final int MOST_REPORTED = 30;
    /** Advice for who has no suite yet. */
    static final String STARTER = "'qmlops init' writes a starter suite";

    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
    private static final Comparator<Diagnostic> FILE_ORDER =
            Comparator.comparingInt((Diagnostic d) -> d.at().line()).thenComparingInt(d -> d.at().column());

    private final String file;
    private final String text;
    private String[] lines;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    Problems(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Where a line (from 0) and column (from 0) are. */
    SourcePosition at(int line, int column) {
        return new SourcePosition(file, line + 1, column + 1);
    }

    void error(SourcePosition at, String message, String advice) {
        errors.add(new Diagnostic(Severity.ERROR, at, message, advice, sourceLine(at)));
    }

    void warning(SourcePosition at, String message, String advice) {
        warnings.add(new Diagnostic(Severity.WARNING, at, message, advice, sourceLine(at)));
    }

    boolean any() {
        return !errors.isEmpty();
    }

    /** Whether reading on would only add errors that are not shown. */
    boolean tooMany() {
        return errors.size() > MOST_REPORTED;
    }

    List<Diagnostic> warnings() {
        return warnings.stream().sorted(FILE_ORDER).limit(MOST_REPORTED).toList();
    }

    /** Throws when there are errors: the first {@value #MOST_REPORTED} in the order of the file, and how many more. */
    void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        var reported = new ArrayList<>(
                errors.stream().sorted(FILE_ORDER).limit(MOST_REPORTED).toList());
        int more = errors.size() - reported.size();
        if (more > 0) {
            reported.add(Diagnostic.error(
                    SourcePosition.of(file),
                    "further errors are not shown (" + more + " or more)",
                    "correct those above first"));
        }
        throw new InputException(reported);
    }

    private String sourceLine(SourcePosition at) {
        if (lines == null) {
            lines = LINE_END.split(text, -1);
        }
        if (at.line() < 1 || at.line() > lines.length) {
            return "";
        }
        String line = lines[at.line() - 1];
        return Secrets.mayHold(line) ? "" : line;
    }
}
