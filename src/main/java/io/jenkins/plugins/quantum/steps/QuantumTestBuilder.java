package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.Extension;
import hudson.FilePath;
import hudson.Launcher;
import hudson.Util;
import hudson.model.AbstractBuild;
import hudson.model.AbstractProject;
import hudson.model.BuildListener;
import hudson.model.Computer;
import hudson.model.Executor;
import hudson.model.Result;
import hudson.tasks.BuildStepDescriptor;
import hudson.tasks.BuildStepMonitor;
import hudson.tasks.Builder;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.live.LiveLink;
import io.jenkins.plugins.quantum.live.LiveRuns;
import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Freestyle build step {@code quantumTest}: the same as the Pipeline step, holding the executor that it runs on. */
public class QuantumTestBuilder extends Builder implements QuantumTestOptions {
    private static final long PAUSE_MILLIS = 500;

    private String suite = DEFAULT_SUITE;
    private String profile;
    private String backend;
    private Long shots;
    private long seed = RunOptions.DEFAULT_SEED;
    private boolean keepEvidence;
    private String maxCost;
    private String only;
    private Policy policy = Policy.FAIL;
    private String id;
    private boolean publishTests;

    @DataBoundConstructor
    public QuantumTestBuilder() {
        // every option has a default
    }

    @CheckForNull
    private static String nodeOf(FilePath workspace) {
        Computer computer = workspace.toComputer();
        return computer == null ? null : computer.getName();
    }

    @Override
    public BuildStepMonitor getRequiredMonitorService() {
        return BuildStepMonitor.NONE;
    }

    @Override
    public boolean perform(AbstractBuild<?, ?> build, Launcher launcher, BuildListener listener)
            throws InterruptedException, IOException {
        FilePath workspace = build.getWorkspace();
        if (workspace == null) {
            throw new AbortException("quantumTest needs a workspace");
        }
        String resultId = ResultIds.claim(build, ResultIds.wanted(this, null));
        EnvVars variables = build.getEnvironment(listener);
        UnitRequest request =
                QuantumTestRequests.of(this, build, workspace, variables).withVariables(variables);
        listener.getLogger().println(LiveLink.of(build));
        var bell = new Semaphore(0);
        RunResult result;
        try {
            var unit = new SplitRun(build, resultId, ResultIds.unit(build, resultId), request, bell::release)
                    .compilingOn(nodeOf(workspace), workspace.getRemote(), variables);
            result = new Wait(unit, workspace, request, launcher, bell, listener)
                    .run(status -> LiveRuns.get().report(build, resultId, status.live(), cancellation(build)));
        } finally {
            LiveRuns.get().ended(build, resultId);
        }
        var publication = new Publication(build, listener, resultId);
        publication.publish(result);
        if (publishTests) {
            publication.publishTests(result, null);
        }
        Result severity = Publication.severity(result, policy);
        if (severity == Result.FAILURE) {
            throw new AbortException(Publication.headline(result));
        }
        if (severity != Result.SUCCESS) {
            build.setResult(severity);
        }
        return true;
    }

    private static LiveRuns.Cancellation cancellation(AbstractBuild<?, ?> build) {
        return cause -> {
            Executor executor = build.getExecutor();
            if (executor != null) {
                executor.interrupt(Result.ABORTED, cause);
            }
        };
    }

    /** The executor that waits for a run. */
    private record Wait(
            SplitRun unit,
            FilePath workspace,
            UnitRequest request,
            Launcher launcher,
            Semaphore bell,
            BuildListener listener) {
        /** Runs it and leaves nothing of it behind, however it ends. */
        RunResult run(Consumer<UnitStatus> watcher) throws InterruptedException, IOException {
            boolean ended = false;
            try {
                unit.start(workspace, request);
                RunResult result = unit.result(end(watcher), workspace);
                unit.delete(workspace);
                ended = true;
                return result;
            } finally {
                if (!ended) {
                    unit.cancel(workspace);
                }
            }
        }

        private UnitStatus end(Consumer<UnitStatus> watcher) throws InterruptedException, IOException {
            int line = 0;
            while (true) {
                UnitStatus status = unit.status(workspace, line);
                status.lines().forEach(listener.getLogger()::println);
                line = status.nextLine();
                watcher.accept(status);
                if (status.state() != UnitStatus.State.RUNNING) {
                    return status;
                }
                unit.serve(status, launcher, new EnvVars(request.variables()), workspace);
                if (bell.tryAcquire(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
                    bell.drainPermits();
                }
            }
        }
    }

    @Override
    public String getSuite() {
        return suite;
    }

    @DataBoundSetter
    public void setSuite(String suite) {
        String given = Util.fixEmptyAndTrim(suite);
        this.suite = given == null ? DEFAULT_SUITE : given;
    }

    @Override
    @CheckForNull
    public String getProfile() {
        return profile;
    }

    @DataBoundSetter
    public void setProfile(String profile) {
        this.profile = Util.fixEmptyAndTrim(profile);
    }

    @Override
    @CheckForNull
    public String getBackend() {
        return backend;
    }

    @DataBoundSetter
    public void setBackend(String backend) {
        this.backend = Util.fixEmptyAndTrim(backend);
    }

    @Override
    @CheckForNull
    public Long getShots() {
        return shots;
    }

    @DataBoundSetter
    public void setShots(Long shots) {
        this.shots = shots == null || shots == 0 ? null : shots; // an empty form field arrives as 0
    }

    @Override
    public long getSeed() {
        return seed;
    }

    @DataBoundSetter
    public void setSeed(long seed) {
        this.seed = seed;
    }

    @Override
    @CheckForNull
    public String getMaxCost() {
        return maxCost;
    }

    @DataBoundSetter
    public void setMaxCost(String maxCost) {
        this.maxCost = Util.fixEmptyAndTrim(maxCost);
    }

    @Override
    @CheckForNull
    public String getOnly() {
        return only;
    }

    @DataBoundSetter
    public void setOnly(String only) {
        this.only = Util.fixEmptyAndTrim(only);
    }

    @Override
    public String getPolicy() {
        return policy.text();
    }

    @DataBoundSetter
    public void setPolicy(String policy) {
        this.policy = Policy.of(policy);
    }

    @Override
    @CheckForNull
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    @Override
    @CheckForNull
    public String getShard() {
        return null;
    }

    @Override
    public boolean isKeepEvidence() {
        return keepEvidence;
    }

    @DataBoundSetter
    public void setKeepEvidence(boolean keepEvidence) {
        this.keepEvidence = keepEvidence;
    }

    @Override
    public boolean isPublishTests() {
        return publishTests;
    }

    @DataBoundSetter
    public void setPublishTests(boolean publishTests) {
        this.publishTests = publishTests;
    }

    /** A freestyle build lives and dies with its node: there is nothing to wait for. */
    @Override
    public int getAgentTimeout() {
        return 0;
    }

    /** Registers the build step. */
    @Extension
    @Symbol("quantumTest")
    public static final class DescriptorImpl extends BuildStepDescriptor<Builder> {
        /** The help texts are those of the Pipeline step. */
        public DescriptorImpl() {
            for (String field : new String[] {
                "suite", "profile", "policy", "publishTests", "backend", "only", "shots", "seed", "maxCost", "id"
            }) {
                addHelpFileRedirect(field, QuantumTestStep.class, field);
            }
        }

        @Override
        @SuppressWarnings("rawtypes")
        public boolean isApplicable(Class<? extends AbstractProject> type) {
            return true;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QuantumTest_DisplayName();
        }
    }
}
