package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudbees.hudson.plugins.folder.Folder;
import hudson.FilePath;
import hudson.model.Result;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.FakeService;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.orphans.OrphanSearch;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** Paid runs inside the blocks that pipelines put around steps: one submission for each run, and none is left when a block ends it. */
@WithJenkins
class PaidPipelinesTest {
    private static final int MANY = 200;
    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
            """;

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowRun begin(JenkinsRule jenkins, String suite, String script) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        WorkflowJob job =
                PaidBackends.folder(jenkins, "team", PaidBackends.KEY).createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ) + SuiteFiles.write("quantum.yml", suite)
                        + script + "\n}\n",
                true));
        return job.scheduleBuild2(0).waitForStart();
    }

    private void awaitCancelled() throws Exception {
        Await.until(
                "all jobs are cancelled",
                () -> service.jobs().accepted() > 0
                        && service.jobs().all().stream().allMatch(job -> job.state() == FakeJob.State.CANCELLED));
    }

    @Test
    void shouldSubmitOnceForEachOfTwoHundredParallelBranches(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = begin(
                jenkins,
                SUITE,
                "def all = [:]\nfor (int i = 0; i < " + MANY + "; i++) { int n = i\n"
                        + "all[\"b$n\"] = { def r = quantumTest id: \"r$n\"\nif (!r.passed) { error 'red' } } }\n"
                        + "parallel all");

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(service.jobs().accepted()).isEqualTo(MANY);
        assertThat(service.jobs().duplicates()).isEmpty();
        assertThat(build.getActions(QuantumBuildAction.class)).hasSize(MANY);
    }

    @Test
    void shouldCancelWhatTimeoutEndsAndLetCatchErrorGoOn(JenkinsRule jenkins) throws Exception {
        service.jobs().hold();
        WorkflowRun build = begin(
                jenkins,
                SUITE,
                "catchError(buildResult: 'UNSTABLE', stageResult: 'FAILURE') { timeout(time: 8, unit: 'SECONDS') {"
                        + " quantumTest() } }\necho 'after the timeout'");

        // an interruption keeps its own result, whatever catchError would make of a failure
        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        jenkins.assertLogContains("after the timeout", build);
        awaitCancelled();
        assertThat(service.jobs().accepted()).isEqualTo(1);
    }

    @Test
    void shouldSubmitOnceForEachAttemptOfRetry(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = begin(jenkins, SUITE.replace("\"111\"", "\"011\""), "retry(2) { quantumTest() }");

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        assertThat(service.jobs().accepted()).isEqualTo(2);
        assertThat(service.jobs().duplicates()).isEmpty();
        assertThat(build.getActions(QuantumBuildAction.class)).hasSize(2);
    }

    @Test
    void shouldCancelTheOtherBranchesWhenOneFailsFastAndWhatAnEarlierVersionSubmittedFromItsNode(JenkinsRule jenkins)
            throws Exception {
        service.jobs().hold();
        WorkflowRun build = begin(
                jenkins,
                SUITE,
                "parallel failFast: true, paid: { quantumTest() }, other: { while (!fileExists('now')) { sleep 1 }\n"
                        + "error 'broken' }");
        Await.until("the service has the job", () -> service.jobs().accepted() == 1);
        jenkins.jenkins.getRootPath().child("workspace/team/model/now").touch(0);

        jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
        awaitCancelled();

        String job;
        try (Backend backend = PaidBackends.open(service.uri() + "/v0.4", Network.direct())) {
            job = backend.submit(PaidBackends.request(), "earlier").id();
        }
        FilePath here = jenkins.jenkins.getRootPath().child("workspace/team/model");
        FilePath unit = WorkspaceList.tempDir(here).child("quantum/unit");
        unit.child("journal.jsonl")
                .write(
                        """
                        {"entry":"started","schemaVersion":1,"suite":"/gone/quantum.yml","named":"quantum.yml","suiteDigest":"0","shots":0,"seed":1,"extraRounds":0,"at":"2026-01-01T00:00:00Z"}
                        {"entry":"intent","key":"k","backend":"lab","token":"earlier","device":"ionq/simulator","shots":1000,"worst":"0 USD","at":"2026-01-01T00:00:00Z"}
                        {"entry":"submitted","key":"k","id":"JOB","at":"2026-01-01T00:00:00Z"}
                        """
                                .replace("JOB", job),
                        "UTF-8");
        new StepEnd(build, "earlier").cancel("unit", asked().toJson(), here);
        assertThat(unit.exists()).isFalse();
        OrphanSearch.over(build);
        awaitCancelled();
        jenkins.assertLogContains("Job " + job + " on lab was cancelled", build);
    }

    private static UnitRequest asked() {
        return new UnitRequest(
                "quantum.yml",
                "",
                "",
                false,
                "",
                0,
                1,
                "",
                "",
                QuantumGlobalConfiguration.get().getBackends().stream()
                        .map(QuantumBackendConfiguration::toConfiguredBackend)
                        .toList(),
                Map.of(),
                Map.of(),
                "",
                false);
    }

    @Test
    void shouldCancelWhatABuildHasWhoseFolderIsDeletedWithoutWaitingForTheProvider(JenkinsRule jenkins)
            throws Exception {
        service.jobs().hold();
        WorkflowRun build = begin(jenkins, SUITE, "quantumTest()");
        Folder folder = (Folder) build.getParent().getParent();
        Await.until("the service has the job", () -> service.jobs().accepted() == 1);
        var silent = new CountDownLatch(1);
        service.drawing(request -> {
            if (!request.path().contains("cancel") || silent.getCount() == 0) {
                return Optional.empty();
            }
            held(silent);
            return Optional.of(new FakeService.Mishap(false, Answer.of(503)));
        });
        try {
            long start = System.nanoTime();
            folder.delete(); // with the running build, and with the key
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
            assertThat(jenkins.jenkins.getItem("team")).isNull();
            assertThat(service.jobs().all()).noneMatch(job -> job.state() == FakeJob.State.CANCELLED);
        } finally {
            silent.countDown();
        }

        awaitCancelled();
        Path kept = jenkins.jenkins.getRootDir().toPath().resolve("quantum/deleted");
        Await.until("nothing is kept any more", () -> kept.toFile().list().length == 0);
        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(folder.getRootDir()).doesNotExist();
    }

    private static void held(CountDownLatch latch) {
        try {
            assertThat(latch.await(120, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldSubmitOnceForEachCellOfAMatrix(JenkinsRule jenkins) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        WorkflowJob job =
                PaidBackends.folder(jenkins, "team", PaidBackends.KEY).createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                """
                pipeline {
                  agent none
                  stages {
                    stage('cells') {
                      matrix {
                        agent any
                        axes {
                          axis { name 'SEED'; values '1', '2', '3' }
                          axis { name 'SHOTS'; values '100', '200' }
                        }
                        stages { stage('gate') { steps {
                          FILES
                          quantumTest id: "cell-${SEED}-${SHOTS}", seed: SEED as long, maxCost: '1 USD'
                        } } }
                      }
                    }
                  }
                }
                """
                        .replace(
                                "FILES",
                                SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ) + SuiteFiles.write("quantum.yml", SUITE)),
                true));
        WorkflowRun build = job.scheduleBuild2(0).waitForStart();

        jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
        assertThat(service.jobs().accepted()).isEqualTo(6);
        assertThat(service.jobs().duplicates()).isEmpty();
        assertThat(build.getActions(QuantumBuildAction.class))
                .extracting(QuantumBuildAction::getId)
                .contains("cell-1-100", "cell-3-200")
                .hasSize(6);
    }
}
