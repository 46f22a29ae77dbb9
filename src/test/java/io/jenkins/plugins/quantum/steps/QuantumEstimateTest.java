package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.model.Result;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.steps.StepConfigTester;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a run would cost, asked by a pipeline. */
@WithJenkins
class QuantumEstimateTest {
    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [%s], budget: %s, rounds: 2}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """;

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);
    private JenkinsRule jenkins;
    private Folder folder;

    @BeforeEach
    void prepare(JenkinsRule rule) throws Exception {
        jenkins = rule;
        var lab = new CloudBackendConfiguration("lab", "ionq");
        lab.setCredentialsId(PaidBackends.ID);
        lab.setOptions(List.of(
                new BackendOption("endpoint", service.uri() + "/v0.4"),
                new BackendOption("device", "qpu.forte-1"),
                new BackendOption("price-per-shot", "0.001 USD")));
        QuantumGlobalConfiguration.get().setBackends(List.of(lab));
        folder = PaidBackends.folder(rule, "team", PaidBackends.KEY);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowRun begin(String backend, String budget, String body) throws Exception {
        WorkflowJob job = folder.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ)
                        + SuiteFiles.write("quantum.yml", SUITE.formatted(backend, budget)) + body + "\n}\n",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private static final String TELL =
            "echo \"worst=${e.worst} expected=${e.expected} ${e.currency} shots=${e.shots} free=${e.free}"
                    + " refused=${e.refused} tests=${e.tests.collect { it.test + '/' + it.gate + '@' + it.backend + ':' +"
                    + " it.free }} lab=${e.backends.lab?.worst} ${e.refusal}\"";

    @Test
    void shouldSayWhatAPaidRunWouldCostAndSubmitNothing() throws Exception {
        WorkflowRun build = begin("lab", "5000 USD", "def e = quantumEstimate()\n" + TELL);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        Matcher told = Pattern.compile("worst=([0-9.]+) expected=([0-9.]+) USD shots=(\\d+) free=false refused=false"
                        + " tests=\\[ghz/allowed-states@lab:false] lab=([0-9.]+) ")
                .matcher(JenkinsRule.getLog(build));
        assertThat(told.find()).as(JenkinsRule.getLog(build)).isTrue();
        assertThat(Double.parseDouble(told.group(1)))
                .isPositive()
                .isGreaterThanOrEqualTo(Double.parseDouble(told.group(2)));
        assertThat(Long.parseLong(told.group(3))).isPositive();
        jenkins.assertLogContains("Nothing was submitted.", build);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldReturnARefusalInsteadOfFailing() throws Exception {
        WorkflowRun build = begin("lab", "0.01 USD", "def e = quantumEstimate()\n" + TELL);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("refused=true", build);
        jenkins.assertLogContains("0.01 USD", build);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldBeFreeOnASimulator() throws Exception {
        WorkflowRun build = begin("builtin", "0 USD", "def e = quantumEstimate()\n" + TELL);

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        jenkins.assertLogContains("free=true refused=false tests=[ghz/allowed-states@builtin:true] lab=null", build);
    }

    @Test
    void shouldFailOnABadSuite() throws Exception {
        WorkflowRun build = begin("nowhere", "0 USD", "quantumEstimate()");

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("quantum.yml:2", build);
        assertThat(jenkins.jenkins.getRootPath().list("workspace/**/quantum/*/estimate.json"))
                .isEmpty();
    }

    @Test
    void shouldNeedANode() throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "nowhere");
        job.setDefinition(new CpsFlowDefinition("quantumEstimate()", true));

        jenkins.assertLogContains("quantumEstimate needs a node", jenkins.buildAndAssertStatus(Result.FAILURE, job));
    }

    /** The pipeline of {@code docs/jenkins/estimate.md}, word by word. */
    @Test
    void shouldAskAPersonAsTheGuideShows() throws Exception {
        Matcher example = Pattern.compile("(?s)```groovy\\nnode \\{\\n    checkout scm\\n(.*?)\\n}\\n```")
                .matcher(Files.readString(Path.of("docs", "jenkins", "estimate.md")));
        assertThat(example.find()).isTrue();
        WorkflowRun build =
                begin("lab", "5000 USD", example.group(1).replace("estimate.worst > 2", "estimate.worst > 0"));
        Await.until(
                "the pipeline asks",
                () -> build.getAction(InputAction.class) != null
                        && build.getAction(InputAction.class).getExecution("Spend") != null);
        assertThat(service.jobs().accepted()).isZero();

        build.getAction(InputAction.class).getExecution("Spend").doProceedEmpty();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(service.jobs().accepted()).isPositive();
    }

    @Test
    void shouldComeBackFromTheForm() throws Exception {
        var step = new QuantumEstimateStep();
        step.setProfile("nightly");
        step.setMaxCost("3 USD");
        step.setShots(500L);

        var back = new StepConfigTester(jenkins).configRoundTrip(step);

        jenkins.assertEqualDataBoundBeans(step, back);
    }
}
