package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.kohsuke.stapler.DataBoundSetter;

/** The options of all Pipeline steps that run a suite. */
public abstract class SuiteStep extends Step implements SuiteOptions {
    private String suite = DEFAULT_SUITE;
    private String profile;
    private String backend;
    private Long shots;
    private long seed = RunOptions.DEFAULT_SEED;
    private String maxCost;
    private String only;
    private String id;
    private int agentTimeout = DEFAULT_AGENT_TIMEOUT;
    private String shard;
    private boolean keepEvidence;

    /** What such a step finds around it; a node is not needed by all. */
    static Set<? extends Class<?>> context() {
        return Set.of(Run.class, FlowNode.class, TaskListener.class, EnvVars.class);
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
    @CheckForNull
    public String getId() {
        return id;
    }

    @DataBoundSetter
    public void setId(String id) {
        this.id = Util.fixEmptyAndTrim(id);
    }

    @Override
    public int getAgentTimeout() {
        return agentTimeout;
    }

    @DataBoundSetter
    public void setAgentTimeout(int agentTimeout) {
        this.agentTimeout = agentTimeout;
    }

    @Override
    @CheckForNull
    public String getShard() {
        return shard;
    }

    @DataBoundSetter
    public void setShard(String shard) {
        this.shard = Util.fixEmptyAndTrim(shard);
    }

    @Override
    public boolean isKeepEvidence() {
        return keepEvidence;
    }

    @DataBoundSetter
    public void setKeepEvidence(boolean keepEvidence) {
        this.keepEvidence = keepEvidence;
    }
}
