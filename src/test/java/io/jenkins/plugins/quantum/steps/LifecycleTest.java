package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.Result;
import hudson.model.Slave;
import hudson.slaves.DumbSlave;
import hudson.slaves.OfflineCause;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.InboundAgentExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What happens to a run when its build or its node ends early. */
@WithJenkins
class LifecycleTest {
    private static final int LONG = 100;
    private static final int SHORT = 8;
    private static final int WIDE = 12;
    private static final int NARROW = 9;
    private static final String BEGUN = "profile default, tests: ";

    @RegisterExtension
    private final InboundAgentExtension inbound = new InboundAgentExtension();

    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void prepare(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = rule.createProject(WorkflowJob.class, "model");
    }

    private WorkflowRun begin(String node, String files, String step) throws Exception {
        job.setDefinition(new CpsFlowDefinition("node('" + node + "') {\n" + files + step + "\n}\n", true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage(BEGUN, build);
        return build;
    }

    private static boolean isClean(FilePath root) throws Exception {
        return root.list("workspace/*@tmp/quantum/*/journal.jsonl").length == 0;
    }

    @Test
    void shouldCancelTheRunWhenTheBuildIsAborted() throws Exception {
        WorkflowRun build = begin("built-in", SuiteFiles.writeSlow(LONG, WIDE), "quantumTest()");

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Await.until("the run is gone", () -> isClean(jenkins.jenkins.getRootPath()));
        assertThat(build.getAction(QuantumBuildAction.class)).isNull();
        Path result = build.getRootDir().toPath().resolve("quantum/quantum");
        Await.until("its name is free again", () -> !Files.exists(result));
    }

    @Test
    void shouldCancelTheRunWhenItsTimeIsOver() throws Exception {
        WorkflowRun build = begin(
                "built-in", SuiteFiles.writeSlow(LONG, WIDE), "timeout(time: 3, unit: 'SECONDS') { quantumTest() }");

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Await.until("the run is gone", () -> isClean(jenkins.jenkins.getRootPath()));
    }

    @Test
    void shouldGoOnWithTheSameResultsWhenTheAgentComesBack() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        String files = SuiteFiles.writeSlow(SHORT, NARROW);
        WorkflowRun undisturbed = begin(agent.getNodeName(), files, "quantumTest()");
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(undisturbed));

        WorkflowRun build = begin(agent.getNodeName(), files, "quantumTest()");
        agent.toComputer().disconnect(OfflineCause.create(null)).get();
        jenkins.waitForMessage("is away; the run goes on from its journal", build);
        agent.toComputer().connect(true).get();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("is back", build);
        jenkins.assertLogContains("Going on with the run where it was cut off", build);
        assertThat(untimed(build)).isEqualTo(untimed(undisturbed));
        assertThat(build.getActions(QuantumBuildAction.class)).hasSize(1);
    }

    private static String untimed(WorkflowRun build) throws Exception {
        String text = Files.readString(build.getRootDir().toPath().resolve("quantum/quantum/result.json"));
        return text.substring(0, text.indexOf("\"timing\""));
    }

    @Test
    void shouldHoldFewThreadsHoweverManyStepsWait() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        job.setDefinition(new CpsFlowDefinition(
                "node('" + agent.getNodeName() + "') {\n" + SuiteFiles.writeSlow(LONG, WIDE)
                        + "def branches = [:]\n"
                        + "for (int i = 0; i < 12; i++) { branches[\"b$i\"] = { quantumTest() } }\n"
                        + "parallel branches\n}\n",
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();
        Await.until(
                "all runs are at work",
                () -> agent.getRootPath().exists()
                        && agent.getRootPath().list("workspace/*@tmp/quantum/*/journal.jsonl").length == 12);

        long threads = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("quantumTest"))
                .count();
        build.doStop();

        assertThat(threads).isLessThanOrEqualTo(6);
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
    }

    @Test
    void shouldHaveNoDataWhenTheAgentStaysAway() throws Exception {
        DumbSlave agent = jenkins.createOnlineSlave();
        WorkflowRun build = begin(
                agent.getNodeName(),
                SuiteFiles.writeSlow(LONG, WIDE),
                "def r = quantumTest agentTimeout: 0\necho \"exit=${r.exitCode} passed=${r.passed}\"");

        agent.toComputer().disconnect(OfflineCause.create(null)).get();

        jenkins.assertBuildStatus(Result.UNSTABLE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("NO_DATA: node " + agent.getNodeName() + " did not come back", build);
        jenkins.assertLogContains("exit=3 passed=false", build);
    }

    @Test
    void shouldGoOnWhenAWebSocketAgentWasKilled() throws Exception {
        Slave agent = inbound.createAgent(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name("remote")
                        .webSocket()
                        .build());
        WorkflowRun build = begin("remote", SuiteFiles.writeSlow(SHORT, NARROW), "quantumTest()");

        inbound.stop("remote");
        jenkins.waitForMessage("is away; the run goes on from its journal", build);
        inbound.start(
                jenkins,
                InboundAgentExtension.Options.newBuilder()
                        .name("remote")
                        .webSocket()
                        .build());

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("Going on with the run where it was cut off", build);
        assertThat(isClean(agent.getRootPath())).isTrue();
    }
}
