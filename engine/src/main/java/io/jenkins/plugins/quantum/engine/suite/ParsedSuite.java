package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import java.util.List;

/**
 * A suite that is right in form.
 *
 * @param suite
 *     the suite
 * @param warnings
 *     what the user should look at; none stops a run
 */
public record ParsedSuite(Suite suite, List<Diagnostic> warnings) {
    public ParsedSuite {
        warnings = List.copyOf(warnings);
    }
}
