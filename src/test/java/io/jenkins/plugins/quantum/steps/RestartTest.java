package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.slaves.DumbSlave;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Runs outlive the controller. */
class RestartTest {
    private static final String BEGUN = "profile default, tests: ";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private static void begin(JenkinsRule jenkins, String step, int tests, int qubits) throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') {\n" + SuiteFiles.writeSlow(tests, qubits) + step + "\n}\n",
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(BEGUN, build);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins.getItemByFullName("model", WorkflowJob.class).getBuildByNumber(1);
    }

    @Test
    void shouldGoOnAfterARestart() throws Throwable {
        sessions.then(jenkins ->
                begin(jenkins, "def r = quantumTest()\necho \"${r.verdicts.size()} verdicts, ${r.passed}\"", 8, 9));
        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("8 verdicts, true", build);
            jenkins.assertLogContains("Going on with the run where it was cut off", build);
            assertThat(build.getActions(QuantumBuildAction.class)).hasSize(1);
        });
        // the result that the script holds and the page's action can be read again
        sessions.then(jenkins -> assertThat(
                        build(jenkins).getAction(QuantumBuildAction.class).getPassed())
                .isEqualTo(8));
    }

    @Test
    void shouldBeAbortedAfterARestart() throws Throwable {
        sessions.then(jenkins -> begin(jenkins, "quantumTest()", 100, 12));
        sessions.then(jenkins -> {
            WorkflowRun build = build(jenkins);
            jenkins.waitForMessage("Going on with the run where it was cut off", build);
            build.doStop();
            jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        });
    }
}
