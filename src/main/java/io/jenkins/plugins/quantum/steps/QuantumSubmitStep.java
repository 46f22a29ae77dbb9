package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/**
 * Pipeline step {@code quantumSubmit}: prepares a suite on the node, runs there what computes there, and submits what goes to services.
 * The result is awaited by another step, which needs no node.
 */
public class QuantumSubmitStep extends SuiteStep {
    @DataBoundConstructor
    public QuantumSubmitStep() {
        // every option has a default
    }

    @Override
    public StepExecution start(StepContext context) throws Exception {
        return new QuantumTestExecution(context, this);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "quantumSubmit";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.QuantumSubmit_DisplayName();
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return context();
        }
    }
}
