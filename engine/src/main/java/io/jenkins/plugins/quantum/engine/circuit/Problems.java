package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the errors and warnings of one reading. */
final class Problems {
    private static final int MOST_ERRORS = 20;
    private static final int MOST_WARNINGS = 20;

    private final SourceText source;
    private final List<Diagnostic> errors = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();
    private final Set<Integer> placesInError = new HashSet<>();
    private final Set<String> topicsWarned = new HashSet<>();

    Problems(SourceText source) {
        this.source = source;
    }

    /** One error, thrown where reading cannot go on and caught where it can. */
    static final class Fault extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int at;
        private final String advice;

        Fault(int at, String message, String advice) {
            super(message, null, false, false);
            this.at = at;
            this.advice = advice;
        }

        Fault(int at, String message) {
            this(at, message, "");
        }

        /** Stops a statement whose error stands in another's message. */
        static Fault alreadyReported(int at) {
            return new Fault(at, "");
        }

        int at() {
            return at;
        }

        Fault movedTo(int place) {
            return new Fault(place, getMessage(), advice);
        }
    }

    void add(Fault fault) {
        if (!fault.getMessage().isEmpty()) {
            error(fault.at, fault.getMessage(), fault.advice);
        }
    }

    /** Notes an error; the second at the same place is dropped. Stops the reading when there are too many. */
    void error(int at, String message, String advice) {
        if (placesInError.add(at)) {
            errors.add(diagnostic(Diagnostic.Severity.ERROR, at, message, advice));
            if (errors.size() >= MOST_ERRORS) {
                throwIfAny();
            }
        }
    }

    /** Notes a warning, once for each topic. */
    void warn(String topic, int at, String message, String advice) {
        if (warnings.size() < MOST_WARNINGS && topicsWarned.add(topic)) {
            warnings.add(diagnostic(Diagnostic.Severity.WARNING, at, message, advice));
        }
    }

    List<Diagnostic> warnings() {
        return warnings;
    }

    boolean any() {
        return !errors.isEmpty();
    }

    void throwIfAny() {
        if (any()) {
            var sorted = new ArrayList<>(errors);
            sorted.sort(
                    Comparator.comparingInt((Diagnostic d) -> d.at().line()).thenComparingInt(d -> d.at().column()));
            throw new InputException(sorted);
        }
    }

    private Diagnostic diagnostic(Diagnostic.Severity severity, int at, String message, String advice) {
        return new Diagnostic(severity, source.position(at), message, advice, source.lineAround(at));
    }
}
