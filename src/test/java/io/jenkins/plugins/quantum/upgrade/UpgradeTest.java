package io.jenkins.plugins.quantum.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hudson.FilePath;
import hudson.Util;
import hudson.model.Result;
import io.jenkins.plugins.quantum.SuiteFiles;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import io.jenkins.plugins.quantum.report.TrendIndex;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jenkinsci.plugins.workflow.cps.CpsFlowDefinition;
import org.jenkinsci.plugins.workflow.job.WorkflowJob;
import org.jenkinsci.plugins.workflow.job.WorkflowRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.JenkinsSessionExtension;

/**
 * What earlier versions left in a JENKINS_HOME still works: builds that have ended are shown, and a build that waits in
 * {@code quantumTest} goes on. With each landing a home of the version before it joins the resources: {@code mvn test
 * -Dtest=UpgradeTest -Dqmlops.upgrade.write=NAME} writes it.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stored workspace has a path of Unix")
class UpgradeTest {
    /** Where the stored builds have their workspace: a build keeps its path, so it cannot be another folder in each run. */
    private static final Path NODE = Path.of("/tmp/quantum-mlops-upgrade");

    private static final int TESTS = 8;
    private static final String HOME = "home";
    private static final String WORKSPACES = "node";

    @RegisterExtension
    private final JenkinsSessionExtension sessions = new JenkinsSessionExtension();

    /** A stored home names its own path in logs: one that tells nothing of the machine. */
    @BeforeAll
    static void writeUnderNeutralPath() {
        if (System.getProperty("qmlops.upgrade.write") != null) {
            System.setProperty("java.io.tmpdir", NODE.getParent().toString());
        }
    }

    @AfterEach
    void removeWorkspace() throws IOException {
        Util.deleteRecursive(NODE.toFile());
    }

    @ParameterizedTest
    @ValueSource(strings = "2026-11-22")
    void shouldShowOldBuildsAndGoOnWithAWaitingOne(String version) throws Throwable {
        restore(version);
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.jenkins.getItemByFullName("model", WorkflowJob.class);
            WorkflowRun waiting = job.getBuildByNumber(3);
            jenkins.assertBuildStatusSuccess(jenkins.waitForCompletion(waiting));
            jenkins.assertLogContains(TESTS + " verdicts, true", waiting);
            jenkins.assertLogContains("Going on with the run where it was cut off", waiting);

            QuantumBuildAction green = job.getBuildByNumber(1).getAction(QuantumBuildAction.class);
            assertThat(green.getPassed()).isEqualTo(2);
            QuantumBuildAction red = job.getBuildByNumber(2).getAction(QuantumBuildAction.class);
            assertThat(red.getFailed()).isEqualTo(1);
            assertThat(TrendIndex.of(job).lines())
                    .extracting(line -> line.build())
                    .containsExactly(1, 2, 3);
            try (JenkinsRule.WebClient client = jenkins.createWebClient().withJavaScriptEnabled(false)) {
                for (QuantumBuildAction shown : List.of(green, red)) {
                    assertThat(client.getPage(shown.getRun(), shown.getUrlName())
                                    .asNormalizedText())
                            .contains("ghz", "fidelity");
                }
                assertThat(client.getPage(job, "quantum-trend").asNormalizedText())
                        .contains("model");
            }
        });
    }

    private void restore(String version) throws IOException, InterruptedException {
        assumeTrue(Files.isDirectory(NODE.getParent()), "there is no " + NODE.getParent());
        Util.deleteRecursive(NODE.toFile());
        Path unpacked = Files.createTempDirectory("upgrade");
        try (InputStream zip = UpgradeTest.class.getResourceAsStream(version + ".zip")) {
            new FilePath(unpacked.toFile()).unzipFrom(zip);
        }
        new FilePath(unpacked.resolve(HOME).toFile()).copyRecursiveTo(new FilePath(sessions.getHome()));
        new FilePath(unpacked.resolve(WORKSPACES).toFile()).copyRecursiveTo(new FilePath(NODE.toFile()));
        Util.deleteRecursive(unpacked.toFile());
    }

    @Test
    @EnabledIfSystemProperty(
            named = "qmlops.upgrade.write",
            matches = "[\\w.-]+",
            disabledReason = "writes a resource of this class")
    void writeHome() throws Throwable {
        sessions.then(jenkins -> {
            WorkflowJob job = jenkins.createProject(WorkflowJob.class, "model");
            for (double line : new double[] {0.8, 0.999}) {
                job.setDefinition(new CpsFlowDefinition(pipeline(SuiteFiles.write(SuiteFiles.suite(line))), true));
                jenkins.assertBuildStatus(
                        line < 0.9 ? Result.SUCCESS : Result.FAILURE,
                        job.scheduleBuild2(0).get());
            }
            job.setDefinition(new CpsFlowDefinition(pipeline(SuiteFiles.writeSlow(TESTS, 10)), true));
            jenkins.waitForMessage(
                    "profile default, tests: ", job.scheduleBuild2(0).waitForStart());
        });
        Path packed = Files.createTempDirectory("upgrade");
        var home = new FilePath(sessions.getHome());
        // the report is made from the result and holds a megabyte of charting code
        home.copyRecursiveTo(
                "jobs/**,queue.xml,org.jenkinsci.plugins.workflow.flow.FlowExecutionList.xml",
                "**/report.html",
                new FilePath(packed.resolve(HOME).toFile()));
        new FilePath(NODE.toFile())
                .copyRecursiveTo(new FilePath(packed.resolve(WORKSPACES).toFile()));
        var target = new File(
                System.getProperty("basedir"),
                "src/test/resources/io/jenkins/plugins/quantum/upgrade/" + System.getProperty("qmlops.upgrade.write")
                        + ".zip");
        try (OutputStream zip = Files.newOutputStream(target.toPath())) {
            new FilePath(packed.toFile()).zip(zip, "**");
        }
        Util.deleteRecursive(packed.toFile());
        assertThat(target).isNotEmpty();
    }

    private static String pipeline(String files) {
        return "node { ws('" + NODE.resolve("model") + "') {\n" + files
                + "def r = quantumTest()\necho \"${r.verdicts.size()} verdicts, ${r.passed}\"\n} }\n";
    }
}
