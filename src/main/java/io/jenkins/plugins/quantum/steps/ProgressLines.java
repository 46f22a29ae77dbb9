package io.jenkins.plugins.quantum.steps;

import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.agent.UnitStatus;

/** Tells a build's log now and then how far its run is. */
final class ProgressLines {
    /** Silence after which a changed progress is worth a line. */
    private static final long SILENCE_MILLIS = 30_000;

    private String last = "";
    private long toldAt = System.currentTimeMillis();

    synchronized void tell(UnitStatus status, TaskListener listener) {
        long now = System.currentTimeMillis();
        if (!status.progress().equals(last) && now - toldAt >= SILENCE_MILLIS) {
            listener.getLogger().println(status.progress());
            toldAt = now;
        }
        last = status.progress();
    }

    /** What was said last; empty before. */
    synchronized String last() {
        return last;
    }
}
