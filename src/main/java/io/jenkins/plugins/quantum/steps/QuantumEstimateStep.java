package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** Pipeline step {@code quantumEstimate}: says what {@code quantumTest} with the same options would cost, and spends nothing. */
public class QuantumEstimateStep extends SuiteStep {
    @DataBoundConstructor
    public QuantumEstimateStep() {
        // every option has a default
    }

    @Override
    public StepExecution start(StepContext context) {
        return new QuantumEstimateExecution(context, this);
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
            return context();
        }
    }
}
