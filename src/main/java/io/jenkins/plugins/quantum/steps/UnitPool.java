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
    /** For looks at nodes, each of which may be slow to answer. */
    private static final TimedPool NODES = new TimedPool("quantumTest", 6);

    /** For looks at what the controller itself runs: however many steps wait for services, they need no more threads. */
    private static final TimedPool HERE = new TimedPool("quantumTestHere", 2);

    private UnitPool() {}

    static ScheduledFuture<?> schedule(Runnable task, long millis) {
        return NODES.schedule(task, Duration.ofMillis(millis));
    }

    /** For a task that asks no node. */
    static ScheduledFuture<?> scheduleHere(Runnable task, long millis) {
        return HERE.schedule(task, Duration.ofMillis(millis));
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static void stop() {
        NODES.stop();
        HERE.stop();
    }
}
