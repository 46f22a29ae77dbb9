package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Pipeline step {@code quantumAwait}: waits for what {@code quantumSubmit} submitted, and gates the build on it. */
public class QuantumAwaitStep extends Step {
    private final String id;
    private Policy policy = Policy.FAIL;
    private boolean publishTests;

    @DataBoundConstructor
    public QuantumAwaitStep(String id) {
        this.id = id == null ? "" : id.trim();
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new QuantumTestExecution(context, this);
    }

    /** What {@code quantumSubmit} returned as its id. */
    @NonNull
    public String getId() {
        return id;
    }

    /** What a failed gate does to the build: {@code fail} or {@code unstable}. */
    public String getPolicy() {
        return policy.text();
    }

    @DataBoundSetter
    public void setPolicy(String policy) {
        this.policy = Policy.of(policy);
    }

    /** Whether the verdicts are also published as JUnit tests. */
    public boolean isPublishTests() {
        return publishTests;
    }

    @DataBoundSetter
    public void setPublishTests(boolean publishTests) {
        this.publishTests = publishTests;
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "quantumAwait";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QuantumAwait_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return SuiteStep.context();
        }
    }
}
