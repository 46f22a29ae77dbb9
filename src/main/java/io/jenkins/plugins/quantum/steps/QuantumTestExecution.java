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
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunShare;
import io.jenkins.plugins.quantum.live.LiveLink;
import io.jenkins.plugins.quantum.live.LiveRuns;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.CauseOfInterruption;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
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

    /** The controller's run rings when it has ended: looks in between are for the log. */
    private static final long SERVICE_PAUSE_MILLIS = 10_000;

    private static final long AWAY_PAUSE_MILLIS = 1000;
    private static final double SLOWER = 1.3;

    /** The request as JSON, without the environment, which may hold secrets; set once by {@link #start}. */
    private String request;

    /** Name of the node, empty for the built-in one; set once by {@link #start}, null where none is needed. */
    private String node;

    /** Workspace on the node; set once by {@link #start}. */
    private String workspace;

    /** Id of the unit on the node; set once by {@link #start}. */
    private String unitId;

    /** The name that the result would like to have; set once by {@link #start}. */
    private String wantedId;

    /** Name of a {@link StepMode}; null in builds of an earlier version. */
    private final String mode;

    /** What the shards of the suite have in common; set once by {@link #start}, null in builds of an earlier version. */
    private String shards;

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

    /** When it looks; null until the first plan, and after a restart until {@link #onResume}. */
    private transient Looks looks;

    /** Both parts of the run; null until the first look and after a restart. */
    private transient SplitRun split;

    /** Whether nothing is on the node any more; false until the first look and after a restart. */
    private transient volatile boolean atServices;

    /** What the log heard of progress; null until the first look. */
    private transient volatile ProgressLines progress;

    /** The step's options; null after a restart, when it is not needed any more. */
    private final transient SuiteStep step;

    QuantumTestExecution(@NonNull StepContext context, @NonNull QuantumTestStep step) {
        super(context);
        this.step = step;
        this.mode = step.isMerge() ? StepMode.MERGE.name() : StepMode.TEST.name();
        this.policy = Policy.of(step.getPolicy()).name();
        this.publishTests = step.isPublishTests();
        this.agentTimeoutMillis = Math.max(0, step.getAgentTimeout()) * 60_000L;
    }

    QuantumTestExecution(@NonNull StepContext context, @NonNull QuantumSubmitStep step) {
        super(context);
        this.step = step;
        this.mode = StepMode.SUBMIT.name();
        this.policy = Policy.FAIL.name();
        this.publishTests = false;
        this.agentTimeoutMillis = Math.max(0, step.getAgentTimeout()) * 60_000L;
    }

    QuantumTestExecution(@NonNull StepContext context, @NonNull QuantumAwaitStep step) {
        super(context);
        this.step = null;
        this.mode = StepMode.AWAIT.name();
        this.resultId = step.getId();
        this.policy = Policy.of(step.getPolicy()).name();
        this.publishTests = step.isPublishTests();
        this.agentTimeoutMillis = 0;
    }

    private StepMode mode() {
        return StepMode.of(mode);
    }

    @Override
    public boolean start() throws Exception {
        StepContext context = getContext();
        Run<?, ?> run = context.get(Run.class);
        FlowNode flowNode = context.get(FlowNode.class);
        if (mode() == StepMode.AWAIT) {
            UnitRequest submitted = SplitRun.kept(run, ResultIds.safe(resultId));
            unitId = ResultIds.unit(run, resultId);
            request = submitted.toJson();
            flowNode.addAction(new LabelAction(submitted.suite()));
            plan(0);
            return false;
        }
        FilePath here = mode() == StepMode.MERGE ? null : context.get(FilePath.class);
        if (here != null) {
            Computer computer = here.toComputer();
            if (computer == null) {
                throw new AbortException("quantumTest: the node of " + here.getRemote() + " is gone");
            }
            node = computer.getName();
            workspace = here.getRemote();
            unitId = ResultIds.unit(run, flowNode.getId());
        }
        EnvVars variables = context.get(EnvVars.class);
        wantedId = ResultIds.wanted(step, variables.get("STAGE_NAME"));
        shards = ResultIds.shards(step);
        UnitRequest asked = QuantumTestRequests.of(step, run, here, variables);
        if (!asked.share().isEmpty()) {
            wantedId = shards + "-shard-" + shardName(asked.share());
        }
        request = asked.toJson();
        flowNode.addAction(new LabelAction(step.getSuite()));
        plan(0);
        return false;
    }

    /** As it stands in the names of folders; what is no shard is refused here, before anything runs. */
    private static String shardName(String shard) throws AbortException {
        try {
            return RunShare.shard("shard", shard).toString().replace("/", "-of-");
        } catch (InputException e) {
            throw new AbortException("quantumTest: " + e.getMessage());
        }
    }

    @Override
    public void onResume() {
        plan(FIRST_PAUSE_MILLIS);
    }

    private synchronized Looks looks() {
        if (looks == null) {
            looks = new Looks(this::look, () -> node == null || atServices);
        }
        return looks;
    }

    private void plan(long millis) {
        if (!over) {
            looks().plan(millis);
        }
    }

    /** One look at the unit, in a thread of the pool. Plans the next one, or completes the step. */
    private void look() {
        FilePath here = here();
        try {
            TaskListener listener = getContext().get(TaskListener.class);
            if (mode() == StepMode.MERGE) {
                merge();
            } else if (here == null && split().needsNode()) {
                waitForNode(listener);
            } else {
                look(split(), here, listener);
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

    private void look(SplitRun unit, @CheckForNull FilePath here, TaskListener listener) throws Exception {
        UnitStatus status = unit.status(here, nextLine);
        atServices = !unit.needsNode();
        if (awaySince != 0) {
            listener.getLogger().println("Node " + nodeName() + " is back.");
            awaySince = 0;
        }
        if (status.state() == UnitStatus.State.ABSENT) {
            nextLine = 0;
            unit.start(
                    here,
                    UnitRequest.fromJson(request).withVariables(getContext().get(EnvVars.class)));
            if (over) {
                unit.cancel(here); // stopped while it was being started
            }
            plan(FIRST_PAUSE_MILLIS);
            return;
        }
        status.lines().forEach(listener.getLogger()::println);
        nextLine = status.nextLine();
        if (status.state() == UnitStatus.State.RUNNING) {
            if (mode() == StepMode.SUBMIT && !unit.needsNode() && unit.submitted()) {
                submitted(unit, status, here);
                return;
            }
            unit.serve(status, getContext().get(Launcher.class), getContext().get(EnvVars.class), here);
            tell(status, listener);
            show(status);
            long longest = unit.needsNode() ? LONGEST_PAUSE_MILLIS : SERVICE_PAUSE_MILLIS;
            pauseMillis = (long) Math.min(longest, pauseMillis * SLOWER);
            plan(pauseMillis);
        } else {
            show(status); // what it did and cost
            complete(unit, status, here, listener);
        }
    }

    private SplitRun split() throws IOException, InterruptedException {
        claim();
        if (split == null) {
            split = new SplitRun(
                            getContext().get(Run.class), resultId, unitId, UnitRequest.fromJson(request), looks()::ring)
                    .shardOf(shards)
                    .compilingOn(node, workspace, getContext().get(EnvVars.class));
        }
        return split;
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
        if (progress == null) {
            progress = new ProgressLines();
        }
        progress.tell(status, listener);
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

    private void complete(SplitRun unit, UnitStatus status, @CheckForNull FilePath here, TaskListener listener)
            throws Exception {
        if (over) {
            return;
        }
        if (status.state() != UnitStatus.State.FINISHED) {
            unit.cancel(here);
        }
        if (mode() == StepMode.SUBMIT) {
            Publication.requireFinished(status);
            submitted(unit, status, here);
            return;
        }
        UnitRequest asked = UnitRequest.fromJson(request);
        if (!asked.share().isEmpty()) {
            Publication.requireFinished(status);
            new Shards(getContext().get(Run.class), shards).keep(asked.share(), unit.parts(here));
            unit.delete(here);
            new StepEnd(run(), resultId).release();
            listener.getLogger().println("Shard " + asked.share() + " is done; quantumTest merge: true decides.");
            succeed(null);
            return;
        }
        RunResult result = unit.result(status, here);
        conclusion().publish(result);
        unit.delete(here);
        succeed(conclusion().answer(result));
    }

    private Conclusion conclusion() {
        return new Conclusion(getContext(), resultId, Policy.valueOf(policy), publishTests);
    }

    /** What was submitted goes on without this step. */
    private void submitted(SplitRun unit, UnitStatus status, @CheckForNull FilePath here)
            throws IOException, InterruptedException {
        unit.keep(status, here);
        succeed(new QuantumSubmission(resultId, UnitRequest.fromJson(request).suite()));
    }

    private void merge() throws IOException, InterruptedException {
        if (!over) {
            claim();
            RunResult result = new Shards(getContext().get(Run.class), shards).merge();
            new JobStore(getContext().get(Run.class), shards).keep();
            conclusion().publish(result);
            succeed(conclusion().answer(result));
        }
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
            split().cancelServices();
            Conclusion.unstable(getContext(), reason);
            succeed(QuantumTestResult.noData());
            return;
        }
        plan(AWAY_PAUSE_MILLIS);
    }

    private String nodeName() {
        return node == null ? "the controller" : node.isEmpty() ? "built-in" : node;
    }

    @CheckForNull
    private FilePath here() {
        return node == null ? null : JenkinsFacade.filePath(node, workspace);
    }

    private synchronized boolean finish() {
        boolean first = !over;
        over = true;
        looks().end();
        hide();
        return first;
    }

    private void succeed(@CheckForNull Object answer) {
        if (finish()) {
            getContext().onSuccess(answer);
        }
    }

    private void fail(Throwable cause) {
        if (finish()) {
            new StepEnd(run(), resultId).release();
            getContext().onFailure(cause);
        }
    }

    @Override
    public void stop(@NonNull Throwable cause) {
        finish();
        // The caller may be the thread of the whole build: nothing that can block happens here.
        Run<?, ?> run = run();
        UnitPool.schedule(() -> new StepEnd(run, resultId).cancel(unitId, request, here()), 0);
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

    @Override
    public String getStatus() {
        if (awaySince != 0) {
            return "waiting for " + nodeName();
        }
        String said = progress == null ? "" : progress.last();
        return "running on " + nodeName() + (said.isEmpty() ? "" : ": " + said);
    }
}
