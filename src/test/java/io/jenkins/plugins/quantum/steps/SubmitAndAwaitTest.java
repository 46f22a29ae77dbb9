package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.Result;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.testkit.FakeJob;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import java.time.Clock;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/** Submit on a node, await without one; shards and their merge. */
class SubmitAndAwaitTest {
    private static final String MIXED =
            """
            version: 1
            profiles: {pr: {backends: [lab], budget: 5 USD, rounds: 1}}
            tests:
              - {name: ghz, circuit: ghz.qasm, gates: {allowed-states: {states: ["000", "111"], max-leakage: 0.1}}}
              - {name: size, circuit: ghz.qasm, gates: {resources: {depth: 9}}}
            """;

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    private final FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY);

    @AfterEach
    void stop() {
        service.close();
    }

    private WorkflowJob job(JenkinsRule jenkins, String script) throws Exception {
        PaidBackends.configure(service.uri() + "/v0.4");
        WorkflowJob job =
                PaidBackends.folder(jenkins, "team", PaidBackends.KEY).createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(script, true));
        return job;
    }

    private static String files() {
        return SuiteFiles.write("ghz.qasm", SuiteFiles.GHZ) + SuiteFiles.write("quantum.yml", MIXED);
    }

    private static WorkflowRun build(JenkinsRule jenkins) {
        return jenkins.jenkins
                .getItemByFullName("team/model", WorkflowJob.class)
                .getBuildByNumber(1);
    }

    @Test
    void shouldAwaitWithoutANodeAcrossARestart() throws Throwable {
        service.jobs().hold();
        sessions.then(jenkins -> {
            WorkflowRun build = job(
                            jenkins,
                            "def s\nnode {\n" + files() + "s = quantumSubmit()\n}\necho 'node is free'\n"
                                    + "def r = quantumAwait s.id\necho \"${r.verdicts.size()} verdicts ${r.passed}\"\n")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForMessage("node is free", build);
            Await.until("the service has the job", () -> service.jobs().accepted() == 1);
            assertThat(jenkins.jenkins.toComputer().countBusy()).isZero();
        });
        sessions.then(jenkins -> {
            service.jobs().release();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build(jenkins)));
            jenkins.assertLogContains("2 verdicts true", build(jenkins));
            assertThat(build(jenkins).getActions(QuantumBuildAction.class)).hasSize(1);
        });
        assertThat(service.jobs().accepted()).isEqualTo(1);
        assertThat(service.jobs().duplicates()).isEmpty();
    }

    @Test
    void shouldCancelWhatNobodyAwaits() throws Throwable {
        service.jobs().hold();
        sessions.then(jenkins -> {
            WorkflowRun build = job(jenkins, "node {\n" + files() + "quantumSubmit id: 'night'\n}\nsemaphore()\n")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.waitForCompletion(build); // there is no step of that name: the build ends without awaiting
            Await.until("the job is cancelled", () -> service.jobs().all().stream()
                    .allMatch(job -> job.state() == FakeJob.State.CANCELLED));
        });
    }

    @Test
    void shouldSayWhenNothingWasSubmitted() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build =
                    job(jenkins, "quantumAwait 'elsewhere'").scheduleBuild2(0).get();
            jenkins.assertBuildStatus(Result.FAILURE, build);
            jenkins.assertLogContains("nothing was submitted as 'elsewhere' in this build", build);
            build = build.getParent().scheduleBuild2(0).get();
            jenkins.assertBuildStatus(Result.FAILURE, build);
        });
    }

    @Test
    void shouldPutShardsTogether() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = job(
                            jenkins,
                            "def branches = [:]\n"
                                    + "for (int i = 1; i <= 2; i++) { int n = i\n"
                                    + " branches[\"b$n\"] = { node {\n"
                                    + files() + "quantumTest shard: \"$n/2\"\n"
                                    + "} } }\n"
                                    + "parallel branches\n"
                                    + "def r = quantumTest merge: true\n"
                                    + "echo \"${r.verdicts.size()} verdicts ${r.passed}\"\n")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(build));
            jenkins.assertLogContains("2 verdicts true", build);
            assertThat(build.getActions(QuantumBuildAction.class)).hasSize(1);
        });
    }

    @Test
    void shouldSayWhichShardIsMissing() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowRun build = job(
                            jenkins,
                            "node {\n" + files().replace("depth: 9}}", "depth: 9}, fidelity: {}}")
                                    + "quantumTest shard: '1/2', backend: 'builtin'\n}\nquantumTest merge: true\n")
                    .scheduleBuild2(0)
                    .waitForStart();
            jenkins.assertBuildStatus(Result.FAILURE, jenkins.waitForCompletion(build));
            jenkins.assertLogContains("1 of 2 tests are missing: size on builtin", build);
        });
    }
}
