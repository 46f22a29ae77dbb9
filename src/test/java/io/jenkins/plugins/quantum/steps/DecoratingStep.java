package io.jenkins.plugins.quantum.steps;

import hudson.EnvVars;
import hudson.Extension;
import hudson.Launcher;
import hudson.LauncherDecorator;
import hudson.model.Node;
import hudson.model.TaskListener;
import java.io.IOException;
import java.io.Serializable;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.DataBoundConstructor;

/** A block like {@code container()}: what is started inside it starts another way. Here with a variable that nobody else sets. */
public class DecoratingStep extends Step {
    private final String program;

    /** A block that starts everything by a program, for example {@code env}. */
    @DataBoundConstructor
    public DecoratingStep(String program) {
        this.program = program;
    }

    public String getProgram() {
        return program;
    }

    @Override
    public StepExecution start(StepContext context) {
        return new Execution(context, program);
    }

    private static final class Execution extends StepExecution {
        private static final long serialVersionUID = 1L;
        private final String program;

        private Execution(StepContext context, String program) {
            super(context);
            this.program = program;
        }

        @Override
        public boolean start() throws Exception {
            getContext()
                    .newBodyInvoker()
                    .withContext(BodyInvoker.mergeLauncherDecorators(
                            getContext().get(LauncherDecorator.class), new Prefix(program)))
                    .withCallback(BodyExecutionCallback.wrap(getContext()))
                    .start();
            return false;
        }
    }

    private static final class Prefix extends LauncherDecorator implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String program;

        private Prefix(String program) {
            this.program = program;
        }

        @Override
        public Launcher decorate(Launcher launcher, Node node) {
            return new Launcher.DecoratedLauncher(launcher) {
                @Override
                public hudson.Proc launch(ProcStarter starter) throws IOException {
                    starter.cmds().add(0, program);
                    starter.cmds().add(1, "DECORATED=by the block");
                    if (starter.masks() != null) {
                        boolean[] masks = new boolean[starter.masks().length + 2];
                        System.arraycopy(starter.masks(), 0, masks, 2, starter.masks().length);
                        starter.masks(masks);
                    }
                    return getInner().launch(starter);
                }
            };
        }
    }

    /** Registers the step. */
    @Extension
    public static final class DescriptorImpl extends StepDescriptor {
        @Override
        public String getFunctionName() {
            return "decorating";
        }

        @Override
        public boolean takesImplicitBlockArgument() {
            return true;
        }

        @Override
        public Set<? extends Class<?>> getRequiredContext() {
            return Set.of(TaskListener.class, EnvVars.class);
        }
    }
}
