package io.jenkins.plugins.quantum.steps;

import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The few threads that look after all waiting steps of the controller. A step holds none while it waits. */
@Restricted(NoExternalUse.class)
public final class UnitPool {
    private static final int THREADS = 6;
    private static final int IDLE_SECONDS = 60;
    private static ScheduledThreadPoolExecutor executor;

    private UnitPool() {}

    private static synchronized ScheduledThreadPoolExecutor executor() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(
                    THREADS,
                    new NamingThreadFactory(
                            new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "quantumTest"));
            executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
            executor.setRemoveOnCancelPolicy(true);
        }
        return executor;
    }

    static ScheduledFuture<?> schedule(Runnable task, long millis) {
        return executor().schedule(() -> asSystem(task), millis, TimeUnit.MILLISECONDS);
    }

    private static void asSystem(Runnable task) {
        try (ACLContext ignored = ACL.as2(ACL.SYSTEM2)) {
            task.run();
        }
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static synchronized void stop() {
        if (executor != null) {
            executor.shutdownNow();
            executor = null;
        }
    }
}
