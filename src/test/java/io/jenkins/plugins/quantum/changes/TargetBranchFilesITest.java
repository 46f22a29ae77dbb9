package io.jenkins.plugins.quantum.changes;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.FilePath;
import hudson.model.FreeStyleBuild;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.engine.cost.Money;
import java.io.File;
import java.util.List;
import jenkins.scm.api.SCMRevisionAction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.TestExtension;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a change request cannot do. */
@WithJenkins
class TargetBranchFilesITest {
    private static final String SUITE =
            "version: 1\ntests: [{name: a, circuit: a.qasm, noise: lab.json, gates: [fidelity]}]\n";

    @TempDir
    private File workspace;

    @AfterEach
    void clear() {
        PlantedRepository.clear();
    }

    private FilePath at(String name) {
        return new FilePath(workspace).child(name);
    }

    @Test
    void shouldLayTheTargetsSuiteBaselineAndNoiseBesideTheSuite(JenkinsRule jenkins) throws Exception {
        PlantedRepository.plant("m/quantum.yml", SUITE);
        PlantedRepository.plant("m/lab.json", "{}");
        PlantedRepository.plant("m/qmlops-baseline.json", "[1]");
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("CR-1"));
        at("m/quantum.yml").write("the change's own", "UTF-8");
        at("m/.qmlops-target/suite.yml").write("planted by the change", "UTF-8");
        at("m/.qmlops-target/planted.json").write("planted by the change", "UTF-8");

        TargetBranchFiles.bring(build, new FilePath(workspace), "m/quantum.yml");

        assertThat(at("m/.qmlops-target/suite.yml").readToString()).isEqualTo(SUITE);
        assertThat(at("m/.qmlops-target/lab.json").readToString()).isEqualTo("{}");
        assertThat(at("m/.qmlops-target/qmlops-baseline.json").readToString()).isEqualTo("[1]");
        assertThat(at("m/.qmlops-target/planted.json").exists()).isFalse();
        assertThat(at("m/quantum.yml").readToString()).isEqualTo("the change's own");

        TargetBranchFiles.bring(build, new FilePath(workspace), "m/new.yml");
        assertThat(at("m/.qmlops-target").isDirectory()).isTrue();
        assertThat(at("m/.qmlops-target/suite.yml").exists())
                .as("the target has no such suite")
                .isFalse();

        FreeStyleBuild branch = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject("main"));
        TargetBranchFiles.bring(branch, new FilePath(workspace), "quantum.yml");
        assertThat(at(".qmlops-target").exists()).isFalse();
    }

    @Test
    void shouldLetOnlyTrustedAuthorsSpend(JenkinsRule jenkins) throws Exception {
        assertThat(reserve(jenkins, "CR-2")).isFalse();
        assertThat(reserve(jenkins, "CR-3")).isTrue();
    }

    private static boolean reserve(JenkinsRule jenkins, String name) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(jenkins.createFreeStyleProject(name));
        var source = new PlantedRepository();
        source.setId("planted");
        build.addAction(
                new SCMRevisionAction(source, new PlantedRepository.Commit(new PlantedRepository.Change(name))));
        return BuildSpending.of(build, "ghz").reserve(List.of(Money.usd("1"))).isPresent();
    }

    /** Heads of jobs. */
    @TestExtension
    public static class Heads extends PlantedRepository.Heads {}

    /** Sources of jobs. */
    @TestExtension
    public static class Sources extends PlantedRepository.Sources {}

    /** Files of the target branch. */
    @TestExtension
    public static class Files extends PlantedRepository.Files {}
}
