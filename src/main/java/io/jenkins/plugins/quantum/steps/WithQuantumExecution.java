package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.config.ClientEnvironment;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.BodyExecutionCallback;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/** Resolves the credential, runs the body with it, and lists the jobs that the body recorded. */
class WithQuantumExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(WithQuantumExecution.class.getName());

    private final String backend;

    /** Set when the body was begun: after a restart it goes on by itself. */
    private volatile boolean begun;

    /** Set with the body's end; after a restart its jobs have still to be listed. */
    private volatile boolean ended;

    /** What the body returned; null also when it failed. */
    private Object result;

    /** Why the body failed; null when it did not. */
    private Throwable failure;

    WithQuantumExecution(@NonNull StepContext context, @NonNull String backend) {
        super(context);
        this.backend = backend;
    }

    @Override
    public boolean start() {
        UnitPool.schedule(this::begin, 0); // credentials may come from another machine
        return false;
    }

    @Override
    public void onResume() {
        if (ended) {
            UnitPool.schedule(this::list, 0);
        } else if (!begun) {
            UnitPool.schedule(this::begin, 0);
        }
    }

    private void begin() {
        try {
            StepContext context = getContext();
            Run<?, ?> run = context.get(Run.class);
            ClientEnvironment environment = configured().clientEnvironment(run);
            FilePath workspace = context.get(FilePath.class);
            Map<String, String> further = workspace == null
                    ? Map.of()
                    : Map.of(
                            RecordedJobs.VARIABLE,
                            RecordedJobs.prepare(workspace, block()).getRemote());
            begun = true;
            context.newBodyInvoker()
                    .withContext(EnvironmentExpander.merge(
                            context.get(EnvironmentExpander.class), new BackendVariables(environment, further)))
                    .withContext(BodyInvoker.mergeConsoleLogFilters(
                            context.get(ConsoleLogFilter.class),
                            new SecretMask(environment.secret().values(), run.getCharset())))
                    .withCallback(new Ending())
                    .start();
        } catch (IOException | RuntimeException e) {
            getContext().onFailure(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins goes down; onResume begins again
        }
    }

    private QuantumBackendConfiguration configured() throws AbortException {
        return QuantumGlobalConfiguration.get().getBackends().stream()
                .filter(known -> known.getName().equals(backend))
                .findFirst()
                .orElseThrow(() -> new AbortException("withQuantum: there is no backend '" + backend
                        + "' in the configuration of Jenkins (Manage Jenkins, System, Quantum backends)"));
    }

    private String block() throws IOException, InterruptedException {
        StepContext context = getContext();
        return ResultIds.unit(
                context.get(Run.class), context.get(FlowNode.class).getId());
    }

    /** Keeps the body's outcome until its jobs are listed. */
    private final class Ending extends BodyExecutionCallback {
        private static final long serialVersionUID = 1L;

        @Override
        public void onSuccess(StepContext context, Object value) {
            end(value, null);
        }

        @Override
        public void onFailure(StepContext context, Throwable reason) {
            end(null, reason);
        }
    }

    private void end(Object value, Throwable reason) {
        result = value;
        failure = reason;
        ended = true;
        UnitPool.schedule(this::list, 0); // reads a file of the node: not in the thread of the whole build
    }

    private void list() {
        try {
            StepContext context = getContext();
            FilePath workspace = context.get(FilePath.class);
            List<String> ids = workspace == null ? List.of() : RecordedJobs.take(workspace, block());
            if (!ids.isEmpty()) {
                RecordedJobsAction.add(context.get(Run.class), backend, ids);
                context.get(TaskListener.class)
                        .getLogger()
                        .println("withQuantum: " + ids.size() + (ids.size() == 1 ? " job" : " jobs") + " on " + backend
                                + ": " + String.join(", ", ids));
            }
        } catch (IOException | RuntimeException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "the jobs of a withQuantum block on " + backend + " could not be listed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return; // Jenkins goes down; onResume lists them
        }
        if (failure == null) {
            getContext().onSuccess(result);
        } else {
            getContext().onFailure(failure);
        }
    }

    @Override
    public String getStatus() {
        return "with the account of " + backend;
    }
}
