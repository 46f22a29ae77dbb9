package io.jenkins.plugins.quantum.backends;

import hudson.init.Terminator;
import io.jenkins.plugins.quantum.util.TimedPool;
import java.time.Duration;
import org.kohsuke.accmod.Restricted;
import org.kohsuke.accmod.restrictions.NoExternalUse;

/** The two threads that poll backends: a service that hangs holds one of them for seconds, never both for long. */
@Restricted(NoExternalUse.class)
public final class PollPool {
    private static final TimedPool POOL = new TimedPool("quantumBackends", 2);

    private PollPool() {}

    static void schedule(Runnable task, Duration after) {
        POOL.schedule(task, after);
    }

    /** Ends the threads with Jenkins. */
    @Terminator
    public static void stop() {
        POOL.stop();
    }
}
