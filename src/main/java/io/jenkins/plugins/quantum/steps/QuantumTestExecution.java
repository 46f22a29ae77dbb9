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
import hudson.remoting.Channel;
import io.jenkins.plugins.quantum.agent.NodeSilentException;
import io.jenkins.plugins.quantum.agent.UnitRequest;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.agent.WorkUnit;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.live.LiveLink;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.jenkins.plugins.quantum.report.ResultFiles;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
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
    private static final long AWAY_PAUSE_MILLIS = 1000;
    private static final double SLOWER = 1.3;

    /** Silence after which a changed progress is worth a line in the log. */
    private static final long PROGRESS_MILLIS = 30_000;

    /** The request as JSON, without the environment, which may hold secrets; set once by {@link #start}. */
    private String request;

    /** Name of the node, empty for the built-in one; set once by {@link #start}. */
    private String node;

    /** Workspace on the node; set once by {@link #start}. */
    private String workspace;

    /** Id of the unit on the node; set once by {@link #start}. */
    private String unitId;

    /** The name that the result would like to have; set once by {@link #start}. */
    private String wantedId;

    /** The name that the result has; null until the first look. */
    private String resultId;

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

    /** Set when the step has its answer: whatever a look finds afterwards is not told any more. */
    private volatile boolean over;

    /** The next look; null until one is planned, and after a restart until {@link #onResume}. */
    private transient ScheduledFuture<?> next;

    /** Whether a look is under way, and whether the node rang meanwhile; guarded by this. */
    private transient boolean looking;

    private transient boolean rung;

    /** The unit's processes; null until it wants one. */
    private transient UnitLaunches launches;

    /** The unit's last progress, and when the log last heard of it. */
    private transient volatile String progress;

    private transient long progressAt;

    /** The step's options; null after a restart, when it is not needed any more. */
    private final transient QuantumTestStep step;

    QuantumTestExecution(@NonNull StepContext context, @NonNull QuantumTestStep step) {
        super(context);
        this.step = step;
        this.policy = Policy.of(step.getPolicy()).name();
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
        FlowNode flowNode = context.get(FlowNode.class);
        EnvVars variables = context.get(EnvVars.class);
        node = computer.getName();
        workspace = here.getRemote();
        wantedId = ResultIds.wanted(step, variables.get("STAGE_NAME"));
        unitId = ResultIds.unit(run, flowNode.getId());
        request = QuantumTestRequests.of(step, run, here, variables).toJson();
        flowNode.addAction(new LabelAction(step.getSuite()));
        plan(0);
        return false;
    }

    @Override
    public void onResume() {
        plan(FIRST_PAUSE_MILLIS);
    }

    private synchronized void plan(long millis) {
        if (!over) {
            next = UnitPool.schedule(this::lookOnce, rung ? 0 : millis);
            rung = false;
        }
    }

    /** The node has something to show: the next look comes at once. */
    private synchronized void ring() {
        if (looking || next == null || !next.cancel(false)) {
            rung = true;
        } else {
            plan(0);
        }
    }

    private void lookOnce() {
        synchronized (this) {
            looking = true;
        }
        try {
            look();
        } finally {
            synchronized (this) {
                looking = false;
                if (rung && next != null && next.cancel(false)) {
                    plan(0);
                }
            }
        }
    }

    /** One look at the unit, in a thread of the pool. Plans the next one, or completes the step. */
    private void look() {
        FilePath here = here();
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (here == null) {
                waitForNode(listener);
            } else {
                look(WorkUnit.of(here, unitId), here, listener);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // Jenkins goes down; onResume goes on
        } catch (NodeSilentException e) {
            LOGGER.log(Level.FINE, e, () -> "node " + nodeName() + " is silent");
            plan(LONGEST_PAUSE_MILLIS);
        } catch (Exception e) {
            if (here != null && here.getChannel() instanceof Channel channel && channel.isClosingOrClosed()) {
                LOGGER.log(Level.FINE, e, () -> "node " + nodeName() + " was lost during a look");
                plan(FIRST_PAUSE_MILLIS);
            } else {
                fail(e);
            }
        }
    }

    private void look(WorkUnit unit, FilePath here, TaskListener listener) throws Exception {
        UnitStatus status = unit.status(nextLine);
        if (awaySince != 0) {
            listener.getLogger().println("Node " + nodeName() + " is back.");
            awaySince = 0;
        }
        if (status.state() == UnitStatus.State.ABSENT) {
            claim();
            nextLine = 0;
            UnitRequest kept =
                    UnitRequest.fromJson(request).withVariables(getContext().get(EnvVars.class));
            new BackendAccess(getContext().get(Run.class), here).start(unit, kept, this::ring);
            if (over) {
                unit.cancel(); // stopped while it was being started
            }
            plan(FIRST_PAUSE_MILLIS);
            return;
        }
        status.lines().forEach(listener.getLogger()::println);
        nextLine = status.nextLine();
        if (status.state() == UnitStatus.State.RUNNING) {
            launch(unit, status, here);
            tell(status, listener);
            show(status);
            pauseMillis = (long) Math.min(LONGEST_PAUSE_MILLIS, pauseMillis * SLOWER);
            plan(pauseMillis);
        } else {
            show(status); // what it did and cost
            complete(unit, status, here, listener);
        }
    }

    private void launch(WorkUnit unit, UnitStatus status, FilePath here) throws IOException, InterruptedException {
        if (launches == null && !status.launches().isEmpty()) {
            launches = new UnitLaunches();
        }
        if (launches != null) {
            launches.serve(
                    unit,
                    status.launches(),
                    getContext().get(Launcher.class),
                    getContext().get(EnvVars.class),
                    here);
        }
    }

    /** The name is kept before the unit starts, so that a resumed step publishes under the same one. */
    private void claim() throws IOException, InterruptedException {
        if (resultId == null) {
            resultId = ResultIds.claim(getContext().get(Run.class), wantedId);
            getContext().saveState();
            Run<?, ?> run = getContext().get(Run.class);
            getContext().get(TaskListener.class).getLogger().println(LiveLink.of(run));
        }
    }

    private void tell(UnitStatus status, TaskListener listener) {
        long now = System.currentTimeMillis();
        if (progressAt == 0) {
            progressAt = now;
        }
        if (!status.progress().equals(progress) && now - progressAt >= PROGRESS_MILLIS) {
            listener.getLogger().println(status.progress());
            progressAt = now;
        }
        progress = status.progress();
    }

    private void show(UnitStatus status) throws IOException, InterruptedException {
        if (!over) {
            LiveRuns.get().report(getContext().get(Run.class), resultId, status.live(), this::cancelledBy);
        }
    }

    private void cancelledBy(CauseOfInterruption cause) {
        stop(new FlowInterruptedException(Result.ABORTED, true, cause));
    }

    private void hide() {
        Run<?, ?> run = run();
        if (run != null && resultId != null) {
            LiveRuns.get().ended(run, resultId);
        }
    }

    private void complete(WorkUnit unit, UnitStatus status, FilePath here, TaskListener listener) throws Exception {
        if (over) {
            return;
        }
        if (status.state() != UnitStatus.State.FINISHED) {
            unit.delete();
        }
        Run<?, ?> run = getContext().get(Run.class);
        RunResult result = Publication.result(status, unit);
        var publication = new Publication(run, listener, resultId);
        publication.publish(result);
        if (publishTests) {
            publication.publishTests(
                    result,
                    PipelinePlace.of(getContext().get(FlowNode.class)),
                    here,
                    getContext().get(Launcher.class));
        }
        unit.delete();
        answer(new QuantumTestResult(result, run.getUrl() + "quantum-" + resultId + "/"), result);
    }

    private void answer(QuantumTestResult answer, RunResult result) throws IOException, InterruptedException {
        Result severity = Publication.severity(result, Policy.valueOf(policy));
        String headline = Publication.headline(result);
        if (severity == Result.FAILURE) {
            // Not a FlowInterruptedException: its result would win over the one that catchError was told to set.
            fail(new AbortException(headline));
        } else if (severity == Result.UNSTABLE) {
            unstable(answer, headline);
        } else {
            succeed(answer);
        }
    }

    private void unstable(QuantumTestResult answer, String reason) throws IOException, InterruptedException {
        getContext().get(FlowNode.class).addOrReplaceAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
        getContext().get(Run.class).setResult(Result.UNSTABLE);
        succeed(answer);
    }

    /** A node that stays away means missing data: unstable, never green. */
    private void waitForNode(TaskListener listener) throws IOException, InterruptedException {
        long now = System.currentTimeMillis();
        if (awaySince == 0) {
            awaySince = now;
            listener.getLogger()
                    .println("Node " + nodeName() + " is away; the run goes on from its journal when it is back.");
        } else if (now - awaySince > agentTimeoutMillis) {
            String reason = "quantumTest: NO_DATA: node " + nodeName() + " did not come back within "
                    + agentTimeoutMillis / 60_000 + " minutes (agentTimeout)";
            listener.getLogger().println(reason);
            unstable(QuantumTestResult.noData(), reason);
            return;
        }
        plan(AWAY_PAUSE_MILLIS);
    }

    private String nodeName() {
        return node.isEmpty() ? "built-in" : node;
    }

    @CheckForNull
    private FilePath here() {
        return JenkinsFacade.filePath(node, workspace);
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        if (next != null) {
            next.cancel(false);
        }
        hide();
        return first;
    }

    private void succeed(QuantumTestResult answer) {
        if (finish()) {
            getContext().onSuccess(answer);
        }
    }

    private void fail(Throwable cause) {
        if (finish()) {
            release();
            getContext().onFailure(cause);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        finish();
        // The caller may be the thread of the whole build: nothing that can block happens here.
        Run<?, ?> run = run();
        UnitPool.schedule(() -> cancelUnit(run), 0);
        getContext().onFailure(cause);
    }

    /** The build, while the step's context still knows it; null when it does not any more. */
    @CheckForNull
    private Run<?, ?> run() {
        try {
            return getContext().get(Run.class);
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the build of " + unitId + " is gone");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** The context may be over by now: only what was asked of it before is used. */
    private void cancelUnit(@CheckForNull Run<?, ?> run) {
        release();
        FilePath here = here();
        if (here == null) {
            return; // what is at services goes on; the node's run ends with its connection
        }
        WorkUnit unit = WorkUnit.of(here, unitId);
        try {
            if (run == null) {
                unit.cancel();
            } else {
                new BackendAccess(run, here).cancel(unit, UnitRequest.fromJson(request));
            }
        } catch (IOException e) {
            LOGGER.log(
                    Level.WARNING, e, () -> "the run of " + unitId + " on " + nodeName() + " could not be cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Without a result its name is free again. */
    private void release() {
        if (resultId == null) {
            return;
        }
        try {
            ResultFiles.of(getContext().get(Run.class), resultId).release();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, e, () -> "the name " + resultId + " stays taken");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getStatus() {
        if (awaySince != 0) {
            return "waiting for " + nodeName();
        }
        return "running on " + nodeName() + (progress == null || progress.isEmpty() ? "" : ": " + progress);
    }
}
