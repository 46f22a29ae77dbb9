package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Submits, asks, fetches and cancels for all runs of a process, so that each account of a provider sees one poller at one pace,
 * however many runs wait for it. Make one for a process.
 */
public final class Dispatcher {
    /**
     * Threads for the exchanges with all services together. With the caller's, and those that the HTTP client starts to look after
     * connections and time limits, a process has at most 16.
     */
    public static final int THREADS = 8;

    private final Clock clock;
    private final Supplier<String> tokens;
    private final long seed;
    private final Drive drive;
    /** Guarded by this object's monitor, which is taken before an account's. */
    private final Map<String, Account> remote = new HashMap<>();

    private final Map<Backend, Account> local = new IdentityHashMap<>();

    private Dispatcher(Clock clock, Supplier<String> tokens, long seed, Drive drive) {
        this.clock = clock;
        this.tokens = tokens;
        this.seed = seed;
        this.drive = drive;
    }

    /** Works on threads of its own. */
    public static Dispatcher inBackground(Clock clock) {
        return inBackground(clock, THREADS);
    }

    /**
     * Works on threads of its own.
     *
     * @param threads
     *     at most, at least 2; they end when there is nothing to do
     */
    public static Dispatcher inBackground(Clock clock, int threads) {
        long seed = UUID.randomUUID().getMostSignificantBits(); // processes must not come back to a service in step
        return new Dispatcher(clock, () -> UUID.randomUUID().toString(), seed, new ThreadDrive(clock, threads));
    }

    /**
     * Works on the thread of whoever waits: repeats itself exactly, in simulated time too.
     *
     * @param tokens
     *     gives client tokens
     * @param seed
     *     of the jitter
     */
    public static Dispatcher inTurns(Clock clock, Sleeper sleeper, Supplier<String> tokens, long seed) {
        return new Dispatcher(clock, tokens, seed, new TurnDrive(clock, sleeper));
    }

    /** A door for one run. */
    public Client client(JobLog log) {
        return new Client(this, log);
    }

    Instant now() {
        return clock.instant();
    }

    void wake(Account account) {
        drive.wake(account);
    }

    Order place(List<Parcel> parcels, Order order) {
        for (Parcel parcel : parcels) {
            Account account = account(parcel);
            account.place(parcel, order, now());
            drive.wake(account);
        }
        return order;
    }

    /** Simulators on this machine share nothing but a name; services share the limits of the account. */
    private synchronized Account account(Parcel parcel) {
        Backend backend = parcel.backend();
        if (parcel.local()) {
            return local.computeIfAbsent(backend, key -> account("local " + local.size()));
        }
        return remote.computeIfAbsent(backend.capabilities().type() + " " + backend.account(), this::account);
    }

    private Account account(String name) {
        return new Account(tokens, Seed.derive(seed, name));
    }

    void await(Client client, Instant atMost, Duration atLeast) throws InterruptedException {
        drive.await(client, this::accounts, atMost, atLeast);
    }

    private synchronized Collection<Account> accounts() {
        Collection<Account> all = new ArrayList<>(remote.values());
        all.addAll(local.values());
        return all;
    }

    synchronized void forgetIdle() {
        local.values().removeIf(Account::idle);
    }
}
