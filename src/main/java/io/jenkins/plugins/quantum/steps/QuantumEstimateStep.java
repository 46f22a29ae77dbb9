package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.run.RunOptions;
import java.util.Set;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Pipeline step {@code quantumEstimate}: says what {@code quantumTest} with the same options would cost, and spends nothing. */
public class QuantumEstimateStep extends Step implements SuiteOptions {
    private String suite = DEFAULT_SUITE;
    private String profile;
    private String backend;
    private Long shots;
    private long seed = RunOptions.DEFAULT_SEED;
    private String maxCost;
    private String only;
    private int agentTimeout = DEFAULT_AGENT_TIMEOUT;

    @DataBoundConstructor
    public QuantumEstimateStep() {
        // every option has a default
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QuantumEstimateExecution(context, this);
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
    public int getAgentTimeout() {
        return agentTimeout;
    }

    @DataBoundSetter
    public void setAgentTimeout(int agentTimeout) {
        this.agentTimeout = agentTimeout;
    }

    /** The whole suite. */
    @Override
    @CheckForNull
    public String getShard() {
        return null;
    }

    /** Nothing is published. */
    @Override
    @CheckForNull
    public String getId() {
        return null;
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        /** The help texts are those of {@code quantumTest}. */
        public DescriptorImpl() {
            for (String field :
                    new String[] {"suite", "profile", "backend", "only", "shots", "seed", "maxCost", "agentTimeout"}) {
                addHelpFileRedirect(field, QuantumTestStep.class, field);
            }
        }

        @Override
        public String getFunctionName() {
            return "quantumEstimate";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QuantumEstimate_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class, EnvVars.class);
        }
    }
}
