package io.jenkins.plugins.quantum.backends;

import hudson.init.Terminator;
import hudson.security.ACL;
import hudson.security.ACLContext;
import hudson.util.ClassLoaderSanityThreadFactory;
import hudson.util.DaemonThreadFactory;
import hudson.util.NamingThreadFactory;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The two threads that poll backends: a service that hangs holds one of them for seconds, never both for long. */
@Restricted(NoExternalUse.class)
public final class PollPool {
    private static final int THREADS = 2;
    private static final int IDLE_SECONDS = 60;
    private static ScheduledThreadPoolExecutor executor;

    private PollPool() {}

    private static synchronized ScheduledThreadPoolExecutor executor() {
        if (executor == null) {
            executor = new ScheduledThreadPoolExecutor(
                    THREADS,
                    new NamingThreadFactory(
                            new ClassLoaderSanityThreadFactory(new DaemonThreadFactory()), "quantumBackends"));
            executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            executor.allowCoreThreadTimeOut(true);
        }
        return executor;
    }

    static void schedule(Runnable task, Duration after) {
        executor().schedule(() -> asSystem(task), after.toMillis(), TimeUnit.MILLISECONDS);
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
