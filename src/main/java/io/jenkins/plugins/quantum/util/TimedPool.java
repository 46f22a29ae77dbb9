package io.jenkins.plugins.quantum.util;

import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** A few threads for timed work as Jenkins itself. They begin with the first task and end when nothing was due for a minute. */
@Restricted(NoExternalUse.class)
public final class TimedPool {
    private static final int IDLE_SECONDS = 60;

    private final String name;
    private final int threads;
    private ScheduledThreadPoolExecutor executor;

    /**
     * @param name
     *     that the threads bear in a thread dump
     * @param threads
     *     most of them
     */
    public TimedPool(String name, int threads) {
        this.name = name;
        this.threads = threads;
    }

    private synchronized ScheduledThreadPoolExecutor executor() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(
                    threads,
                    new NamingThreadFactory(new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), name));
            executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setRemoveOnCancelPolicy(true);
            executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }
        return executor;
    }

    /**
     * Runs a task once, after this time, with the rights of Jenkins.
     *
     * @throws java.util.concurrent.RejectedExecutionException
     *     when the pool is stopped at that moment
     */
    public ScheduledFuture<?> schedule(Runnable task, Duration after) {
        return executor().schedule(() -> asSystem(task), after.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void asSystem(Runnable task) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            task.run();
        }
    }

    /** Forgets what was due and lets what runs come to its end; a later task begins new threads. */
    public synchronized void finish() {
        if (executor != null) {
            executor.shutdown();
            executor = null;
        }
    }

    /** Forgets what was due and interrupts what runs; a later task begins new threads. */
    public synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }
}
