package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.Launcher;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.engine.run.CostForecast;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * Waits for the node to plan a run. It spends nothing, so it keeps no journal: after a restart, or when the node was away, the node
 * plans anew.
 */
class QuantumEstimateExecution extends StepExecution {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = Logger.getLogger(QuantumEstimateExecution.class.getName());
    private static final long PAUSE_MILLIS = 500;
    private static final int REFUSED = 4;

    /** The request as JSON, without the environment; set once by {@link #start}. */
    private String request;

    /** Name of the node, empty for the built-in one; set once by {@link #start}. */
    private String node;

    /** Workspace on the node; set once by {@link #start}. */
    private String workspace;

    /** Id of the unit on the node; set once by {@link #start}. */
    private String unitId;

    private final long agentTimeoutMillis;

    /** When the node was first found away, in epoch milliseconds; 0 while it is here. */
    private long awaySince;

    /** Set when the step has its answer. */
    private volatile boolean over;

    /** The next look; null until one is planned. */
    private transient ScheduledFuture<?> next;

    /** The unit's processes; null until the first look. */
    private transient UnitLaunches launches;

    /** The step's options; null after a restart, when it is not needed any more. */
    private final transient QuantumEstimateStep step;

    QuantumEstimateExecution(@NonNull StepContext context, @NonNull QuantumEstimateStep step) {
        super(context);
        this.step = step;
        this.agentTimeoutMillis = Math.max(0, step.getAgentTimeout()) * 60_000L;
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        FilePath here = context.get(FilePath.class);
        Computer computer = here == null ? null : here.toComputer();
        if (computer == null) {
            throw new AbortException("quantumEstimate needs a node: put it into node { } or give the stage an agent. "
                    + "The suite's files are there.");
        }
        Run<?, ?> run = context.get(Run.class);
        node = computer.getName();
        workspace = here.getRemote();
        unitId = ResultIds.unit(
                        run,
                        context.get(org.jenkinsci.plugins.workflow.graph.FlowNode.class)
                                .getId())
                + "-estimate";
        request = QuantumTestRequests.of(step, run, here, context.get(EnvVars.class))
                .toJson();
        plan(0);
        return false;
    }

    @Override
    public void onResume() {
        plan(PAUSE_MILLIS);
    }

    private synchronized void plan(long millis) {
        if (!over) {
            next = UnitPool.schedule(this::look, millis);
        }
    }

    /** Something happened on the node. A bell that rings during a look is made up for by the next one. */
    private synchronized void ring() {
        if (next != null && next.cancel(false)) {
            plan(0);
        }
    }

    private void look() {
        FilePath here = JenkinsFacade.filePath(node, workspace);
        try {
            if (here == null) {
                waitForNode();
            } else {
                awaySince = 0;
                look(WorkUnit.of(here, unitId), here);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins goes down; onResume goes on
        } catch (Exception e) {
            if (JenkinsFacade.filePath(node, workspace) == null) {
                plan(PAUSE_MILLIS); // lost during the look
            } else {
                answer(null, e);
            }
        }
    }

    private void look(WorkUnit unit, FilePath here) throws Exception {
        UnitStatus status = unit.status(0);
        switch (status.state()) {
            case ABSENT -> {
                UnitRequest kept =
                        UnitRequest.fromJson(request).withVariables(getContext().get(EnvVars.class));
                new BackendAccess(getContext().get(Run.class), here, kept).estimate(unit, this::ring);
                plan(PAUSE_MILLIS);
            }
            case RUNNING -> {
                if (launches == null) {
                    launches = new UnitLaunches();
                }
                launches.serve(
                        unit,
                        status.launches(),
                        getContext().get(Launcher.class),
                        getContext().get(EnvVars.class),
                        here);
                plan(PAUSE_MILLIS);
            }
            case FINISHED -> finish(unit, new QuantumEstimateResult(CostForecast.fromJson(unit.forecast())));
            case REFUSED -> {
                if (status.exitCode() != REFUSED) {
                    unit.delete();
                    throw new AbortException(status.message());
                }
                finish(unit, QuantumEstimateResult.refused(status.message()));
            }
            default -> {
                unit.delete();
                throw new AbortException("quantumEstimate: " + status.message());
            }
        }
    }

    private void finish(WorkUnit unit, QuantumEstimateResult result) throws IOException, InterruptedException {
        getContext()
                .get(TaskListener.class)
                .getLogger()
                .println(
                        result.isRefused()
                                ? result.getRefusal()
                                : "quantumEstimate: profile " + result.getProfile() + ": expected "
                                        + result.getExpectedCost() + ", at most " + result.getWorstCost() + " (limit "
                                        + result.getBudget() + "). Nothing was submitted.");
        unit.delete();
        answer(result, null);
    }

    private void waitForNode() throws AbortException {
        long now = System.currentTimeMillis();
        if (awaySince == 0) {
            awaySince = now;
        } else if (now - awaySince > agentTimeoutMillis) {
            throw new AbortException("quantumEstimate: node " + (node.isEmpty() ? "built-in" : node)
                    + " did not come back within " + agentTimeoutMillis / 60_000 + " minutes (agentTimeout)");
        }
        plan(2 * PAUSE_MILLIS);
    }

    private void answer(QuantumEstimateResult result, Throwable failure) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
        }
        if (failure == null) {
            getContext().onSuccess(result);
        } else {
            getContext().onFailure(failure);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        answer(null, cause);
        // The caller may be the thread of the whole build: nothing that can block happens here.
        UnitPool.schedule(this::cancel, 0);
    }

    private void cancel() {
        FilePath here = JenkinsFacade.filePath(node, workspace);
        if (here == null) {
            return; // it ends with its connection
        }
        try {
            WorkUnit.of(here, unitId).cancel();
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the estimate of " + unitId + " could not be cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        return "planning on " + (node == null || node.isEmpty() ? "built-in" : node);
    }
}
