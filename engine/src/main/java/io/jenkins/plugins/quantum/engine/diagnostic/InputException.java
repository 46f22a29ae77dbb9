package io.jenkins.plugins.quantum.engine.diagnostic;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** The user's input, configuration or output place is wrong; nothing was submitted. The command line answers with exit code 2. */
public class InputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<Diagnostic> diagnostics;

    /** One or more errors. */
    public InputException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
    }

    /** A single error. */
    public InputException(SourcePosition at, String message, String advice) {
        this(List.of(Diagnostic.error(at, message, advice)));
    }

    /** The errors; empty after Java serialisation, where the message carries them. */
    public List<Diagnostic> diagnostics() {
        return diagnostics == null ? List.of() : diagnostics;
    }
}
