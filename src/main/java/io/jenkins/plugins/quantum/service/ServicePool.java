package io.jenkins.plugins.quantum.service;

import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The few threads that plan and judge all runs of the controller. A run holds none while it waits. */
@Restricted(NoExternalUse.class)
public final class ServicePool {
    private static final Logger LOGGER = Logger.getLogger(ServicePool.class.getName());
    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 30;
    private static ScheduledThreadPoolExecutor executor;

    private ServicePool() {}

    private static synchronized ScheduledThreadPoolExecutor executor() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(
                    THREADS,
                    new NamingThreadFactory(
                            new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "quantumService"));
            executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
        return executor;
    }

    /** Runs a task later; null when Jenkins goes down. */
    static ScheduledFuture<?> schedule(Runnable task, long millis) {
        try {
            return executor().schedule(() -> asSystem(task), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOGGER.log(Level.FINE, "Jenkins goes down", e);
            return null;
        }
    }

    private static void asSystem(Runnable task) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            task.run();
        }
    }

    /** Jenkins goes down: runs are left as they are, and services go on with the jobs that they have. */
    @Terminator
    public static void stop() {
        ServiceRuns.suspendAll();
        synchronized (ServicePool.class) {
            if (executor != null) {
                executor.shutdown();
                executor = null;
            }
        }
    }
}
