package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.dispatch.Client;
import io.jenkins.plugins.quantum.engine.run.dispatch.Dispatcher;
import io.jenkins.plugins.quantum.engine.run.dispatch.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Brings a run's jobs to their end, waits for them, and ends them when the run ends early. What is kept already is not run again. */
final class JobRunner implements AutoCloseable {
    /** How long a run that ends early waits to hear what became of its jobs. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final long LONGEST_PAUSE_MILLIS = 20;
    private static final long JOBS_A_MILLI = 50;

    private final RunFolder folder;
    private final RunLog log;
    private final Prices prices;
    private final Client client;
    private final RunListener listener;
    private final BooleanSupplier cancelled;
    private final Clock clock;
    private final Instant deadline;
    private final Optional<Duration> runDeadline;
    private final Map<String, Placed> placed = new LinkedHashMap<>();
    private final Map<Order, Placed> byOrder = new HashMap<>();
    /** Jobs that were left behind when their test moved: they are waited for at the end. */
    private final List<Placed> left = new ArrayList<>();

    private final Bills bills = new Bills();
    private final Leavings leavings;
    private final ProgressBoard board;

    JobRunner(
            Dispatcher dispatcher,
            RunFolder folder,
            RunLog log,
            Prices prices,
            RunListener listener,
            BooleanSupplier cancelled,
            Clock clock,
            Instant deadline,
            Optional<Duration> runDeadline) {
        this.folder = folder;
        this.log = log;
        this.prices = prices;
        this.client = dispatcher.client(log);
        this.listener = listener;
        this.cancelled = cancelled;
        this.clock = clock;
        this.deadline = deadline;
        this.runDeadline = runDeadline;
        this.leavings = new Leavings(listener, prices);
        this.board = new ProgressBoard(listener, prices, clock);
    }

    /** How a job came out: its result, or the reason why there is none. */
    record Answer(JobResult result, String failure) {
        static Answer of(JobResult result) {
            return new Answer(result, "");
        }

        static Answer failed(String reason) {
            return new Answer(null, reason);
        }
    }

    /** Whoever waits for jobs. */
    interface Waiting {
        /** The jobs that it waits for. */
        Collection<Placed> jobs();

        /** Asked often while jobs are open: it may leave some and place others; whether it did. */
        boolean look(Instant now);

        /** The next time at which {@link #look} would do something by itself. */
        Instant next();
    }

    /** The time. */
    Instant now() {
        return clock.instant();
    }

    Instant deadline() {
        return deadline;
    }

    /** What jobs that tests have left may still cost. */
    List<Money> mayCost() {
        var open = new Bills();
        left.forEach(job -> job.bill(open, prices));
        List<Money> amounts = new ArrayList<>(open.amounts());
        left.stream()
                .filter(job -> !job.order().ended() || job.mayBill())
                .map(job -> prices.worst(job.job()))
                .flatMap(Optional::stream)
                .forEach(amounts::add);
        return amounts;
    }

    /** What all jobs have cost. */
    List<Money> spent() {
        var all = new Bills();
        placedAndLeft().forEach(job -> job.bill(all, prices));
        return all.amounts();
    }

    /** The most that jobs may still bill which brought nothing. */
    List<Money> mayBill() {
        return placedAndLeft()
                .filter(job ->
                        !Prices.free(job.job().backend()) && (!job.order().ended() || job.mayBill()))
                .map(job -> prices.worst(job.job()))
                .flatMap(Optional::stream)
                .toList();
    }

    Bills bills() {
        return bills;
    }

    ProgressBoard board() {
        return board;
    }

    RunLog log() {
        return log;
    }

    /** Orders a job, or joins it when it is under way. */
    Placed place(Job job) {
        Placed known = placed.get(job.key());
        if (known != null && !known.stopped() && !known.order().ended()) {
            known.join();
            return known;
        }
        Placed fresh = Placed.of(job, folder, log, client);
        Placed before = placed.put(job.key(), fresh);
        if (before != null) {
            board.remove(before);
        }
        byOrder.put(fresh.order(), fresh);
        return fresh;
    }

    /** A test waits no longer for a job; when nobody does, it is cancelled. */
    void leave(Placed job) {
        if (job.leave()) {
            job.stop("its test went to another backend");
            left.add(job);
        }
    }

    /** Whether a job that was left is still being ended: until then nobody may place it again. */
    boolean ending(Job job) {
        Placed known = placed.get(job.key());
        return known != null && known.ends();
    }

    /** Runs jobs to their end. */
    Map<String, Answer> run(Collection<Job> jobs) throws InterruptedException {
        List<Placed> own = new ArrayList<>();
        jobs.forEach(job -> own.add(place(job)));
        await(List.of(new Waiting() {
            @Override
            public Collection<Placed> jobs() {
                return own;
            }

            @Override
            public boolean look(Instant now) {
                return false; // nothing else can take these jobs
            }

            @Override
            public Instant next() {
                return Instant.MAX;
            }
        }));
        Map<String, Answer> answers = new LinkedHashMap<>();
        own.forEach(job -> answers.put(job.job().key(), job.answer()));
        return answers;
    }

