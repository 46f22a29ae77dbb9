package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A run that holds no thread while it waits. {@link #advance} goes on as far as it can; in between only the services' jobs and the
 * dispatcher's questions for them are under way. It is used by one thread at a time, not always the same one. Closed before its end,
 * without {@link #suspend}, it lets its jobs go on and tells nobody: whoever wants them ended has {@code cancelled} say so and advances.
 */
public final class SteppedRun implements AutoCloseable {
    private final Session session;
    private final RunFolder folder;
    private final Journal journal;
    private final JobRunner runner;
    private final RunExecution execution;
    private final RunEnvironment environment;
    private final Memory memory;
    private final Plan plan;
    private final ResultWriter writer;
    private final Instant start;
    private RunResult result;
    private boolean settled;
    private boolean closed;

    /**
     * What a run needs, besides what belongs to the engine.
     *
     * @param listener
     *     hears of progress
     * @param cancelled
     *     asked often; true ends the run and its jobs
     * @param writer
     *     writes the reports
     */
    record Caller(RunListener listener, BooleanSupplier cancelled, ResultWriter writer) {}

    SteppedRun(
            RunEnvironment environment,
            Session session,
            Plan plan,
            Prices prices,
            RunFolder folder,
            Journal journal,
            JobRunner runner,
            Memory memory,
            Caller caller,
            Instant start) {
        this.environment = environment;
        this.session = session;
        this.folder = folder;
        this.journal = journal;
        this.runner = runner;
        this.memory = memory;
        this.plan = plan;
        this.writer = caller.writer();
        this.start = start;
        List<Journal.Entry> earlier = journal.earlier();
        reserve(plan);
        journal.add(session.started(start));
        caller.listener().planned(plan);
        this.execution = new RunExecution(plan, environment, prices, caller.listener(), runner, earlier);
    }

    private void reserve(Plan plan) {
        Money worst = plan.worstCost();
        if (worst.amount().signum() > 0) {
            List<Plan.PlannedTest> remote = plan.tests().stream()
                    .filter(test -> !(test.backend() instanceof LocalBackend))
                    .toList();
            environment
                    .guard()
                    .purpose(
                            remote.stream()
                                    .map(test -> test.backend().name())
                                    .distinct()
                                    .toList(),
                            remote.stream()
                                    .flatMap(test -> test.gates().stream())
                                    .mapToLong(gate -> gate.proposal().worstShots())
                                    .sum());
            environment.guard().reserve(List.of(worst)).ifPresent(why -> {
                throw new RefusedException(
                        List.of(Diagnostic.error(plan.profile().at(), why, "")));
            });
        }
    }

    /**
     * Goes on as far as it can without waiting for services. Takes as long as judging what has come in takes; a run that ends early
     * hears what became of its jobs, which takes at most some 90 s.
     *
     * @return the result, once there is one; empty while jobs are open: call again after {@link #onNews} or at {@link #next}
     * @throws java.util.concurrent.CancellationException
     *     when cancelled; every open job was told to stop
     */
    public Optional<RunResult> advance() throws InterruptedException {
        if (result == null) {
            try {
                if (!execution.advance()) {
                    return Optional.empty();
                }
                finish();
            } catch (SuspendedException e) {
                settled = true; // the next process settles
                throw e;
            } catch (InterruptedException | RuntimeException e) {
                settle();
                throw e;
            }
        }
        return Optional.of(result);
    }

    private void finish() throws InterruptedException {
        runner.bill();
        runner.board().tell();
        settle();
        RunPart part = execution.part(start);
        RunResult made = PartMerge.of(List.of(part), part.tests());
        memory.keep(plan, made, execution.progress());
        if (plan.options().share().whole()) {
            writer.write(made, folder);
        } else {
            folder.write(RunPart.FILE, part.toJson());
        }
        journal.add(new Journal.Finished(made.exitCode()));
        result = made;
    }

    /** What is not needed is free again. */
    private void settle() {
        if (!settled) {
            settled = true;
            environment.guard().settle(runner.spent(), runner.mayBill());
        }
    }

    /** Calls back when it may be worth to advance: from any thread, often; the callback must return at once. */
    public void onNews(Runnable hint) {
        runner.onNews(hint);
    }

    /** When to advance though nothing was heard; a deadline or a limit of patience lies there. */
    public Instant next() {
        return execution.next();
    }

    /** The providers' ids of the jobs that it waits for. */
    public List<String> open() {
        return new ArrayList<>(runner.open());
    }

    /** Waits until it may be worth to advance. */
    void await() throws InterruptedException {
        runner.await(next());
    }

    /** Stops without cancelling anything: this process goes down, and another one goes on from the journal. */
    public void suspend() {
        if (!closed && result == null) {
            settled = true;
            runner.abandon();
        }
        close();
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (session;
                folder;
                journal) {
            runner.close();
        }
    }
}
