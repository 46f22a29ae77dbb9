package io.jenkins.plugins.quantum.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.quantum.engine.run.RunProgress;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Hears of runs that are over, with what they did and cost: also of those that were aborted. */
public interface LiveRunEnd extends ExtensionPoint {
    /**
     * A run is over.
     *
     * @param id
     *     name of its result in the build
     * @param last
     *     where it stood last
     */
    void ended(@NonNull Run<?, ?> run, @NonNull String id, @NonNull RunProgress last);

    /** Tells everybody; a fault of one listener is not the run's. */
    static void told(Run<?, ?> run, String id, RunProgress last) {
        for (LiveRunEnd listener : ExtensionList.lookup(LiveRunEnd.class)) {
            try {
                listener.ended(run, id, last);
            } catch (RuntimeException e) {
                Logger.getLogger(LiveRunEnd.class.getName())
                        .log(Level.WARNING, e, () -> "a listener to the end of " + run + " failed");
            }
        }
    }
}
