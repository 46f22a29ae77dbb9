package io.jenkins.plugins.quantum.service;

import hudson.init.Terminator;
import io.jenkins.plugins.quantum.util.TimedPool;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The few threads that plan and judge all runs of the controller. A run holds none while it waits. */
@Restricted(NoExternalUse.class)
public final class ServicePool {
    private static final Logger LOGGER = Logger.getLogger(ServicePool.class.getName());
    private static final TimedPool POOL = new TimedPool("quantumService", 2);

    private ServicePool() {}

    /** Runs a task later; null when Jenkins goes down. */
    static ScheduledFuture<?> schedule(Runnable task, long millis) {
        try {
            return POOL.schedule(task, Duration.ofMillis(millis));
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins goes down", e);
            return null;
        }
    }

    /** Jenkins goes down: runs are left as they are, and services go on with the jobs that they have. */
    @Terminator
    public static void stop() {
        ServiceRuns.suspendAll();
        POOL.finish();
    }
}
