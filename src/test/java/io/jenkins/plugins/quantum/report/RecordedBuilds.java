package io.jenkins.plugins.quantum.report;

import hudson.model.FreeStyleBuild;
import hudson.model.FreeStyleProject;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import org.jvnet.hudson.test.JenkinsRule;

/** Builds that hold results as if a run had left them. */
public final class RecordedBuilds {
    private RecordedBuilds() {}

    public static FreeStyleBuild build(JenkinsRule jenkins, FreeStyleProject job, RunResult result) throws Exception {
        FreeStyleBuild build = jenkins.buildAndAssertSuccess(job);
        record(build, "nightly", result);
        return build;
    }

    public static QuantumBuildAction record(Run<?, ?> build, String id, RunResult result) throws Exception {
        ResultFiles.of(build, id).write(result);
        var action = new QuantumBuildAction(build, id, result);
        build.addAction(action);
        build.save();
        TrendIndex.of(build.getParent()).append(result, build);
        return action;
    }
}
