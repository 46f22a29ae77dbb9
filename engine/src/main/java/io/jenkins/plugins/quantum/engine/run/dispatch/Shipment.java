package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import java.time.Duration;
import java.time.Instant;

/** A parcel on its way. Its account's monitor guards every field. */
final class Shipment implements Comparable<Shipment> {
    /** What is to be done with it next. */
    enum Phase {
        /** Submit it; nothing of it is at the provider. */
        WAITING,
        /** Submit it again under the same token: it may be at the provider already. */
        RESENDING,
        /** Look for it in the provider's list: it may be there. */
        SEARCHING,
        /** Ask for its state. */
        ASKING,
        /** Fetch its result. */
        FETCHING,
        /** Tell it to end. */
        STOPPING,
        /** It was told to end: read its state. */
        STOPPED,
        ENDED
    }

    /** Denials of the credentials that are borne before the words are believed: a token may expire in mid-poll. */
    static final int MOST_DENIALS = 5;

    private static final double QUEUED_GROWTH = 1.5;
    private static final double RUNNING_GROWTH = 1.25;

    private final long number;
    private final Parcel parcel;
    private final Order order;
    private final Account account;
    private final Line line;
    private final Instant placed;
    private Phase phase = Phase.WAITING;
    private Instant due;
    private String token;
    private JobRef ref;
    private Instant accepted;
    /** When its state was last read, or it was accepted. */
    private Instant known = Instant.MIN;

    private Instant doubted;
    private boolean earlier;
    private JobStatus.State state = JobStatus.State.QUEUED;
    private Duration pause;
    private int faults;
    private int denials;
    private int reads;
    private int missed;
    private boolean missing;
    private boolean stopping;
    private boolean busy;
    private boolean alone;
    private boolean counted;

    Shipment(long number, Parcel parcel, Order order, Account account, Line line, Instant now) {
        this.number = number;
        this.parcel = parcel;
        this.order = order;
        this.account = account;
        this.line = line;
        this.placed = now;
        this.due = now;
        this.pause = conduct().quickest();
    }

    /** Its place among all parcels of its account. */
    long number() {
        return number;
    }

    Parcel parcel() {
        return parcel;
    }

    Order order() {
        return order;
    }

    Account account() {
        return account;
    }

    Line line() {
        return line;
    }

    Backend backend() {
        return parcel.backend();
    }

    Conduct conduct() {
        return line.conduct();
    }

    Phase phase() {
        return phase;
    }

    Instant due() {
        return due;
    }

    String token() {
        return token;
    }

    JobRef ref() {
        return ref;
    }

    String id() {
        return ref == null ? null : ref.id();
    }

    boolean stopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }

    boolean busy() {
        return busy;
    }

    void busy(boolean now) {
        busy = now;
    }

    /** Whether it shares no question with others, because a shared one was refused. */
    boolean alone() {
        return alone;
    }

    void separate() {
        alone = true;
    }

    /** Whether it counts among the unfinished jobs of the account. */
    boolean counted() {
        return counted;
    }

    void counted(boolean now) {
        counted = now;
    }

    /** Says what is next and when; what has ended stays so. Not while it stands in a set that is sorted by time. */
    void go(Phase next, Instant at) {
        if (phase != Phase.ENDED) {
            phase = next;
            due = at;
        }
    }

    void named(String chosen) {
        token = chosen;
    }

    /** The provider has it under an id. */
    void accepted(JobRef given, Instant now) {
        ref = given;
        accepted = now;
        faults = 0;
        denials = 0;
        known = now;
        go(Phase.ASKING, now.plus(line.pace().pause(this, conduct().quickest(), false, now)));
    }

    /** The same from an earlier process. */
    void acceptedEarlier(JobRef known, Instant now) {
        accepted(known, now);
        earlier = true;
        due = now;
    }

    boolean acceptedEarlier() {
        return earlier;
    }

    /** How long ago this process saw it accepted. */
    Duration acceptedFor(Instant now) {
        return Duration.between(accepted, now);
    }

    /** Whether a service whose list lags may not know it yet. */
    boolean maybeNotListed(Instant now) {
        return now.isBefore(accepted.plus(conduct().listingLag()));
    }

    /** From when on an empty list of the provider proves that it was never accepted. */
    Instant provenFrom() {
        // Of an earlier process only the order of its lines is believed, not its clock.
        return (doubted == null ? placed : doubted).plus(conduct().listingLag());
    }

    /** Whether the provider's list did not have it when it could not lag any more. */
    boolean missing() {
        return missing;
    }

    void missing(boolean seen) {
        missing = seen;
    }

    /** A submission's answer was lost now. */
    void doubt(Instant now) {
        doubted = now;
        missing = false;
    }

    /** The state in which the provider has it; the next question follows from it. */
    void seen(JobStatus status, Instant now) {
        boolean runs = status.state() == JobStatus.State.RUNNING;
        boolean changed = state != status.state();
        state = status.state();
        missed = state == JobStatus.State.LOST ? missed : 0;
        faults = 0;
        denials = 0;
        if (changed) {
            pause = conduct().quickest();
            line.pace().moved(now);
        }
        known = now;
        due = now.plus(account.backoff().about(line.pace().pause(this, pause, runs, now)));
        Duration grown = Duration.ofNanos((long) (pause.toNanos() * (runs ? RUNNING_GROWTH : QUEUED_GROWTH)));
        pause = grown.compareTo(conduct().slowest()) < 0 ? grown : conduct().slowest();
    }

    /** The provider does not know it: whether it is to be asked again before that is believed. */
    boolean missedFirst(int least) {
        missed++;
        return !parcel.local() && missed < least;
    }

    /** Whether the provider has it and it was not seen to run. */
    boolean queued() {
        return phase == Phase.ASKING && state == JobStatus.State.QUEUED;
    }

    /** Whether its state was last read at a time or before. */
    boolean knownSince(Instant time) {
        return !known.isAfter(time);
    }

    /** Its state may have changed: it is asked for soon. Not while it stands in a set that is sorted by time. */
    void hurry(Instant now) {
        Instant soonest = Line.later(now, known.plus(conduct().quickest()));
        due = soonest.isBefore(due) ? soonest : due;
    }

    /** A try failed: the same again, later. */
    void again(Instant now) {
        faults++;
        due = now.plus(account.backoff().after(faults, conduct()));
    }

    /** How many tries have failed in a row. */
    int faulty() {
        return faults;
    }

    /** The credentials were denied: whether they may be tried again. */
    boolean deniedAgain(Instant now) {
        denials++;
        again(now);
        return denials <= MOST_DENIALS;
    }

    /** Whether the credentials were denied once only. */
    boolean firstDenial() {
        return denials == 1;
    }

    /** It was told to end and has not: how often its state was read since. */
    int readAgain(Instant now) {
        reads++;
        due = now.plus(conduct().quickest().multipliedBy(1L << Math.min(reads, 10)));
        return reads;
    }

    @Override
    public int compareTo(Shipment other) {
        int byDue = due.compareTo(other.due);
        return byDue != 0 ? byDue : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }
}
