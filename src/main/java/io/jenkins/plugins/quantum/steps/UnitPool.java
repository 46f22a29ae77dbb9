package io.jenkins.plugins.quantum.steps;

import hudson.init.Terminator;
import io.jenkins.plugins.quantum.util.TimedPool;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The few threads that look after all waiting steps of the controller. A step holds none while it waits. */
@Restricted(NoExternalUse.class)
public final class UnitPool {
    private static final TimedPool POOL = new TimedPool("quantumTest", 6);

    private UnitPool() {}

    static ScheduledFuture<?> schedule(Runnable task, long millis) {
        return POOL.schedule(task, Duration.ofMillis(millis));
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static void stop() {
        POOL.stop();
    }
}
