package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Result;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.remoting.ChannelClosedException;
import hudson.remoting.RequestAbortedException;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * The waiting step: a small state machine that a timer wakes. It keeps the node's name and the unit's id, and no thread. After a
 * restart of the controller, or when the node comes back, it starts the unit again, which goes on from its journal.
 */
public class QuantumTestExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(QuantumTestExecution.class.getName());
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 5000;
    private static final double SLOWER = 1.3;

    /** The request as JSON; set once by {@link #start}. */
    private String request;

    /** Name of the node, empty for the built-in one; set once by {@link #start}. */
    private String node;

    /** Workspace on the node; set once by {@link #start}. */
    private String workspace;

    /** Id of the result and of the unit; set once by {@link #start}. */
    private String resultId;

    private String unitId;

    /** What a failed gate does; name of a {@link Policy}. */
    private final String policy;

    private final boolean publishTests;
    private final long agentTimeoutMillis;

    /** When the node was first found away, in epoch milliseconds; 0 while it is here. */
    private long awaySince;

    /** The next line of the unit's words that the log lacks. */
    private int nextLine;

    /** Pause before the next look. */
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    /** Set by {@link #stop}: whatever a look finds afterwards is not told any more. */
    private volatile boolean stopped;

    /** The next look; null until one is planned, and after a restart until {@link #onResume}. */
    private transient ScheduledFuture<?> next;

    /** The step's options; null after a restart, when it is not needed any more. */
    private final transient QuantumTestStep step;

    QuantumTestExecution(@NonNull StepContext context, @NonNull QuantumTestStep step) {
        super(context);
        this.step = step;
        this.policy = step.getPolicy().name();
        this.publishTests = step.isPublishTests();
        this.agentTimeoutMillis = Math.max(0, step.getAgentTimeout()) * 60_000L;
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        FilePath here = context.get(FilePath.class);
        if (here == null) {
            throw new AbortException("quantumTest needs a node: put it into node { } or give the stage an agent. "
                    + "The suite's files and the local simulators are there.");
        }
        Computer computer = here.toComputer();
        if (computer == null) {
            throw new AbortException("quantumTest: the node of " + here.getRemote() + " is gone");
        }
        Run<?, ?> run = context.get(Run.class);
        EnvVars variables = context.get(EnvVars.class);
        node = computer.getName();
        workspace = here.getRemote();
        resultId = ResultIds.of(step, variables.get("STAGE_NAME"), run);
        unitId = ResultIds.unit(run, resultId) + "-" + context.get(FlowNode.class).getId();
        request = QuantumTestRequests.of(step, run, here, variables).toJson();
        context.get(FlowNode.class).addAction(new LabelAction(step.getSuite()));
        plan(0);
        return false;
    }

    @Override
    public void onResume() {
        plan(FIRST_PAUSE_MILLIS);
    }

    private synchronized void plan(long millis) {
        if (!stopped) {
            next = UnitPool.schedule(this::look, millis);
        }
    }

    /** One look at the unit, in a thread of the pool. Plans the next one, or completes the step. */
    private void look() {
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            WorkUnit unit = unit();
            if (unit == null) {
                waitForNode(listener);
                return;
            }
            UnitStatus status = unit.status(nextLine);
            if (awaySince != 0) {
                listener.getLogger().println("Node " + nodeName() + " is back.");
                awaySince = 0;
            }
            if (status.state() == UnitStatus.State.ABSENT) {
                nextLine = 0;
                unit.start(UnitRequest.fromJson(request));
                plan(FIRST_PAUSE_MILLIS);
                return;
            }
            status.lines().forEach(listener.getLogger()::println);
            nextLine = status.nextLine();
            if (status.state() == UnitStatus.State.RUNNING) {
                pauseMillis = (long) Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * SLOWER);
                plan(pauseMillis);
                return;
            }
            complete(unit, Publication.result(status, unit), listener);
        } catch (ChannelClosedException | RequestAbortedException e) {
            LOGGER.log(Level.FINE, e, () -> "node " + node + " was lost during a look");
            plan(FIRST_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            if (e.getCause() instanceof ChannelClosedException || e instanceof java.nio.channels.ClosedChannelException) {
                plan(FIRST_PAUSE_MILLIS);
            } else {
                fail(e);
            }
        }
    }

    private void complete(WorkUnit unit, RunResult result, TaskListener listener) throws Exception {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        Run<?, ?> run = getContext().get(Run.class);
        var publication = new Publication(run, listener, resultId);
        publication.publish(result);
        FilePath here = here();
        if (publishTests && here != null) {
            publication.publishTests(result, run, here, getContext().get(Launcher.class));
        }
        unit.delete();
        Result severity = Publication.severity(result, Policy.valueOf(policy));
        if (severity == Result.FAILURE) {
            getContext().onFailure(new FlowInterruptedException(
                    Result.FAILURE, false, new GateFailedCause(Publication.headline(result))));
            return;
        }
        if (severity == Result.UNSTABLE) {
            getContext()
                    .get(FlowNode.class)
                    .addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(Publication.headline(result)));
            run.setResult(Result.UNSTABLE);
        }
        getContext().onSuccess(new QuantumTestResult(result, run.getUrl() + "quantum-" + resultId + "/"));
    }

    private void waitForNode(TaskListener listener) throws AbortException {
        long now = System.currentTimeMillis();
        if (awaySince == 0) {
            awaySince = now;
            listener.getLogger()
                    .println("Node " + nodeName() + " is away; the run goes on from its journal when it is back.");
        } else if (now - awaySince > agentTimeoutMillis) {
            throw new AbortException("quantumTest has no data: node " + nodeName() + " did not come back within "
                    + agentTimeoutMillis / 60_000 + " minutes (agentTimeout)");
        }
        plan(LONGEST_PAUSE_MILLIS / 5);
    }

    private String nodeName() {
        return node.isEmpty() ? "built-in" : node;
    }

    @CheckForNull
    private FilePath here() {
        return JenkinsFacade.filePath(node, workspace);
    }

    @CheckForNull
    private WorkUnit unit() {
        FilePath here = here();
        return here == null ? null : WorkUnit.of(here, unitId);
    }

    private void fail(Throwable cause) {
        synchronized (this) {
            if (stopped) {
                return;
            }
            stopped = true;
        }
        getContext().onFailure(cause);
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        synchronized (this) {
            stopped = true;
            if (next != null) {
                next.cancel(false);
            }
        }
        // The caller may be the thread of the whole build: nothing that can block happens here.
        UnitPool.schedule(this::cancelUnit, 0);
        getContext().onFailure(cause);
    }

    private void cancelUnit() {
        try {
            WorkUnit unit = unit();
            if (unit != null) {
                unit.cancel();
            }
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the run of " + unitId + " on " + nodeName() + " could not be cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        return awaySince == 0 ? "running on " + nodeName() : "waiting for " + nodeName();
    }
}
