package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic.Severity;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with a calibration, by JSON pointer; a limited number of them, so that a hostile file costs no time. */
final class Complaints {
    private static final int MOST = 20;
    private static final int LONGEST_POINTER = 200;

    private final List<Entry> problems = new ArrayList<>();
    private final List<Entry> warnings = new ArrayList<>();

    private record Entry(String pointer, String message, String advice) {}

    /** Something that makes the file unusable. */
    void problem(String pointer, String message, String advice) {
        if (problems.size() < MOST) {
            problems.add(new Entry(pointer, message, advice));
        }
    }

    /** Something that a user should know. */
    void warning(String pointer, String message, String advice) {
        if (warnings.size() < MOST) {
            warnings.add(new Entry(pointer, message, advice));
        }
    }

    boolean any() {
        return !problems.isEmpty();
    }

    /**
     * Ends the reading of an unusable file.
     *
     * @throws InputException
     *     with all problems, each with its line and column
     */
    void throwIfAny(CalibrationText text) {
        if (any()) {
            throw new InputException(diagnostics(text, problems, Severity.ERROR));
        }
    }

    List<Diagnostic> warnings(CalibrationText text) {
        return diagnostics(text, warnings, Severity.WARNING);
    }

    private static List<Diagnostic> diagnostics(CalibrationText text, List<Entry> entries, Severity severity) {
        var places = text.places(entries.stream().map(Entry::pointer).toList());
        return entries.stream()
                .map(entry -> new Diagnostic(severity, places.get(entry.pointer()), words(entry), entry.advice(), ""))
                .toList();
    }

    private static String words(Entry entry) {
        String pointer = entry.pointer().isEmpty() ? "/" : entry.pointer();
        return (pointer.length() <= LONGEST_POINTER ? pointer : pointer.substring(0, LONGEST_POINTER) + "…") + ": "
                + entry.message();
    }
}
