package io.jenkins.plugins.quantum.agent;

import hudson.Util;
import hudson.remoting.Channel;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RefusedException;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SuspendedException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A unit at work in this JVM: one daemon thread, and what it has said so far. */
final class RunningUnit implements RunListener, Runnable {
    private static final Logger LOGGER = Logger.getLogger(RunningUnit.class.getName());
    private static final int MOST_LINES = 10_000;

    /** The units of this JVM by folder: what makes a second start of the same unit harmless. */
    private static final ConcurrentMap<String, RunningUnit> UNITS = new ConcurrentHashMap<>();

    private final File folder;
    private final UnitRequest request;
    private final List<BackendProvider> providers;
    private final NodeProcesses processes;

    /** Whether it says what a run would take, instead of running. */
    private final boolean estimate;

    /** Tells the controller that there is something to see. */
    private final Runnable bell;

    private final List<String> lines = new ArrayList<>();
    private volatile boolean cancelled;

    /** Set when this process can go on no longer and another one will. */
    private volatile boolean suspended;

    /** Set when nobody will want what a cancelled run leaves behind. */
    private volatile boolean discarded;

    private String progress = "";

    /** Null before the engine has said where the run stands. */
    private RunProgress live;

    private UnitStatus.State state = UnitStatus.State.RUNNING;
    private int exitCode;
    private String message = "";

    private RunningUnit(
            File folder, UnitRequest request, List<BackendProvider> providers, boolean estimate, Runnable bell) {
        this.estimate = estimate;
        this.folder = folder;
        this.request = request;
        this.providers = List.copyOf(providers);
        this.bell = bell;
        this.processes = new NodeProcesses(folder.toPath().resolve("processes"), bell, () -> suspended, this::say);
    }

    /** Starts a unit unless it is at work already. */
    static void start(
            File folder,
            UnitRequest request,
            List<BackendProvider> providers,
            boolean estimate,
            VirtualChannel channel,
            Runnable bell) {
        UNITS.computeIfAbsent(folder.getAbsolutePath(), key -> {
            var unit = new RunningUnit(folder, request, providers, estimate, bell);
            unit.endWith(channel);
            var thread = new Thread(unit, "quantumTest " + folder.getName());
            thread.setDaemon(true);
            thread.setContextClassLoader(RunningUnit.class.getClassLoader());
            thread.start();
            return unit;
        });
    }

    /**
     * An agent's classes come through its channel: with the channel gone the run can no longer load any, and the next channel
     * brings a class loader that does not know this run. So it stops without cancelling what services have, and the next start
     * goes on from its journal.
     */
    private void endWith(VirtualChannel channel) {
        if (channel instanceof Channel remote) {
            remote.addListener(new Channel.Listener() {
                @Override
                public void onClosed(Channel closed, IOException cause) {
                    suspended = true;
                }
            });
        }
    }

    /** The state of a unit of this JVM; absent when it is not one. */
    static UnitStatus status(File folder, int fromLine) {
        RunningUnit unit = UNITS.get(folder.getAbsolutePath());
        return unit == null ? UnitStatus.absent() : unit.status(fromLine);
    }

    /** Tells a unit of this JVM that the launch of one of its processes is over. */
    static void launchEnded(File folder, String id, String words) {
        RunningUnit unit = UNITS.get(folder.getAbsolutePath());
        if (unit != null) {
            unit.processes.launchEnded(id, words);
        }
    }

    /**
     * Tells a unit to stop and to leave nothing behind; when it is not at work, what it left is removed now, unless its journal says that
     * jobs may still be at services.
     */
    static void cancel(File folder) throws IOException {
        RunningUnit unit = UNITS.get(folder.getAbsolutePath());
        if (unit == null && Journal.leftOpen(folder.toPath().resolve(RunFolder.JOURNAL))) {
            return;
        }
        if (unit != null) {
            unit.discarded = true;
            unit.cancelled = true;
            unit.processes.close();
            if (unit.status(0).state() == UnitStatus.State.RUNNING) {
                return; // its thread cleans up when it ends
            }
        }
        delete(folder);
    }

    /** Removes an ended unit. */
    static void delete(File folder) throws IOException {
        UNITS.remove(folder.getAbsolutePath());
        Util.deleteRecursive(folder);
    }

    @Override
    public void run() {
        try {
            end(UnitStatus.State.FINISHED, work(), "");
        } catch (InputException | OutputException e) {
            end(UnitStatus.State.REFUSED, 2, e.getMessage());
        } catch (RefusedException e) {
            end(UnitStatus.State.REFUSED, 4, e.getMessage());
        } catch (CancellationException | InterruptedException e) {
            end(UnitStatus.State.CANCELLED, 0, "cancelled");
        } catch (RuntimeException | LinkageError | OutOfMemoryError | StackOverflowError e) {
            LOGGER.log(Level.WARNING, e, () -> "quantumTest failed in " + folder);
            end(UnitStatus.State.BROKEN, 0, e.toString());
        } finally {
            processes.close();
        }
        if (discarded) {
            discard();
        }
        bell.run();
    }

    private int work() throws InterruptedException {
        if (estimate) {
            UnitEngine.estimate(folder.toPath(), request, providers, processes);
            return 0;
        }
        RunResult result = UnitEngine.run(folder.toPath(), request, providers, processes, this, this::stopped);
        return result.exitCode();
    }

    private boolean stopped() {
        if (suspended && !cancelled) {
            throw new SuspendedException("the connection to the controller is gone");
        }
        return cancelled;
    }

    private void discard() {
        try {
            delete(folder);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the cancelled run in " + folder + " could not be removed");
        }
    }

    private synchronized void end(UnitStatus.State ended, int code, String text) {
        state = ended;
        exitCode = code;
        message = text;
        progress = "";
    }

    private synchronized UnitStatus status(int fromLine) {
        int first = Math.min(Math.max(0, fromLine), lines.size());
        return new UnitStatus(
                state,
                exitCode,
                message,
                progress,
                new ArrayList<>(lines.subList(first, lines.size())),
                lines.size(),
                new ArrayList<>(processes.wanted()),
                live,
                PreparedFiles.areIn(folder));
    }

    private synchronized void say(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    @Override
    public void planned(Plan plan) {
        plan.allWarnings().forEach(this::say);
        int gates = plan.tests().stream().mapToInt(test -> test.gates().size()).sum();
        say(plan.suite().file() + ": profile " + plan.profile().name() + ", tests: "
                + plan.tests().size() + ", gates: " + gates + ", cost: at most " + plan.worstCost() + " (limit "
                + plan.budget() + ")");
    }

    @Override
    public synchronized void progress(RunProgress now) {
        live = now;
        progress = now.line();
    }

    @Override
    public void note(String note) {
        say(note);
    }
}
