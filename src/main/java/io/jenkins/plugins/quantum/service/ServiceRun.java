package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import io.jenkins.plugins.quantum.agent.UnitStatus;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.Journal;
import io.jenkins.plugins.quantum.engine.run.OutputException;
import io.jenkins.plugins.quantum.engine.run.Plan;
import io.jenkins.plugins.quantum.engine.run.RefusedException;
import io.jenkins.plugins.quantum.engine.run.RunEnvironment;
import io.jenkins.plugins.quantum.engine.run.RunFolder;
import io.jenkins.plugins.quantum.engine.run.RunListener;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.SteppedRun;
import io.jenkins.plugins.quantum.engine.run.SuspendedException;
import io.jenkins.plugins.quantum.engine.run.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A prepared run at work on the controller. It goes on in turns, each on a thread of the pool, when the dispatcher has news or a limit
 * of time is reached; between turns it holds none. After a restart of the controller another one goes on from the journal.
 */
public final class ServiceRun implements RunListener {
    private static final Logger LOGGER = Logger.getLogger(ServiceRun.class.getName());
    private static final int MOST_LINES = 10_000;

    /** News that come close together are worth one turn. */
    private static final long NEWS_MILLIS = 100;

    private static final long LONGEST_SLEEP_MILLIS = 3_600_000;
    private static final long BUSY_MILLIS = 500;

    /** Between two questions whether somebody has approved what the run would cost. */
    private static final long APPROVAL_MILLIS = 5000;

    /** After so many unanswered questions the run is planned anew: budgets may have room by now without anybody's approval. */
    private static final int QUESTIONS_PER_PLAN = 60;

    private static final String PREPARED = "prepared.json";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path folder;
    private final Supplier<RunEnvironment> environment;
    private final Preparation preparation;
    private final BooleanSupplier waits;
    /** Held during a turn. */
    private final ReentrantLock turn = new ReentrantLock();

    private final List<String> lines = new ArrayList<>();
    private SteppedRun run;
    private volatile boolean opened;
    private volatile boolean cancelled;
    private volatile boolean discarded;
    private volatile boolean suspended;
    private volatile Runnable bell = () -> {};
    private volatile Supplier<Optional<String>> released = Optional::empty;

    /** Whether a turn is planned at once or under way, and whether there were news meanwhile; guarded by this. */
    private boolean active;

    private boolean news;
    private ScheduledFuture<?> next;
    private String progress = "";
    /** Null before the engine has said where the run stands. */
    private RunProgress live;

    private boolean waiting;
    private int questions;
    private UnitStatus.State state = UnitStatus.State.RUNNING;
    private int exitCode;
    private String message = "";

    /** Prepares what no node has prepared. */
    @FunctionalInterface
    public interface Preparation {
        /** Prepares the run in its folder. */
        void prepare(Workbench workbench, Path folder, RunListener listener) throws InterruptedException;
    }

    /**
     * Creates it.
     *
     * @param folder
     *     as a node prepared it, or as an earlier process left it
     * @param environment
     *     made in the first turn
     * @param preparation
     *     where no node has prepared it; else null
     * @param waits
     *     whether a run that was refused its money waits for somebody to approve it
     */
    public ServiceRun(
            @NonNull Path folder,
            @NonNull Supplier<RunEnvironment> environment,
            @CheckForNull Preparation preparation,
            @NonNull BooleanSupplier waits) {
        this.waits = waits;
        this.folder = folder;
        this.environment = environment;
        this.preparation = preparation;
    }

    /** Called once the run has ended, from a thread of the pool. */
    public void onEnd(@NonNull Runnable call) {
        bell = call;
        if (status(0).state() != UnitStatus.State.RUNNING) {
            call.run();
        }
    }

    /** Says by whom the run was released, in words for its log; asked when the run begins. */
    public void onRelease(@NonNull Supplier<Optional<String>> words) {
        released = words;
    }

    /** Where it stands. */
    @NonNull
    public synchronized UnitStatus status(int fromLine) {
        int first = Math.min(Math.max(0, fromLine), lines.size());
        return new UnitStatus(
                state,
                exitCode,
                message,
                progress,
                new ArrayList<>(lines.subList(first, lines.size())),
                lines.size(),
                List.of(),
                live,
                false);
    }

    /** Whether its plan stands and its jobs are on their way. */
    public boolean begun() {
        return opened;
    }

    /** Tells it to stop, to cancel its jobs, and to leave nothing behind but what may still bill. */
    public void cancel() {
        discarded = true;
        cancelled = true;
        synchronized (this) {
            if (state != UnitStatus.State.RUNNING) {
                discard();
                return;
            }
        }
        hint();
    }

    /** There may be something to do: a turn comes soon. */
    void hint() {
        synchronized (this) {
            if (state != UnitStatus.State.RUNNING || suspended) {
                return;
            }
            if (active) {
                news = true;
                return;
            }
            active = true;
            if (next != null) {
                next.cancel(false);
                next = null;
            }
        }
        ServicePool.schedule(this::turn, opened ? NEWS_MILLIS : 0);
    }

