package io.jenkins.plugins.quantum.steps;

import hudson.model.Item;
import io.jenkins.plugins.quantum.SuiteFiles;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Builds of change requests take the profile {@code pr} where none was chosen. */
@WithJenkins
class ChangeRequestTest {
    private static final String SUITE = SuiteFiles.suite(0.8)
            .replace("tests:", "profiles:\n  nightly: {backends: [builtin]}\n  pr: {backends: [builtin]}\ntests:");

    private static WorkflowRun build(JenkinsRule jenkins, String name, String suite, String step) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, name);
        job.setDefinition(new CpsFlowDefinition("node {\n" + SuiteFiles.write(suite) + step + "\n}\n", true));
        return jenkins.buildAndAssertSuccess(job);
    }

    @Test
    void shouldTakeTheProfileOfChangeRequests(JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains("profile pr,", build(jenkins, "PR-1", SUITE, "quantumTest()"));
    }

    @Test
    void shouldKeepAChosenProfile(JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains("profile nightly,", build(jenkins, "PR-2", SUITE, "quantumTest profile: 'nightly'"));
    }

    @Test
    void shouldKeepTheFirstProfileOnBranches(JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains("profile nightly,", build(jenkins, "main", SUITE, "quantumTest()"));
    }

    @Test
    void shouldDoWithoutAProfileOfThatName(JenkinsRule jenkins) throws Exception {
        jenkins.assertLogContains("profile default,", build(jenkins, "PR-3", SuiteFiles.suite(0.8), "quantumTest()"));
    }

    /** Jobs named PR-n build change requests. */
    @TestExtension
    public static class Heads extends SCMHead.HeadByItem {
        @Override
        public SCMHead getHead(Item item) {
            return item.getName().startsWith("PR-") ? new ChangeRequest(item.getName()) : null;
        }
    }

    private static final class ChangeRequest extends SCMHead implements ChangeRequestSCMHead {
        private static final long serialVersionUID = 1L;

        ChangeRequest(String name) {
            super(name);
        }

        @Override
        public String getId() {
            return getName();
        }

        @Override
        public SCMHead getTarget() {
            return new SCMHead("main");
        }
    }
}
