package io.jenkins.plugins.quantum.demo;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Main;
import hudson.model.TopLevelItem;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class DemoJobITest {
    @Test
    void shouldDoNothingInAJenkinsThatIsInUse(JenkinsRule jenkins) throws Exception {
        assertThat(jenkins.jenkins.getItems()).isEmpty(); // the initializer has run

        boolean unitTest = Main.isUnitTest;
        Main.isUnitTest = false;
        try {
            assertThat(Main.isDevelopmentMode).isFalse();
            DemoJob.create();
        } finally {
            Main.isUnitTest = unitTest;
        }

        assertThat(jenkins.jenkins.getItems()).isEmpty();
    }

    @Test
    void shouldCreateAJobThatWorks(JenkinsRule jenkins) throws Exception {
        DemoJob.createIfMissing();

        var job = jenkins.jenkins.getItemByFullName(DemoJob.NAME, WorkflowJob.class);
        var build = jenkins.buildAndAssertSuccess(job);
        jenkins.assertLogContains("passed: true, cost: 0 USD", build);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(4);
    }

    @Test
    void shouldLeaveAChangedJobAlone(JenkinsRule jenkins) throws Exception {
        TopLevelItem mine = jenkins.createFreeStyleProject(DemoJob.NAME);

        DemoJob.createIfMissing();

        assertThat(jenkins.jenkins.getItem(DemoJob.NAME)).isSameAs(mine);
    }
}
