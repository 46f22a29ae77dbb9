package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import hudson.model.Result;
import hudson.tasks.junit.TestResultAction;
import hudson.triggers.TimerTrigger;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.GuideExamples;
import io.jenkins.plugins.quantum.config.BackendOption;
import io.jenkins.plugins.quantum.config.CloudBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.testkit.braket.FakeBraket;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import io.jenkins.plugins.quantum.triggers.QuantumBackendTrigger;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jenkins.branch.BranchSource;
import jenkins.scm.api.trait.SCMSourceTrait;
import jenkins.scm.impl.mock.MockSCMController;
import jenkins.scm.impl.mock.MockSCMDiscoverBranches;
import jenkins.scm.impl.mock.MockSCMDiscoverChangeRequests;
import jenkins.scm.impl.mock.MockSCMSource;
import org.jenkinsci.plugins.pipeline.modeldefinition.parser.Converter;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject;
import org.jenkinsci.plugins.workflow.support.steps.input.InputAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The Jenkinsfiles of {@code docs/jenkins/tasks.md}, word by word, in a repository with a branch and change requests. */
@WithJenkins
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the examples use sh")
class TaskJenkinsfilesITest {
    private static final String PAGE = "tasks.md";
    private static final String REPOSITORY = "models";
    private static final String MAIN = "main";
    private static final int GATES = 3;

    private final FakeBraket service = new FakeBraket();
    private final MockSCMController code = MockSCMController.create();
    private JenkinsRule jenkins;
    private WorkflowMultiBranchProject project;

    @BeforeEach
    void prepare(JenkinsRule rule) throws Exception {
        jenkins = rule;
        jenkins.jenkins.setNumExecutors(4);
        jenkins.jenkins.setLabelString("quantum");
        var garnet = new CloudBackendConfiguration("garnet", "braket");
        garnet.setCredentialsId(PaidBackends.ID);
        garnet.setOptions(List.of(
                new BackendOption("device", "iqm/garnet"),
                new BackendOption("bucket", FakeBraket.BUCKET),
                new BackendOption("endpoint", service.uri().toString()),
                new BackendOption("s3-endpoint", service.uri().toString())));
        QuantumGlobalConfiguration.get().setBackends(List.of(garnet));
        Folder team = PaidBackends.folder(
                jenkins,
                "team",
                "access-key-id: " + FakeBraket.KEY_ID + "\nsecret-access-key: " + FakeBraket.SECRET_KEY);
        code.createRepository(REPOSITORY);
        code.cloneBranch(REPOSITORY, "master", MAIN);
        code.deleteBranch(REPOSITORY, "master");
        for (String name : List.of(
                "ghz.qasm",
                "model.qasm",
                "points.csv",
                "weights.json",
                "qmlops-baseline.json",
                "qmlops-baseline-programs.json")) {
            commit(MAIN, name, resource(name));
        }
        commit(MAIN, "quantum.yml", GuideExamples.of(PAGE, "yaml").get(0));
        project = team.createProject(WorkflowMultiBranchProject.class, REPOSITORY);
        project.getSourcesList().add(new BranchSource(new MockSCMSource(code, REPOSITORY, new SCMSourceTrait[] {
            new MockSCMDiscoverBranches(), new MockSCMDiscoverChangeRequests()
        })));
    }

    @AfterEach
    void stop() {
        code.close();
        service.close();
    }

