package io.jenkins.plugins.quantum.engine.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DiagnosticTest {
    @Test
    void shouldPointIntoTheLine() {
        var problem = new Diagnostic(
                Diagnostic.Severity.WARNING, new SourcePosition("a.qasm", 3, 5), "no gate", "use x", "foo q[0];");

        assertThat(problem.render()).isEqualTo("a.qasm:3:5: warning: no gate\n    foo q[0];\n        ^\n    use x");
    }

    @Test
    void shouldLetNoControlCharacterReachATerminal() {
        String hostile = "a\u001b[31m\nb\u202e\tc\u0000";
        var problem =
                new Diagnostic(Diagnostic.Severity.ERROR, new SourcePosition(hostile, 1, 1), hostile, hostile, hostile);

        assertThat(problem.render())
                .startsWith("a\uFFFD[31m\uFFFDb\uFFFD c\uFFFD:1:1: a\uFFFD[31m\nb\uFFFD c\uFFFD\n")
                .doesNotContain("\u001b", "\u202e", "\u0000", "\t");
    }
}
