package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.config.AerBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.graphanalysis.DepthFirstScanner;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QuantumTestStepTest {
    private JenkinsRule jenkins;
    private WorkflowJob job;

    @BeforeEach
    void prepare(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = rule.createProject(WorkflowJob.class, "model");
    }

    private WorkflowRun build(Result expected, String pipeline) throws Exception {
        job.setDefinition(new CpsFlowDefinition(pipeline, true));
        return jenkins.buildAndAssertStatus(expected, job);
    }

    private static String inNode(String... steps) {
        return "node {\n" + String.join("\n", steps) + "\n}\n";
    }

    @Test
    void shouldPassAndHandTheResultToTheScript() throws Exception {
        WorkflowRun build = build(
                Result.SUCCESS,
                inNode(
                        SuiteFiles.write(SuiteFiles.suite(0.8)),
                        "def r = quantumTest shots: 2000",
                        "echo \"passed=${r.passed} exit=${r.exitCode} cost=${r.cost} shots=${r.shots} at"
                                + " ${r.reportUrl}\"",
                        "echo \"fidelity=${r.verdicts['ghz/fidelity@builtin']}\""));

        jenkins.assertLogContains("passed=true exit=0 cost=0 USD", build);
        jenkins.assertLogContains("at job/model/1/quantum-quantum/", build);
        jenkins.assertLogContains("fidelity=PASS", build);
        QuantumBuildAction action = build.getAction(QuantumBuildAction.class);
        assertThat(action.getPassed()).isEqualTo(2);
        assertThat(TrendIndex.of(job).lines()).hasSize(1);
    }

    @Test
    void shouldFailTheStepWhenAGateFails() throws Exception {
        WorkflowRun build = build(
                Result.FAILURE, inNode(SuiteFiles.write(SuiteFiles.suite(0.999)), "quantumTest()", "echo 'too far'"));

        jenkins.assertLogContains("FAIL  ghz / fidelity on builtin", build);
        jenkins.assertLogNotContains("too far", build);
        assertThat(build.getAction(QuantumBuildAction.class).getFailed()).isEqualTo(1);
        assertThat(TrendIndex.of(job).lines()).hasSize(1);
    }

    @Test
    void shouldGoOnUnstableWhenThePolicySaysSo() throws Exception {
        WorkflowRun build = build(
                Result.UNSTABLE,
                inNode(
                        SuiteFiles.write(SuiteFiles.suite(0.999)),
                        "def r = quantumTest policy: 'unstable'",
                        "echo \"went on, passed=${r.passed}\""));

        jenkins.assertLogContains("went on, passed=false", build);
        assertThat(warning(build)).contains("FAIL").contains("fidelity");
    }

    private static String warning(WorkflowRun build) {
        FlowNode node = new DepthFirstScanner()
                .findFirstMatch(build.getExecution(), n -> n.getPersistentAction(WarningAction.class) != null);
        return node == null ? "" : node.getPersistentAction(WarningAction.class).getMessage();
    }

    @Test
    void shouldBeUnstableWithoutData() throws Exception {
        WorkflowRun build = build(
                Result.UNSTABLE,
                inNode(
                        SuiteFiles.write(SuiteFiles.aerSuite()),
                        "withEnv(['QMLOPS_AER_PYTHON=/no/such/python']) {",
                        "  def r = quantumTest()",
                        "  echo \"exit=${r.exitCode} ${r.verdicts}\"",
                        "}"));

        jenkins.assertLogContains("exit=3", build);
        jenkins.assertLogContains("/no/such/python", build);
        assertThat(warning(build)).contains("NO_DATA");
    }

    @Test
    void shouldRefuseABadSuiteWithItsPosition() throws Exception {
        WorkflowRun build = build(
                Result.FAILURE,
                inNode(SuiteFiles.write(SuiteFiles.suite(0.8).replace("fidelity:", "fidelty:")), "quantumTest()"));

        jenkins.assertLogContains("quantum.yml:7", build);
        jenkins.assertLogContains("fidelity", build);
        assertThat(build.getAction(QuantumBuildAction.class)).isNull();
        jenkins.assertLogNotContains("at io.jenkins.plugins", build);
    }

    @Test
    void shouldUseTheBackendsThatJenkinsConfigures() throws Exception {
        var lab = new AerBackendConfiguration("lab");
        lab.setPython("/no/such/python-of-the-lab");
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));

        WorkflowRun build = build(
                Result.UNSTABLE,
                inNode(SuiteFiles.write(SuiteFiles.aerSuite().replace("[aer]", "[lab]")), "quantumTest()"));

        jenkins.assertLogContains("NO_DATA  ghz / fidelity on lab", build);
        jenkins.assertLogContains("/no/such/python-of-the-lab", build);
    }

    @Test
    void shouldRefuseACostThatIsNoMoney() throws Exception {
        WorkflowRun build = build(
                Result.FAILURE, inNode(SuiteFiles.write(SuiteFiles.suite(0.8)), "quantumTest maxCost: 'a fortune'"));

        jenkins.assertLogContains("maxCost", build);
        jenkins.assertLogContains("a fortune", build);
    }

    @Test
    void shouldRefuseAMissingSuite() throws Exception {
        WorkflowRun build = build(Result.FAILURE, inNode("quantumTest suite: 'nowhere.yml'"));

        jenkins.assertLogContains("nowhere.yml", build);
        jenkins.assertLogContains("there is no such file", build);
    }

    @Test
    void shouldAskForANode() throws Exception {
        WorkflowRun build = build(Result.FAILURE, "quantumTest()");

        jenkins.assertLogContains("without a node the suite's files are read from the job's source control", build);
    }

    @Test
    void shouldRefuseAnIdThatIsNoSafeName() throws Exception {
        WorkflowRun build =
                build(Result.FAILURE, inNode(SuiteFiles.write(SuiteFiles.suite(0.8)), "quantumTest id: '../../x'"));

        jenkins.assertLogContains("id '../../x' must start with a letter or digit", build);
    }

    @Test
    void shouldRefuseAnUnknownPolicy() throws Exception {
        WorkflowRun build = build(Result.FAILURE, inNode("quantumTest policy: 'ignore'"));

        jenkins.assertLogContains("expected 'fail' or 'unstable', found 'ignore'", build);
    }

    @Test
    void shouldKeepResultsOfParallelStepsApart() throws Exception {
        WorkflowRun build = build(
                Result.SUCCESS,
                inNode(
                        SuiteFiles.write(SuiteFiles.suite(0.8)),
                        "def branches = [:]",
                        "for (int i = 0; i < 4; i++) { branches[\"b$i\"] = { quantumTest() } }",
                        "parallel branches",
                        "quantumTest id: 'named'"));

        assertThat(build.getActions(QuantumBuildAction.class))
                .extracting(QuantumBuildAction::getId)
                .containsExactlyInAnyOrder("quantum", "quantum-2", "quantum-3", "quantum-4", "named");
    }

    @Test
    void shouldNameTheResultAfterItsStage() throws Exception {
        WorkflowRun build = build(
                Result.SUCCESS,
                "stage('Quantum gates') {\n" + inNode(SuiteFiles.write(SuiteFiles.suite(0.8)), "quantumTest()") + "}");

        assertThat(build.getAction(QuantumBuildAction.class).getId()).isEqualTo("quantum-gates");
    }

    @Test
    void shouldLetRetryAndCatchErrorTreatAFailedGateAsAnOrdinaryFailure() throws Exception {
        WorkflowRun build = build(
                Result.UNSTABLE,
                inNode(
                        SuiteFiles.write(SuiteFiles.suite(0.999)),
                        "catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE') { retry(2) { quantumTest() } }",
                        "echo 'went on'"));

        jenkins.assertLogContains("went on", build);
        assertThat(build.getActions(QuantumBuildAction.class)).hasSize(2);
    }

    @Test
    void shouldPublishVerdictsAsTests() throws Exception {
        WorkflowRun build = build(
                Result.UNSTABLE,
                inNode(
                        SuiteFiles.write(SuiteFiles.suite(0.999)),
                        "quantumTest publishTests: true, policy: 'unstable'"));

        TestResultAction tests = build.getAction(TestResultAction.class);
        assertThat(tests.getTotalCount()).isEqualTo(2);
        assertThat(tests.getFailCount()).isEqualTo(1);
    }

    @Test
    void shouldRepeatItselfWithTheSameSeed() throws Exception {
        String pipeline = inNode(SuiteFiles.write(SuiteFiles.suite(0.8)), "quantumTest seed: 7, id: 'a'");
        WorkflowRun first = build(Result.SUCCESS, pipeline);
        WorkflowRun second = build(Result.SUCCESS, pipeline);

        assertThat(untimed(second)).isEqualTo(untimed(first)).contains("\"seed\"");
    }

    private static String untimed(WorkflowRun build) throws Exception {
        Path file = build.getRootDir().toPath().resolve("quantum/a/result.json");
        String text = Files.readString(file);
        return text.substring(0, text.indexOf("\"timing\""));
    }
}
