package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
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

    private static final int MOST_KEPT = 1000;
    private static final int LONGEST_LINE = 1000;
    private static final Pattern LINE_END = Pattern.compile("\r\n|[\n\r\u0085\u2028\u2029]");
    private static final Comparator<Diagnostic> FILE_ORDER =
            Comparator.comparingInt((Diagnostic d) -> d.at().line()).thenComparingInt(d -> d.at().column());

    private final String file;
    private final String text;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private int count;

    Problems(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Where a line (from 0) and column (from 0) are. */
    SourcePosition at(int line, int column) {
        return new SourcePosition(file, line + 1, column + 1);
    }

    void error(SourcePosition at, String message, String advice) {
        count++;
        if (count <= MOST_KEPT) {
            errors.add(Diagnostic.error(at, message, advice));
        }
    }

    void warning(SourcePosition at, String message, String advice) {
        if (warnings.size() < MOST_KEPT) {
            warnings.add(Diagnostic.warning(at, message, advice));
        }
    }

    boolean any() {
        return !errors.isEmpty();
    }

    /** Whether reading on would only add errors that are not shown. */
    boolean tooMany() {
        return count > MOST_REPORTED;
    }

    List<Diagnostic> warnings() {
        return reported(warnings);
    }

    /** Throws when there are errors: the first {@value #MOST_REPORTED} in the order of the file, and how many more. */
    void throwIfAny() {
        if (errors.isEmpty()) {
            return;
        }
        var reported = new ArrayList<>(reported(errors));
        int more = count - reported.size();
        if (more > 0) {
            reported.add(Diagnostic.error(
                    SourcePosition.of(file),
                    "further errors are not shown (" + more + " or more)",
                    "correct those above first"));
        }
        throw new InputException(reported);
    }

    private List<Diagnostic> reported(List<Diagnostic> found) {
        String[] lines = found.isEmpty() ? new String[0] : LINE_END.split(text, -1);
        return found.stream()
                .sorted(FILE_ORDER)
                .limit(MOST_REPORTED)
                .map(d -> new Diagnostic(d.severity(), d.at(), d.message(), d.advice(), sourceLine(d.at(), lines)))
                .toList();
    }

    private static String sourceLine(SourcePosition at, String[] lines) {
        if (at.line() < 1 || at.line() > lines.length) {
            return "";
        }
        String line = lines[at.line() - 1];
        return line.length() > LONGEST_LINE || Secrets.mayHold(line) ? "" : line;
    }
}
