package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import hudson.scm.NullSCM;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.cps.CpsScmFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Suites whose tests all go to services need no node: their files come from the job's source control. */
@WithJenkins
class WithoutNodeTest {
    private static final Map<String, String> FILES = new ConcurrentHashMap<>();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @BeforeEach
    void files() {
        FILES.clear();
        FILES.put("Jenkinsfile", "def r = quantumTest suite: 'qml/quantum.yml'\necho \"passed=${r.passed}\"");
        FILES.put("shared/ghz.qasm", SuiteFiles.GHZ);
        FILES.put("qml/quantum.yml", suite("lab"));
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static String suite(String backend) {
        return """
                version: 1
                profiles: {pr: {backends: [%s], budget: 5 USD, rounds: 1}}
                tests:
                  - {name: ghz, circuit: ../shared/ghz.qasm, gates: {fidelity: {min: 0.7}}}
                """
                .formatted(backend);
    }

    private WorkflowRun build(JenkinsRule jenkins) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        WorkflowJob job =
                PaidBackends.folder(jenkins, "team", PaidBackends.KEY).createProject(WorkflowJob.class, "model");
        var definition = new CpsScmFlowDefinition(new NullSCM(), "Jenkinsfile");
        definition.setLightweight(true);
        job.setDefinition(definition);
        jenkins.jenkins.setNumExecutors(0);
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    @Test
    void shouldRunWithoutNodeAndExecutor(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatusSuccess(build);
        jenkins.assertLogContains("passed=true", build);
        jenkins.assertLogContains("Read qml/quantum.yml and 1 other files from the source control", build);
        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(build.getRootDir().toPath().resolve("quantum/quantum/checkout"))
                .doesNotExist();
    }

    @Test
    void shouldRefuseWhatComputesOnANode(JenkinsRule jenkins) throws Exception {
        FILES.put("qml/quantum.yml", suite("builtin"));

        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("needs a node for it: put the step into node { }", build);
    }

    @Test
    void shouldSayThatFilesOfAStashAreOnlyOnNodes(JenkinsRule jenkins) throws Exception {
        FILES.remove("shared/ghz.qasm"); // made by an earlier stage

        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("not in the source control of this job: shared/ghz.qasm", build);
        jenkins.assertLogContains("put the step into node { }, after checkout and unstash", build);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldRefusePython(JenkinsRule jenkins) throws Exception {
        FILES.put("shared/model.py", "");
        FILES.put("qml/quantum.yml", suite("lab").replace("../shared/ghz.qasm", "\"../shared/model.py:ghz\""));

        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("the Jenkins controller starts no Python", build);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldNotReadFilesOfTheController(JenkinsRule jenkins) throws Exception {
        FILES.put("qml/quantum.yml", suite("lab").replace("../shared/ghz.qasm", "../../../../../../../secret.qasm"));

        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("leads out of it", build);
    }

    @Test
    void shouldNotCallAnAddressOfTheSuite(JenkinsRule jenkins) throws Exception {
        FILES.put(
                "qml/quantum.yml",
                suite("own") + "backends: {own: {type: ionq, endpoint: \"" + service.uri() + "/v0.4\"}}\n");

        WorkflowRun build = build(jenkins);

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("a suite may not say which address Jenkins calls", build);
        assertThat(service.asked()).isEmpty();
    }

    @Test
    void shouldSayWhenThereIsNoSourceControl(JenkinsRule jenkins) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "inline");
        job.setDefinition(new CpsFlowDefinition("quantumTest()", true));

        WorkflowRun build = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("read from the job's source control", build);
        jenkins.assertLogContains("quantumTest in node { }", build);
    }

    /** A source control that is a map. */
    @TestExtension
    public static final class MapFiles extends ScmFiles {
        public MapFiles() {
            super(FILES);
        }
    }
}
