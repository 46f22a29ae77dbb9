package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Makes the exchanges on a few daemon threads, which end when there is nothing to do. Two at once for an account, four while at least
 * half of the threads are free: a service that hangs must not keep the others waiting.
 */
final class ThreadDrive implements Drive {
    private static final int LANES = 2;
    private static final int MOST_LANES = 4;
    private static final int CALLS_IN_A_ROW = 64;
    private static final long LONGEST_WAIT_MILLIS = 20;
    private static final long LONGEST_SLEEP_SECONDS = 3600;
    private static final long IDLE_SECONDS = 10;

    private final Clock clock;
    private final ScheduledThreadPoolExecutor threads;
    private final int half;
    /** Guards itself and all that follows. */
    private final Map<Account, Lanes> lanes = new HashMap<>();

    private int busy;

    ThreadDrive(Clock clock, int threads) {
        this.clock = clock;
        this.half = threads / 2;
        var number = new AtomicInteger();
        this.threads = new ScheduledThreadPoolExecutor(threads, task -> {
            var thread = new Thread(task, "qmlops-dispatch-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        this.threads.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
        this.threads.allowCoreThreadTimeOut(true);
        this.threads.setRemoveOnCancelPolicy(true);
    }

    /** How many threads serve an account, and when the next one is called. */
    private static final class Lanes {
        private int busy;
        private Instant planned = Instant.MAX;
        private ScheduledFuture<?> plan;
    }

    @Override
    public void wake(Account account) {
        Instant now = clock.instant();
        Instant due = account.due(now);
        synchronized (lanes) {
            Lanes own = lanes.computeIfAbsent(account, key -> new Lanes());
            if (due.equals(Instant.MAX)) {
                if (own.busy == 0 && own.plan == null) {
                    lanes.remove(account);
                }
                return;
            }
            if (own.busy >= (busy < half ? MOST_LANES : LANES) || !due.isBefore(own.planned)) {
                return;
            }
            if (own.plan != null) {
                own.plan.cancel(false);
            }
            own.planned = due;
            long nanos = due.isAfter(now.plusSeconds(LONGEST_SLEEP_SECONDS))
                    ? TimeUnit.SECONDS.toNanos(LONGEST_SLEEP_SECONDS)
                    : Math.max(0, Duration.between(now, due).toNanos());
            own.plan = threads.schedule(() -> serve(account, own), nanos, TimeUnit.NANOSECONDS);
        }
    }

    private void serve(Account account, Lanes own) {
        synchronized (lanes) {
            own.planned = Instant.MAX;
            own.plan = null;
            own.busy++;
            busy++;
        }
        try {
            for (int calls = 0; calls < CALLS_IN_A_ROW; calls++) {
                Optional<Call> call = account.take(clock.instant());
                if (call.isEmpty()) {
                    break;
                }
                wake(account);
                perform(call.get());
                account.settle(call.get(), clock.instant());
            }
        } finally {
            synchronized (lanes) {
                own.busy--;
                busy--;
            }
            wake(account);
        }
    }

    /** An error of the virtual machine must not leave the runs that wait without an answer. */
    private static void perform(Call call) {
        try {
            call.perform();
        } catch (Error e) {
            call.broken(new IllegalStateException("the program failed: " + e, e));
        }
    }

    @Override
    public void await(Client client, Supplier<Collection<Account>> accounts, Instant atMost, Duration atLeast)
            throws InterruptedException {
        if (!atLeast.isZero()) {
            LockSupport.parkNanos(atLeast.toNanos());
        }
        long millis = Duration.between(clock.instant(), atMost).toMillis();
        client.news(Math.max(1, Math.min(LONGEST_WAIT_MILLIS, millis)));
    }
}
