package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.FilePath;
import hudson.console.ConsoleLogFilter;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.config.ClientEnvironment;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.report.RecordedJobsAction;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
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

    /** What marks the jobs of this block at the provider; null until it begins, and in builds of an earlier version. */
    private String tag;

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
            JenkinsFacade.inBackground(this::list, 0);
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
            tag = UUID.randomUUID().toString();
            Map<String, String> further = new HashMap<>(Map.of(TaggedJobs.VARIABLE, tag));
            if (workspace != null) {
                further.put(
                        RecordedJobs.VARIABLE,
                        RecordedJobs.prepare(workspace, block()).getRemote());
            }
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
        JenkinsFacade.inBackground(this::list, 0); // asks the node and the provider: not in a thread that others need
    }

    private void list() {
        try {
            StepContext context = getContext();
            FilePath workspace = context.get(FilePath.class);
            List<String> ids = workspace == null ? List.of() : RecordedJobs.take(workspace, block());
            Run<?, ?> run = context.get(Run.class);
            PrintStream log = context.get(TaskListener.class).getLogger();
            List<String> all = new ArrayList<>(ids);
            String note = say(log, counted(ids) + " on " + backend, ids);
            Optional<TaggedJobs> listed = listed(run, log, ids);
            if (listed.isPresent()) {
                List<String> forgotten = listed.get().forgotten();
                all.addAll(forgotten);
                note += say(log, counted(forgotten) + " not recorded, but tagged, on " + backend, forgotten)
                        + say(
                                log,
                                "unknown to the service of " + backend,
                                listed.get().unknown());
            }
            if (!all.isEmpty()) {
                RecordedJobsAction.add(run, backend, all);
                AuditLog.get().build(Deed.RECORD, run, "", backend, "", note.strip());
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

    private static String counted(List<String> ids) {
        return ids.size() + (ids.size() == 1 ? " job" : " jobs");
    }

    private static String say(PrintStream log, String what, List<String> ids) {
        if (ids.isEmpty()) {
            return "";
        }
        String line = what + ": " + String.join(", ", ids);
        log.println("withQuantum: " + line);
        return line + ". ";
    }

    /** What the provider's own list says; empty where it cannot be asked, which the log tells, or not be searched. */
    private Optional<TaggedJobs> listed(Run<?, ?> run, PrintStream log, List<String> ids) throws AbortException {
        if (tag == null) {
            return Optional.empty();
        }
        try {
            return TaggedJobs.of(configured(), run, tag, ids);
        } catch (BackendException e) {
            log.println("withQuantum: the jobs were not compared with the list of " + backend + ": "
                    + e.getMessage().replaceAll("\\p{Cntrl}", " "));
            return Optional.empty();
        }
    }

    @Override
    public String getStatus() {
        return "with the account of " + backend;
    }
}
