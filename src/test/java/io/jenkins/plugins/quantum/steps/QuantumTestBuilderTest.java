package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Result;
import hudson.slaves.EnvironmentVariablesNodeProperty;
import hudson.tasks.junit.TestResultAction;
import io.jenkins.plugins.quantum.Await;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.report.TrendIndex;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestBuilder;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

@WithJenkins
class QuantumTestBuilderTest {
    private JenkinsRule jenkins;
    private FreeStyleProject job;

    @BeforeEach
    void prepare(JenkinsRule rule) throws Exception {
        jenkins = rule;
        job = rule.createFreeStyleProject("model");
    }

    private void files(String suite, String wide) throws Exception {
        job.getBuildersList().add(new TestBuilder() {
            @Override
            public boolean perform(
                    hudson.model.AbstractBuild<?, ?> build,
                    hudson.Launcher launcher,
                    hudson.model.BuildListener listener)
                    throws InterruptedException, java.io.IOException {
                SuiteFiles.write(build.getWorkspace(), suite);
                build.getWorkspace().child("wide.qasm").write(wide, "UTF-8");
                return true;
            }
        });
    }

    private FreeStyleBuild build(Result expected, String suite, QuantumTestBuilder... steps) throws Exception {
        files(suite, "");
        for (QuantumTestBuilder step : steps) {
            job.getBuildersList().add(step);
        }
        return jenkins.buildAndAssertStatus(expected, job);
    }

    @Test
    void shouldPass() throws Exception {
        FreeStyleBuild build = build(Result.SUCCESS, SuiteFiles.suite(0.8), new QuantumTestBuilder());

        jenkins.assertLogContains("PASS  ghz / fidelity on builtin", build);
        assertThat(build.getAction(QuantumBuildAction.class).getPassed()).isEqualTo(2);
        assertThat(TrendIndex.of(job).lines()).hasSize(1);
        assertThat(build.getWorkspace().getParent().list("*@tmp/quantum/*/journal.jsonl"))
                .isEmpty();
    }

    @Test
    void shouldFailTheBuildWhenAGateFails() throws Exception {
        FreeStyleBuild build = build(Result.FAILURE, SuiteFiles.suite(0.999), new QuantumTestBuilder());

        jenkins.assertLogContains("ERROR: quantumTest: FAIL  ghz / fidelity", build);
    }

    @Test
    void shouldGoOnUnstableAndPublishTests() throws Exception {
        var step = new QuantumTestBuilder();
        step.setPolicy("unstable");
        step.setPublishTests(true);
        var second = new QuantumTestBuilder();
        second.setId("second");
        second.setPolicy("unstable");

        FreeStyleBuild build = build(Result.UNSTABLE, SuiteFiles.suite(0.999), step, second);

        TestResultAction tests = build.getAction(TestResultAction.class);
        assertThat(tests.getTotalCount()).isEqualTo(2);
        assertThat(tests.getFailCount()).isEqualTo(1);
        assertThat(build.getActions(QuantumBuildAction.class))
                .extracting(QuantumBuildAction::getId)
                .containsExactly("quantum", "second");
    }

    @Test
    void shouldBeUnstableWithoutData() throws Exception {
        jenkins.jenkins
                .getGlobalNodeProperties()
                .add(new EnvironmentVariablesNodeProperty(
                        new EnvironmentVariablesNodeProperty.Entry("QMLOPS_AER_PYTHON", "/no/such/python")));

        FreeStyleBuild build = build(Result.UNSTABLE, SuiteFiles.aerSuite(), new QuantumTestBuilder());

        jenkins.assertLogContains("NO_DATA  ghz / fidelity", build);
    }

    @Test
    void shouldRefuseABadSuite() throws Exception {
        FreeStyleBuild build = build(Result.FAILURE, "version: 1\ntests: []\n", new QuantumTestBuilder());

        jenkins.assertLogContains("quantum.yml:2", build);
        assertThat(build.getAction(QuantumBuildAction.class)).isNull();
    }

    @Test
    void shouldCancelTheRunWhenTheBuildIsAborted() throws Exception {
        files(SuiteFiles.slowSuite(100), SuiteFiles.wideCircuit(12));
        job.getBuildersList().add(new QuantumTestBuilder());
        FreeStyleBuild build = job.scheduleBuild2(0).waitForStart();
        jenkins.waitForMessage("profile default, tests: 100", build);

        build.doStop();

        jenkins.assertBuildStatus(Result.ABORTED, jenkins.waitForCompletion(build));
        Await.until(
                "the run is gone",
                () -> build.getWorkspace().getParent().list("*@tmp/quantum/*/journal.jsonl").length == 0);
    }

    @Test
    void shouldKeepItsOptionsInTheForm() throws Exception {
        var step = new QuantumTestBuilder();
        step.setSuite("ml/suite.yml");
        step.setProfile("nightly");
        step.setBackend("aer");
        step.setShots(4000L);
        step.setSeed(17L);
        step.setMaxCost("5 USD");
        step.setOnly("ghz");
        step.setPolicy("unstable");
        step.setId("model");
        step.setPublishTests(true);
        job.getBuildersList().add(step);

        jenkins.configRoundtrip(job);

        jenkins.assertEqualDataBoundBeans(step, job.getBuildersList().get(QuantumTestBuilder.class));
    }

    @Test
    void shouldKeepItsDefaultsInTheForm() throws Exception {
        job.getBuildersList().add(new QuantumTestBuilder());

        jenkins.configRoundtrip(job);

        jenkins.assertEqualDataBoundBeans(
                new QuantumTestBuilder(), job.getBuildersList().get(QuantumTestBuilder.class));
    }
}
