package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.Util;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.verb.POST;

/** Pipeline block {@code withQuantum}: gives code in it the account of a backend, as the variables that the vendor's client reads. */
public class WithQuantumStep extends Step {
    private final String backend;

    /**
     * Creates it.
     *
     * @param backend
     *     the name of a backend of the configuration
     */
    @DataBoundConstructor
    public WithQuantumStep(String backend) {
        this.backend = Util.fixNull(backend).trim();
    }

    /** The name of a backend of the configuration. */
    public String getBackend() {
        return backend;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new WithQuantumExecution(context, backend);
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "withQuantum";
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.WithQuantum_DisplayName();
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(Run.class, FlowNode.class, TaskListener.class, EnvVars.class);
        }

        /** The backends that pay; shown to those who may write jobs. */
        @POST
        public ListBoxModel doFillBackendItems(@AncestorInPath hudson.model.Item item) {
            var items = new ListBoxModel();
            boolean allowed = item == null
                    ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                    : item.hasPermission(hudson.model.Item.CONFIGURE);
            if (allowed) {
                QuantumGlobalConfiguration.get().getBackends().stream()
                        .filter(backend -> backend.getCredentialsId() != null)
                        .forEach(backend -> items.add(backend.getName()));
            }
            return items;
        }
    }
}
