package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleProject;
import hudson.model.Result;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.ionq.FakeIonq;
import io.jenkins.plugins.quantum.report.ResultFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a job keeps from build to build. */
@WithJenkins
class KeptEvidenceTest {
    /** One look leaves it open, two show it. */
    private static final String OPEN =
            """
            version: 1
            profiles: {pr: {rounds: 1}}
            tests:
              - {name: one, circuit: bell.qasm, evidence: shots, gates: {fidelity: {min: 0.8, margin: 0.1}}, noise: {readout: 0.036}}
              - {name: two, circuit: bell.qasm, evidence: shots, gates: {fidelity: {min: 0.8, margin: 0.1}}, noise: {readout: 0.0361}}
            """;

    private static final String LEARNING =
            """
            version: 1
            profiles: {pr: {backends: [builtin, lab], run-on: all, budget: 5 USD, rounds: 1, learning: 5}}
            tests:
              - {name: ghz, circuit: ghz.qasm, evidence: shots, gates: {fidelity: {min: baseline, margin: 0.1}}}
            """;

    private static final String BELL =
            "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[2];\ncreg c[2];\nh q[0];\ncx q[0],q[1];\nmeasure q -> c;\n";

    private static WorkflowJob job(JenkinsRule jenkins, String suite, String steps) throws Exception {
        WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
        job.setDefinition(new CpsFlowDefinition(
                "node {\n" + SuiteFiles.write("bell.qasm", BELL) + SuiteFiles.write(suite) + steps + "\n}\n", true));
        return job;
    }

    private static RunResult result(WorkflowRun build) {
        return ResultFiles.of(build, "quantum").read();
    }

    private static WorkflowRun run(JenkinsRule jenkins, WorkflowJob job) throws Exception {
        return jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());
    }

    private static List<Path> kept(Path job) throws IOException {
        try (Stream<Path> files = Files.walk(job.resolve("quantum-store"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void shouldDecideWithTheShotsOfAnEarlierBuild(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = job(jenkins, OPEN, "quantumTest keepEvidence: true");
        WorkflowRun first = run(jenkins, job);
        assertThat(first.getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(result(first).tests().get(0).gates().get(0).verdict()).isEqualTo(Verdict.INCONCLUSIVE);

        WorkflowRun second = run(jenkins, job);

        jenkins.assertLogContains("1 earlier run are carried over", second);
        assertThat(result(second).tests().get(0).gates().get(0).verdict()).isEqualTo(Verdict.PASS);
        assertThat(result(second).cost().shots())
                .as("taken by the second build")
                .isLessThan(result(first).cost().shots());
        assertThat(kept(job.getRootDir().toPath())).hasSize(3);
        assertThat(first.getRootDir().toPath().resolve("quantum-store").resolve("quantum"))
                .as("nothing is left in the build")
                .doesNotExist();
    }

    @Test
    void shouldKeepNothingUnlessItIsAskedTo(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = job(jenkins, OPEN, "quantumTest()");

        assertThat(run(jenkins, job).getResult()).isEqualTo(Result.UNSTABLE);
        assertThat(run(jenkins, job).getResult()).isEqualTo(Result.UNSTABLE);

        assertThat(job.getRootDir().toPath().resolve("quantum-store")).doesNotExist();
    }

    @Test
    void shouldCarryOverShards(JenkinsRule jenkins) throws Exception {
        WorkflowJob job = job(
                jenkins,
                OPEN,
                "quantumTest shard: '1/2', keepEvidence: true\nquantumTest shard: '2/2', keepEvidence: true\n"
                        + "quantumTest merge: true");
        run(jenkins, job);
        assertThat(kept(job.getRootDir().toPath())).hasSize(2);

        RunResult second = result(run(jenkins, job));

        assertThat(second.warnings().stream().filter(warning -> warning.contains("1 earlier run are carried over")))
                .hasSize(2);
    }

    @Test
    void shouldLearnLinesAtServicesAndOnTheNode(JenkinsRule jenkins) throws Exception {
        try (FakeIonq service = new FakeIonq(Clock.systemUTC(), 0, PaidBackends.KEY)) {
            PaidBackends.configure(service.uri() + "/v0.4");
            PaidBackends.globalKey(PaidBackends.KEY);
            WorkflowJob job = job(jenkins, LEARNING, "quantumTest keepEvidence: true");
            run(jenkins, job);

            RunResult second = result(run(jenkins, job));

            assertThat(second.tests()).extracting(RunResult.TestResult::backend).containsExactly("builtin", "lab");
            assertThat(second.tests())
                    .allSatisfy(test ->
                            assertThat(test.gates().get(0).finding().headline()).contains("learning 2/5"));
        }
    }

    @Test
    void shouldSayHowToLearn(JenkinsRule jenkins) throws Exception {
        WorkflowRun build = run(jenkins, job(jenkins, LEARNING.replace(", lab", ""), "quantumTest()"));

        jenkins.assertBuildStatus(Result.FAILURE, build);
        jenkins.assertLogContains("in Jenkins keepEvidence: true", build);
    }

    @Test
    void shouldKeepItInFreestyleJobsToo(JenkinsRule jenkins) throws Exception {
        FreeStyleProject job = jenkins.createFreeStyleProject("model");
        job.getBuildersList()
                .add(new hudson.tasks.Shell(
                        "cat > bell.qasm <<'Q'\n" + BELL + "Q\ncat > quantum.yml <<'Q'\n" + OPEN + "Q\n"));
        var step = new QuantumTestBuilder();
        step.setKeepEvidence(true);
        job.getBuildersList().add(step);
        jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());

        var second = jenkins.waitForCompletion(job.scheduleBuild2(0).waitForStart());

        jenkins.assertLogContains("1 earlier run are carried over", second);
    }
}
