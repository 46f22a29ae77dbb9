package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Parcels that belong together, as their client sees them. Its monitor is taken last, after an account's. */
public final class Order {
    private final Client client;
    /** Whether its parcels are to end wherever they are. */
    private final boolean ending;

    private final List<Shipment> shipments = new ArrayList<>();
    private final Map<String, Ending> endings = new LinkedHashMap<>();
    private final Map<Shipment, JobStatus> states = new LinkedHashMap<>();
    private final List<Duration> waits = new ArrayList<>();
    private boolean begun;
    private int failed;
    private int running;
    private long runningShares;
    private long shots;
    private Instant runningSince = Instant.MAX;

    Order(Client client, boolean ending) {
        this.client = client;
        this.ending = ending;
    }

    boolean ending() {
        return ending;
    }

    JobLog log() {
        return client.log();
    }

    synchronized void add(Shipment shipment) {
        shipments.add(shipment);
    }

    synchronized List<Shipment> shipments() {
        return List.copyOf(shipments);
    }

    List<Shipment> shipments(Account account) {
        return shipments().stream().filter(s -> s.account() == account).toList();
    }

    /** A state was read. */
    void seen(Shipment shipment, JobStatus status) {
        synchronized (this) {
            JobStatus before = states.put(shipment, status);
            count(before, -1);
            count(status, 1);
            if (leftTheQueue(before, status) && !shipment.acceptedEarlier()) {
                waits.add(shipment.acceptedFor(client.now()));
            }
            begun |= status.state() == JobStatus.State.RUNNING || status.state() == JobStatus.State.DONE;
            if (begun && runningSince.equals(Instant.MAX)) {
                runningSince = client.now();
            }
        }
        changed();
    }

    private static boolean leftTheQueue(JobStatus before, JobStatus now) {
        boolean waited = before == null || before.state() == JobStatus.State.QUEUED;
        return waited && (now.state() == JobStatus.State.RUNNING || now.state() == JobStatus.State.DONE);
    }

    private void count(JobStatus status, int sign) {
        if (status != null && status.state() == JobStatus.State.RUNNING) {
            running += sign;
            runningShares += sign * Math.round(status.progress() * Tally.WHOLE);
        }
    }

    /** A parcel is over: its end is written, then told. */
    void end(Shipment shipment, Ending ending) {
        if (ending.how() != Ending.How.DONE) {
            try {
                log().ended(shipment.parcel(), ending);
            } catch (RuntimeException e) {
                client.broke(e);
            }
        }
        synchronized (this) {
            count(states.remove(shipment), -1);
            if (ending.how() == Ending.How.DONE) {
                begun = true;
                JobRequest request = shipment.parcel().request();
                shots += request.shots() * request.bindings().size();
            } else {
                failed++;
            }
            endings.put(shipment.parcel().key(), ending);
        }
        changed();
    }

    /** This process cannot go on with it. */
    void broke(RuntimeException why) {
        client.broke(why);
    }

    void changed() {
        client.changed(this);
    }

    /** Whether every parcel has come to an end. */
    public synchronized boolean ended() {
        return endings.size() == shipments.size();
    }

    /** The ends so far, by the parcels' keys. */
    public synchronized Map<String, Ending> endings() {
        return Collections.unmodifiableMap(new LinkedHashMap<>(endings));
    }

    /** Whether a job of it runs or has run at a provider: shots may have been taken. */
    public synchronized boolean begun() {
        return begun;
    }

    /** The providers' ids of the jobs that have been accepted and have not ended. */
    public List<String> ids() {
        return shipments().stream()
                .filter(shipment -> !ended(shipment))
                .map(shipment -> shipment.account().id(shipment))
                .filter(id -> id != null)
                .toList();
    }

    private synchronized boolean ended(Shipment shipment) {
        return endings.containsKey(shipment.parcel().key());
    }

    /** When one of its jobs was first seen to run; {@link Instant#MAX} before. */
    public synchronized Instant runningSince() {
        return runningSince;
    }

    /** Whether a parcel has come to an end without a result. */
    public synchronized boolean failed() {
        return failed > 0;
    }

    /** How many jobs are before the first of those that wait, as far as the provider says. */
    public synchronized OptionalLong queuePosition() {
        return states.values().stream()
                .filter(status -> status.state() == JobStatus.State.QUEUED)
                .flatMapToLong(status -> status.queuePosition().stream())
                .min();
    }

    /** How long those of its jobs waited that left the queue, each from its acceptance to the look that saw it out of the queue. */
    public synchronized List<Duration> waits() {
        return List.copyOf(waits);
    }

    /**
     * Where its parcels are.
     *
     * @param queued
     *     not running yet
     * @param running
     *     under way
     * @param ended
     *     over
     * @param failed
     *     of those ended, without a result
     * @param shots
     *     that came back
     * @param shares
     *     sum of the shares done of those running, in millionths: whole numbers, so that sums can be kept up to date
     */
    public record Tally(int queued, int running, int ended, int failed, long shots, long shares) {
        /** A share of one. */
        public static final long WHOLE = 1_000_000;

        /** Of no parcels. */
        public static final Tally NONE = new Tally(0, 0, 0, 0, 0, 0);

        /** With others. */
        public Tally plus(Tally other) {
            return new Tally(
                    queued + other.queued,
                    running + other.running,
                    ended + other.ended,
                    failed + other.failed,
                    shots + other.shots,
                    shares + other.shares);
        }

        /** Without others. */
        public Tally minus(Tally other) {
            return new Tally(
                    queued - other.queued,
                    running - other.running,
                    ended - other.ended,
                    failed - other.failed,
                    shots - other.shots,
                    shares - other.shares);
        }

        /** The share done of all, 0 to 1. */
        public double share() {
            return (double) (ended * WHOLE + shares) / (WHOLE * Math.max(1, queued + running + ended));
        }
    }

    /** Where its parcels are. */
    public synchronized Tally tally() {
        return new Tally(
                shipments.size() - endings.size() - running, running, endings.size(), failed, shots, runningShares);
    }

    /** Why nothing can be submitted for it now; empty when something can, or when all is submitted. */
    public String held() {
        Instant now = client.now();
        for (Shipment shipment : shipments()) {
            String why = shipment.account().held(shipment, now);
            if (!why.isEmpty()) {
                return why;
            }
        }
        return "";
    }

    /** Tells all parcels to end; they still have to be waited for. */
    public void stop() {
        Instant now = client.now();
        shipments().stream().map(Shipment::account).distinct().forEach(account -> {
            account.stop(this, now);
            client.wake(account);
        });
        changed();
    }

    /** Waits for nothing any more: what has not ended is {@link Ending.How#OPEN}. */
    public void abandon() {
        shipments().stream().map(Shipment::account).distinct().forEach(account -> account.abandon(this));
    }
}
