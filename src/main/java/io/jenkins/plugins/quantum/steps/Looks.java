package io.jenkins.plugins.quantum.steps;

import java.util.concurrent.ScheduledFuture;
import java.util.function.BooleanSupplier;

/** When a waiting step looks: after a pause, or at once when it was rung for. One look at a time; between looks no thread is held. */
final class Looks {
    private final Runnable look;
    private final BooleanSupplier here;

    /** The next look; null until one is planned. */
    private ScheduledFuture<?> next;

    /** Whether a look is under way, and whether somebody rang meanwhile. */
    private boolean looking;

    private boolean rung;

    /** Set when no look comes any more. */
    private boolean over;

    /**
     * Plans nothing yet.
     *
     * @param look
     *     looks, in a thread of the pool, and plans the next one
     * @param here
     *     whether it asks no node
     */
    Looks(Runnable look, BooleanSupplier here) {
        this.look = look;
        this.here = here;
    }

    /** The next look comes after a pause. */
    synchronized void plan(long millis) {
        if (!over) {
            long pause = rung ? 0 : millis;
            next = here.getAsBoolean()
                    ? UnitPool.scheduleHere(this::lookOnce, pause)
                    : UnitPool.schedule(this::lookOnce, pause);
            rung = false;
        }
    }

    /** There is something to see: the next look comes at once. */
    synchronized void ring() {
        if (looking || next == null || !next.cancel(false)) {
            rung = true;
        } else {
            plan(0);
        }
    }

    /** There will be no more looks. */
    synchronized void end() {
        over = true;
        if (next != null) {
            next.cancel(false);
        }
    }

    private void lookOnce() {
        synchronized (this) {
            looking = true;
        }
        try {
            look.run();
        } finally {
            synchronized (this) {
                looking = false;
                if (rung && next != null && next.cancel(false)) {
                    plan(0);
                }
            }
        }
    }
}
