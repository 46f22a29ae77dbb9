package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.engine.run.SpendGuard;
import java.util.Optional;

/** The one place on the controller where a run gets the guard that every submission for money passes. */
public final class SpendGuards {
    private SpendGuards() {}

    /** The guard of a result's run. */
    @NonNull
    static SpendGuard of(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return BuildSpending.of(run, resultId);
    }

    /** By whom the run of a result was released, for its log; empty when nobody had to. */
    @NonNull
    public static Optional<String> released(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return BuildSpending.released(run, resultId);
    }

    /** Tells the audit log that what a run has at services is cancelled. */
    public static void cancelled(@NonNull Run<?, ?> run, @NonNull String resultId, @NonNull String why) {
        BuildSpending.cancelled(run, resultId, why);
    }

    /** Whether a run that was refused its money waits for somebody to approve it. */
    public static boolean waits(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return BuildSpending.waits(run, resultId);
    }
}
