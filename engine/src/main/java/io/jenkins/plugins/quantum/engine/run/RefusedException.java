package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/** Budget or shots do not suffice for a decision; nothing was submitted. The command line answers with exit code 4. */
public class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final String NOTHING = "Nothing was submitted.";

    /** One message a gate. */
    public RefusedException(List<Diagnostic> reasons) {
        super(text(reasons));
    }

    private static String text(List<Diagnostic> reasons) {
        String text = reasons.stream().map(Diagnostic::render).collect(Collectors.joining("\n"));
        return text.endsWith(NOTHING) ? text : text + "\n" + NOTHING;
    }
}
