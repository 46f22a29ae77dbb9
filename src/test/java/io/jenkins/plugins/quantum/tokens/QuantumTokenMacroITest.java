package io.jenkins.plugins.quantum.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import io.jenkins.plugins.quantum.report.RecordedBuilds;
import org.jenkinsci.plugins.tokenmacro.TokenMacro;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Results in mails. */
@WithJenkins
class QuantumTokenMacroITest {
    private static String text(FreeStyleBuild build, String template) throws Exception {
        return TokenMacro.expandAll(build, TaskListener.NULL, template);
    }

    @Test
    void shouldPutVerdictsAndReasonsIntoTextsButNoMoney(JenkinsRule jenkins) throws Exception {
        FreeStyleBuild build = RecordedBuilds.build(jenkins, jenkins.createFreeStyleProject("iris"), Results.failed());

        assertThat(text(build, "It is: ${QUANTUM}."))
                .startsWith("It is: 1 failed,")
                .endsWith("3 passed, 1 skipped.");
        assertThat(text(build, "${QUANTUM, show=\"reasons\"}"))
                .contains("noise-budget")
                .doesNotContain("6.42", "USD");

        RecordedBuilds.record(build, "pr", Results.passed());
        assertThat(text(build, "${QUANTUM}").lines()).hasSize(2).anySatisfy(line -> assertThat(line)
                .startsWith("pr: "));
        assertThat(text(build, "${QUANTUM, result=\"pr\"}")).isEqualTo("4 passed");
        assertThat(text(build, "${QUANTUM, result=\"none\"}")).isEmpty();
        FreeStyleBuild without = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject());
        assertThat(text(without, "[${QUANTUM}]")).isEqualTo("[]");
    }
}
