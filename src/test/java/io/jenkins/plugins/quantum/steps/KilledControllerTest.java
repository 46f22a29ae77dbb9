package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.RealJenkinsExtension;

/** A run on the built-in node goes on from its journal after the process was killed. */
class KilledControllerTest {
    @RegisterExtension
    private final RealJenkinsExtension real = new RealJenkinsExtension().withHttpListenAddress("127.0.0.1");

    @Test
    void shouldGoOnAfterAKill() throws Throwable {
        real.startJenkins();
        real.runRemotely(KilledControllerTest::begin);
        real.stopJenkinsForcibly();
        real.startJenkins();
        real.runRemotely(KilledControllerTest::finish);
    }

    private static void begin(JenkinsRule jenkins) throws Throwable {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(
                new CpsFlowDefinition("node {\n" + SuiteFiles.writeSlow(12, 10) + "quantumTest()\n}\n", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("profile default, tests: 12", build);
        Await.until(
                "a part of the evidence is kept",
                () -> jenkins.jenkins.getRootPath().list("workspace/*@tmp/quantum/*/evidence/*.json").length > 1);
    }

    private static void finish(JenkinsRule jenkins) throws Throwable {
        WorkflowRun build =
                jenkins.jenkins.getItemByFullName("model", WorkflowJob.class).getBuildByNumber(1);
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Going on with the run where it was cut off", build);
        assertThat(build.getActions(QuantumBuildAction.class)).hasSize(1);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(12);
    }
}