    /** Begins to look after whoever waits. */
    Watch watch(List<? extends Waiting> all) {
        return new Watch(all, board, runDeadline);
    }

    /**
     * Looks once at what has changed.
     *
     * @return whether all jobs have ended, or the deadline has passed
     * @throws CancellationException
     *     when the caller cancelled; every open job was told to stop
     * @throws SuspendedException
     *     when the caller goes down and will resume; services keep the jobs that they have
     */
    boolean look(Watch watch) throws InterruptedException {
        try {
            client.requireWhole();
            if (cancelled.getAsBoolean()) {
                throw new CancellationException("the run was cancelled");
            }
            Instant now = clock.instant();
            if (now.isAfter(deadline)) {
                giveUp(watch);
                return true;
            }
            for (Order order : client.changes()) {
                Placed job = byOrder.get(order);
                if (job != null) {
                    watch.changed(job);
                }
            }
            watch.look(now);
            board.tell();
            return !watch.open();
        } catch (SuspendedException e) {
            abandon();
            throw e;
        } catch (InterruptedException | RuntimeException e) {
            stopEverything();
            throw e;
        }
    }

    /** When to look again though nothing has changed. */
    Instant next(Watch watch) {
        Instant last = deadline.plusMillis(1);
        return watch.next().isBefore(last) ? watch.next() : last;
    }

    /** Waits until something has changed, or it is time to look again. */
    void await(Instant next) throws InterruptedException {
        try {
            client.await(next, pause());
        } catch (InterruptedException e) {
            stopEverything();
            throw e;
        }
    }

    /** Waits until all jobs have ended, or the deadline has passed, as {@link #look}. */
    private void await(List<? extends Waiting> all) throws InterruptedException {
        Watch watch = watch(all);
        while (!look(watch)) {
            await(next(watch));
        }
    }

    /** Calls back, from any thread and often, when it may be worth to look. */
    void onNews(Runnable hint) {
        client.onNews(hint);
    }

    /** Leaves all jobs where they are: another process goes on with them. */
    void abandon() {
        placed.values().forEach(job -> job.order().abandon());
    }

    /** The jobs at services that have not ended. */
    List<String> open() {
        return placed.values().stream()
                .filter(job -> !job.order().ended() && !Prices.free(job.job().backend()))
                .flatMap(job -> job.order().ids().stream())
                .toList();
    }

    /** With thousands of jobs nobody looks through them at every change. */
    private Duration pause() {
        return Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, placed.size() / JOBS_A_MILLI));
    }

    private void giveUp(Watch watch) throws InterruptedException {
        List<Placed> open =
                watch.jobs().stream().filter(job -> !job.order().ended()).toList();
        if (open.isEmpty()) {
            return;
        }
        listener.note("The deadline has passed; what is missing counts as no data.");
        open.forEach(job -> job.stop("the deadline passed before it ended"));
        settle();
    }

    /** Waits, not for ever, for what was told to end. */
    private void settle() throws InterruptedException {
        Instant patience = clock.instant().plus(PATIENCE);
        Deque<Placed> ending = placedAndLeft().filter(Placed::ends).collect(Collectors.toCollection(ArrayDeque::new));
        while (clock.instant().isBefore(patience) && !ending.isEmpty()) {
            if (ending.peek().ends()) {
                client.await(patience, pause());
            } else {
                ending.poll();
            }
        }
        placedAndLeft().filter(Placed::ends).forEach(job -> job.order().abandon());
        // What had ended in doubt by itself is told too: a run that is cancelled writes no result in which it would
        // stand.
        leavings.report(
                placedAndLeft().filter(job -> job.stopped() || job.mayBill()).toList());
    }

    private Stream<Placed> placedAndLeft() {
        return Stream.concat(placed.values().stream(), left.stream()).distinct();
    }

    private void stopEverything() {
        boolean interrupted = Thread.interrupted();
        placed.values().stream().filter(job -> !job.order().ended()).forEach(job -> job.stop("the run was ended"));
        try {
            settle();
        } catch (InterruptedException e) {
            interrupted = true;
            placedAndLeft().filter(Placed::ends).forEach(job -> job.order().abandon());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes down what all jobs cost, once nobody waits for any. */
    void bill() throws InterruptedException {
        if (left.stream().anyMatch(Placed::ends)) {
            settle();
        } else if (!left.isEmpty()) {
            leavings.report(left);
        }
        left.forEach(job -> job.bill(bills, prices));
        placed.values().forEach(job -> job.bill(bills, prices));
    }

    @Override
    public void close() {
        client.close();
    }
}