    private void turn() {
        turn.lock();
        long pause = -1;
        try {
            if (!suspended) {
                pause = advance();
            }
        } finally {
            turn.unlock();
        }
        rest(pause);
    }

    /** Plans the next turn. */
    private void rest(long pause) {
        boolean again;
        synchronized (this) {
            active = false;
            again = news;
            news = false;
            if (!again && pause >= 0 && state == UnitStatus.State.RUNNING) {
                next = ServicePool.schedule(this::hint, pause);
            }
        }
        if (again) {
            hint();
        }
    }

    /** One turn; after how many milliseconds the next is due at the latest. */
    private long advance() {
        try {
            if (run == null && RunFolder.inUse(folder)) {
                return BUSY_MILLIS; // by an earlier run of this process, which ends
            }
            if (run == null && cancelled && !Journal.leftOpen(folder.resolve(RunFolder.JOURNAL))) {
                throw new CancellationException("nothing of it was at a service");
            }
            if (run == null && waiting && !cancelled && ++questions % QUESTIONS_PER_PLAN != 0 && waits.getAsBoolean()) {
                return APPROVAL_MILLIS;
            }
            if (run == null) {
                open();
            }
            if (suspended) {
                return -1; // left while it was being opened: nothing more of it is submitted
            }
            Optional<RunResult> result = run.advance();
            if (result.isEmpty()) {
                long millis = Duration.between(Instant.now(), run.next()).toMillis();
                return Math.max(0, Math.min(LONGEST_SLEEP_MILLIS, millis));
            }
            end(UnitStatus.State.FINISHED, result.get().exitCode(), "");
        } catch (SuspendedException e) {
            LOGGER.log(Level.FINE, e, () -> "the run in " + folder + " is left as it is");
        } catch (InputException | OutputException e) {
            end(UnitStatus.State.REFUSED, 2, e.getMessage());
        } catch (RefusedException e) {
            if (!cancelled && waits.getAsBoolean()) {
                if (!waiting) {
                    waiting = true;
                    note(e.getMessage());
                }
                return APPROVAL_MILLIS;
            }
            end(UnitStatus.State.REFUSED, 4, e.getMessage());
        } catch (CancellationException e) {
            end(UnitStatus.State.CANCELLED, 0, "cancelled");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOGGER.log(Level.FINE, e, () -> "the run in " + folder + " was interrupted; Jenkins goes down");
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            LOGGER.log(Level.WARNING, e, () -> "quantumTest failed in " + folder);
            end(UnitStatus.State.BROKEN, 0, e.toString());
        }
        return -1;
    }

    private void open() throws InterruptedException {
        var workbench = new Workbench(environment.get());
        boolean begun = Workbench.begun(folder);
        if (begun) {
            note("Going on with the run where it was cut off.");
        } else if (preparation != null && !Files.exists(folder.resolve(PREPARED))) {
            preparation.prepare(workbench, folder, this);
        }
        run = workbench.open(folder, this, () -> cancelled && opened, (result, place) -> {});
        run.onNews(this::hint);
        if (!begun) {
            released.get().ifPresent(this::note);
        }
        opened = true;
    }

    private void end(UnitStatus.State ended, int code, String text) {
        if (run != null) {
            run.close();
        }
        synchronized (this) {
            state = ended;
            exitCode = code;
            message = text;
            progress = "";
        }
        if (discarded) {
            discard();
        }
        bell.run();
    }

    /** Begins no further turn; one that is under way goes on. */
    void halt() {
        suspended = true;
    }

    /** Jenkins goes down: services keep the jobs that they have. */
    void suspend() {
        suspend(PATIENCE);
    }

    /** Leaves it as it is once a turn that is under way has ended, or the patience. */
    void suspend(Duration patience) {
        halt();
        try {
            if (turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (run != null) {
                        run.suspend();
                    }
                } finally {
                    turn.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What may still bill is kept with its journal. */
    private void discard() {
        ServiceRuns.forget(folder);
        try {
            if (!Journal.leftOpen(folder.resolve(RunFolder.JOURNAL))) {
                Util.deleteRecursive(folder.toFile());
            }
        } catch (IOException | OutputException e) {
            LOGGER.log(Level.WARNING, e, () -> "the cancelled run in " + folder + " could not be removed");
        }
    }

    private synchronized void say(String line) {
        if (lines.size() < MOST_LINES) {
            lines.add(line);
        }
    }

    @Override
    public void planned(Plan plan) {
        plan.allWarnings().forEach(this::say);
        say(plan.suite().file() + ": profile " + plan.profile().name() + ", at services from this controller: "
                + plan.tests().size() + (plan.tests().size() == 1 ? " test" : " tests") + ", cost: at most "
                + plan.worstCost() + " (limit " + plan.budget() + ")");
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
