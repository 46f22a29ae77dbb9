package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Pipeline step {@code quantumTest}: runs a suite and gates the build on it. */
public class QuantumTestStep extends SuiteStep implements QuantumTestOptions {
    private Policy policy = Policy.FAIL;
    private boolean publishTests;
    private boolean merge;

    @DataBoundConstructor
    public QuantumTestStep() {
        // every option has a default
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new QuantumTestExecution(context, this);
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
    public boolean isPublishTests() {
        return publishTests;
    }

    @DataBoundSetter
    public void setPublishTests(boolean publishTests) {
        this.publishTests = publishTests;
    }

    /** Whether the shards that ran before in this build are put together instead of running anything. */
    public boolean isMerge() {
        return merge;
    }

    @DataBoundSetter
    public void setMerge(boolean merge) {
        this.merge = merge;
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "quantumTest";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QuantumTest_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return context();
        }
    }
}
