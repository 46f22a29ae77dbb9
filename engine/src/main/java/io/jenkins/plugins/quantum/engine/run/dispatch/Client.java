package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One run's door to the {@link Dispatcher}. Orders are placed and waited for by the run's own thread. */
public final class Client implements AutoCloseable {
    private final Dispatcher dispatcher;
    private final JobLog log;
    private final Set<Order> changes = new LinkedHashSet<>();
    private boolean news;
    private RuntimeException fault;
    /** Called when there are news; for runs that no thread waits for. */
    private volatile Runnable hint = () -> {};

    Client(Dispatcher dispatcher, JobLog log) {
        this.dispatcher = dispatcher;
        this.log = log;
    }

    JobLog log() {
        return log;
    }

    Instant now() {
        return dispatcher.now();
    }

    void wake(Account account) {
        dispatcher.wake(account);
    }

    /** Hands parcels over; returns at once. */
    public Order place(List<Parcel> parcels) {
        return dispatcher.place(parcels, new Order(this, false));
    }

    /** Has parcels of an earlier process ended at their providers; returns at once. None is submitted that was not before. */
    public Order end(List<Parcel> parcels) {
        return dispatcher.place(parcels, new Order(this, true));
    }

    /**
     * Waits until something has changed in an order of this client, at most until an instant, and often less long, so that the
     * caller can look whether it shall stop.
     *
     * @param atLeast
     *     for callers to whom looking through their orders is dear: news may be this old
     */
    public void await(Instant atMost, Duration atLeast) throws InterruptedException {
        dispatcher.await(this, atMost, atLeast);
    }

    /**
     * Fails when this process cannot go on: a disk is full, code is wrong.
     *
     * @throws RuntimeException
     *     the fault
     */
    public synchronized void requireWhole() {
        if (fault != null) {
            throw fault;
        }
    }

    /**
     * Has a run called that no thread waits for.
     *
     * @param call
     *     returns at once and calls nothing of this package: it comes from any thread, which may hold the monitor of an account
     */
    public void onNews(Runnable call) {
        hint = call;
    }

    void broke(RuntimeException why) {
        synchronized (this) {
            if (fault == null) {
                fault = why;
            }
            news = true;
            notifyAll();
        }
        hint.run();
    }

    void changed(Order order) {
        synchronized (this) {
            changes.add(order);
            news = true;
            notifyAll();
        }
        hint.run();
    }

    /** The orders in which something has changed since this was last asked. */
    public synchronized List<Order> changes() {
        List<Order> all = List.copyOf(changes);
        changes.clear();
        return all;
    }

    /** Waits for news; whether there were any. */
    synchronized boolean news(long millis) throws InterruptedException {
        if (!news) {
            wait(millis);
        }
        boolean were = news;
        news = false;
        return were;
    }

    /** Forgets the accounts of simulators on this machine, which end with the run. */
    @Override
    public void close() {
        dispatcher.forgetIdle();
    }
}