    private static String resource(String name) throws IOException {
        try (InputStream file = TaskJenkinsfilesITest.class.getResourceAsStream("tasks/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void commit(String branch, String name, String text) throws IOException {
        code.addFile(REPOSITORY, branch, "edit " + name, name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A block of a task of the page. */
    private static String block(int task, String language) throws IOException {
        Matcher section = Pattern.compile("(?ms)^## " + task + " .*?(?=^## )").matcher(GuideExamples.text(PAGE));
        assertThat(section.find()).isTrue();
        Matcher block = Pattern.compile("(?s)```" + language + "\\n(.*?)```").matcher(section.group());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    /** Commits the Jenkinsfile, lets the project find it, and gives the first build of the branch. */
    private WorkflowRun begin(String jenkinsfile) throws Exception {
        Converter.scriptToPipelineDef(jenkinsfile); // what the declarative linter does
        commit(MAIN, "Jenkinsfile", jenkinsfile);
        return begun(MAIN);
    }

    private WorkflowRun begun(String job) throws Exception {
        project.scheduleBuild2(0).getFuture().get();
        Await.until("the build of " + job + " begins", () -> job(job) != null && job(job).getLastBuild() != null);
        return job(job).getLastBuild();
    }

    private WorkflowJob job(String name) {
        return project.getItem(name);
    }

    private WorkflowRun run(int task) throws Exception {
        return jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(begin(block(task, "groovy"))));
    }

    private static List<String> results(WorkflowRun build) {
        return build.getActions(QuantumBuildAction.class).stream()
                .map(QuantumBuildAction::getId)
                .toList();
    }

    @Test
    void shouldRunAFirstFreeTest() throws Exception {
        WorkflowRun build = run(1);

        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(GATES);
        assertThat(build.getAction(TestResultAction.class).getTotalCount()).isEqualTo(GATES);
        assertThat(service.jobs().accepted()).isZero();
    }

    @Test
    void shouldPayWithinItsLimitAndNotBeyond() throws Exception {
        WorkflowRun build = run(2);
        int paid = service.jobs().accepted();
        assertThat(paid).isPositive();
        jenkins.assertLogContains("10.94925 USD", build);

        commit(MAIN, "Jenkinsfile", block(2, "groovy").replace("15 USD", "5 USD"));
        WorkflowRun refused = job(MAIN).scheduleBuild2(0).get();

        jenkins.assertBuildStatus(Result.FAILURE, refused);
        jenkins.assertLogContains("5.00 USD", refused);
        assertThat(service.jobs().accepted()).isEqualTo(paid);
    }

    private static boolean asks(WorkflowRun build) throws Exception {
        InputAction input = build.getAction(InputAction.class);
        return input != null && !input.getExecutions().isEmpty();
    }

    private static String question(WorkflowRun build) throws Exception {
        return build.getAction(InputAction.class)
                .getExecutions()
                .get(0)
                .getInput()
                .getMessage();
    }

    @Test
    void shouldAskBeforeSpending() throws Exception {
        WorkflowRun build = begin(block(3, "groovy"));
        Await.until("it asks", () -> asks(build) || !build.isBuilding());
        assertThat(question(build)).isEqualTo("Spend up to 10.94925 USD on the machine?");
        assertThat(service.jobs().accepted()).isZero();
        build.getAction(InputAction.class).getExecutions().get(0).doProceedEmpty();
        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        int paid = service.jobs().accepted();
        assertThat(paid).isPositive();

        WorkflowRun other = job(MAIN).scheduleBuild2(0).waitForStart();
        Await.until("it asks again", () -> asks(other) || !other.isBuilding());
        other.getAction(InputAction.class).getExecutions().get(0).doAbort();
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(other));
        assertThat(service.jobs().accepted()).isEqualTo(paid);
    }

    @Test
    void shouldSubmitNowAndAwaitLater() throws Exception {
        WorkflowRun build = run(4);

        assertThat(service.jobs().accepted()).isPositive();
        assertThat(build.getAction(TestResultAction.class).getTotalCount()).isEqualTo(GATES);
    }

    @Test
    void shouldPutShardsTogether() throws Exception {
        WorkflowRun build = run(5);

        assertThat(results(build)).hasSize(1);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(GATES);
    }

    @Test
    void shouldRunOnEachBackend() throws Exception {
        assertThat(results(run(6))).containsExactlyInAnyOrder("builtin", "garnet");
    }

    @Test
    void shouldJudgeAChangeByTheBranchThatItGoesTo() throws Exception {
        WorkflowRun branch = run(7);
        jenkins.assertLogContains("profile nightly,", branch);
        int paid = service.jobs().accepted();
        assertThat(paid).isPositive();

        String change = "change-request/" + code.openChangeRequest(REPOSITORY, MAIN);
        commit(change, "model.qasm", resource("model.qasm").replace("ry(0.1)", "ry(3)"));
        commit(change, "quantum.yml", GuideExamples.of(PAGE, "yaml").get(0).replace("{min: 0.8}", "{min: 0.1}"));
        WorkflowRun build = jenkins.waitForCompletion(begun("CR-1"));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("profile pr,", build);
        jenkins.assertLogContains("the line is 0.80", build);
        jenkins.assertLogContains("loosened", build);
        assertThat(service.jobs().accepted()).isEqualTo(paid);
    }

    @Test
    void shouldMeasureNightlyAndAfterARecalibration() throws Exception {
        WorkflowRun build = run(8);

        assertThat(results(build)).containsExactly("nightly");
        jenkins.assertLogContains("model / regression on garnet", build);
        assertThat(job(MAIN).getTriggersJobProperty().getTriggers())
                .hasSize(2)
                .anyMatch(TimerTrigger.class::isInstance)
                .anyMatch(trigger -> trigger instanceof QuantumBackendTrigger device && !device.isBackOnline());
    }

    @Test
    void shouldTrainWithTheAccountOfTheBackend() throws Exception {
        commit(MAIN, "train.py", block(9, "python"));
        WorkflowRun build = run(9);

        assertThat(build.getAction(RecordedJobsAction.class).getJobs())
                .containsEntry("garnet", List.of("my-training-job"));
        jenkins.assertLogNotContains(FakeBraket.SECRET_KEY, build);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(GATES);
    }

    @Test
    void shouldTrackAndPublish() throws Exception {
        commit(MAIN, "track.py", block(10, "python"));
        commit(MAIN, "mlflow.py", resource("mlflow.py"));
        WorkflowRun build = run(10);

        assertThat(build.getArtifacts()).hasSize(1);
        assertThat(jenkins.jenkins
                        .getWorkspaceFor(job(MAIN))
                        .child("mlflow.log")
                        .readToString())
                .contains("metric quantum.shots 0.0", "tag quantum.passed true", "accuracy@builtin PASS", "quantum-");
    }

    /** Ordinary nodes in place of pods: the Kubernetes plugin needs a cluster. */
    @Test
    void shouldRunTheShardsOfTheKubernetesPage() throws Exception {
        String pod = GuideExamples.of("../kubernetes.md", "yaml").get(0);
        String standIns =
                """
                def podTemplate(Map template, Closure body) {
                    if (!template.yaml.contains('inbound-agent')) { error 'no pod' }
                    body()
                }
                def container(String name, Closure body) { body() }
                POD_LABEL = 'quantum'
                """;
        commit(MAIN, "pod.yaml", pod);
        commit(
                MAIN,
                "Jenkinsfile",
                standIns + GuideExamples.of("../kubernetes.md", "groovy").get(0));
        WorkflowRun build = jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(begun(MAIN)));

        assertThat(results(build)).hasSize(1);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(GATES);
        assertThat(build.getAction(TestResultAction.class).getTotalCount()).isEqualTo(GATES);
    }

    @Test
    void shouldAskAPodForMemoryAndGiveItNoSecret() throws Exception {
        JsonNode pod = new ObjectMapper()
                .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(GuideExamples.of("../kubernetes.md", "yaml").get(0)));

        assertThat(pod.path("kind").asText()).isEqualTo("Pod");
        assertThat(pod.at("/spec/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/spec/containers"))
                .extracting(container -> container.path("name").asText())
                .containsExactly("jnlp", "python");
        assertThat(pod.at("/spec/containers")).allSatisfy(container -> {
            assertThat(container.at("/resources/requests/memory").isTextual()).isTrue();
            assertThat(container.at("/resources/limits/memory").isTextual()).isTrue();
            assertThat(container.path("env"))
                    .allSatisfy(variable -> assertThat(variable.path("name").asText())
                            .doesNotContainIgnoringCase("key")
                            .doesNotContainIgnoringCase("token")
                            .doesNotContainIgnoringCase("secret"));
        });
        assertThat(pod.findValues("valueFrom")).isEmpty();
        assertThat(pod.findValues("secretRef")).isEmpty();
        assertThat(pod.findValues("volumes")).isEmpty();
    }

    /** Lets the target branch be read. */
    @TestExtension
    public static class Files extends MockRepositoryFiles {}
}
