package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Conduct;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What an account knows of one of its backends: the parcels that wait to be submitted there, and whether it is fit for them. Its
 * account guards it.
 */
final class Line {
    /** How long an answer about a device holds. */
    static final Duration FRESH = Duration.ofMinutes(5);

    static final Duration FIRST_LOOK_AGAIN = Duration.ofSeconds(30);

    /** A device that is down is looked at so often at least: some come back for a few minutes only. */
    static final Duration LAST_LOOK_AGAIN = Duration.ofMinutes(1);

    /** A job that is in the device's queue already leaves it when the device was down at so many looks in a row. */
    private static final int LOOKS_TO_LEAVE = 3;

    private final String name;
    private final Conduct conduct;
    private final boolean local;
    private final TreeSet<Shipment> waiting = new TreeSet<>();
    private final Breaker breaker = new Breaker();
    private final Pace pace;
    private Instant knownUntil = Instant.MIN;
    private boolean looking;
    private int sending;
    private boolean offline;
    private int looksOffline;
    private String words = "";

    Line(String name, Conduct conduct, boolean local) {
        this.name = name;
        this.conduct = conduct;
        this.local = local;
        this.pace = new Pace(conduct, local);
    }

    String name() {
        return name;
    }

    Conduct conduct() {
        return conduct;
    }

    TreeSet<Shipment> waiting() {
        return waiting;
    }

    Breaker breaker() {
        return breaker;
    }

    /** Of the questions for its jobs' states. */
    Pace pace() {
        return pace;
    }

    /** A submission is on its way, or answered. */
    void sending(boolean begins) {
        sending += begins ? 1 : -1;
    }

    /**
     * Whether another submission may set out beside those on their way. Where nobody can tell afterwards what a process that dies has
     * submitted, one at a time: a death then leaves at most one job in doubt.
     */
    boolean maySend() {
        return local || sending == 0 || conduct.repetition() != Conduct.Repetition.NONE;
    }

    /** Why nothing can be submitted now; empty when something can, or when the next look or try will tell. */
    String held(Instant now) {
        if (offline) {
            if (looking || !now.isBefore(knownUntil)) {
                return "";
            }
            return name + " is offline" + (words.isEmpty() ? "" : ": " + words);
        }
        return breaker.rests(now) ? name + " fails again and again" + (words.isEmpty() ? "" : ": " + words) : "";
    }

    /** The same for a job that waits in the device's queue: a device that calibrates itself is down for a moment. */
    String heldInQueue(Instant now) {
        return looksOffline < LOOKS_TO_LEAVE ? "" : held(now);
    }

    /** For whom somebody must look at the device: before anything more is submitted, and now and then for who waits in its queue. */
    Optional<Shipment> mustLook(Instant now) {
        return now.isBefore(nextLook()) ? Optional.empty() : interested();
    }

    private Optional<Shipment> interested() {
        return waiting.isEmpty() ? pace.firstQueued() : Optional.of(waiting.first());
    }

    /** When somebody must look. */
    private Instant nextLook() {
        return local || looking || interested().isEmpty() ? Instant.MAX : knownUntil;
    }

    /** Somebody looks. */
    void look() {
        looking = true;
    }

    /** When something is due here: a look or a submission; {@link Instant#MAX} for not before something else happens. */
    Instant due(boolean mayAccept, Instant nextSubmission) {
        if (waiting.isEmpty()) {
            return nextLook();
        }
        Instant first = waiting.first().due();
        if (!local && looking) {
            return Instant.MAX;
        }
        if (offline) {
            return knownUntil;
        }
        if (!mayAccept) {
            return Instant.MAX;
        }
        return later(later(first, nextSubmission), breaker.allowedFrom());
    }

    /** Whether the first one may leave now. */
    boolean ready(Instant now, boolean mayAccept, Instant nextSubmission) {
        return (local || now.isBefore(knownUntil))
                && !offline
                && !due(mayAccept, nextSubmission).isAfter(now);
    }

    /** What the provider says about the device. */
    void saw(Availability availability, Instant now) {
        looking = false;
        if (availability.usable()) {
            offline = false;
            looksOffline = 0;
            knownUntil = now.plus(FRESH);
        } else {
            offline(availability.message(), now);
        }
    }

    /** The provider did not say: the submission itself will show. */
    void sawNothing(Instant now) {
        looking = false;
        knownUntil = now.plus(FIRST_LOOK_AGAIN);
    }

    /** The device takes nothing. */
    void offline(String why, Instant now) {
        looking = false;
        offline = !local;
        words = why;
        knownUntil = now.plus(Backoff.bound(FIRST_LOOK_AGAIN, looksOffline, LAST_LOOK_AGAIN));
        looksOffline++;
    }

    /** A submission or a look failed. */
    void failed(String why, Instant now) {
        words = why;
        breaker.failed(now);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
