package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Is told of every result once its files, its page and its place in the trend are there. */
public abstract class ResultListener implements ExtensionPoint {
    /**
     * A result is published. Called in the thread of the step or builder: be quick, or go on elsewhere.
     *
     * @param run
     *     the build
     * @param listener
     *     its log
     * @param id
     *     of the result in the build
     * @param result
     *     all of it
     */
    public abstract void published(
            @NonNull Run<?, ?> run, @NonNull TaskListener listener, @NonNull String id, @NonNull RunResult result);

    /** Tells all listeners; one that breaks costs neither the build nor the others anything. */
    public static void tell(
            @NonNull Run<?, ?> run, @NonNull TaskListener listener, @NonNull String id, @NonNull RunResult result) {
        for (ResultListener one : ExtensionList.lookup(ResultListener.class)) {
            try {
                one.published(run, listener, id, result);
            } catch (RuntimeException e) {
                Logger.getLogger(ResultListener.class.getName())
                        .log(Level.WARNING, e, () -> one.getClass().getName() + " broke on " + id + " of " + run);
            }
        }
    }
}
