package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.approval.BuildSpending;
import io.jenkins.plugins.quantum.engine.run.SpendGuard;

/** The one place on the controller where a run gets the guard that every submission for money passes. */
public final class SpendGuards {
    private SpendGuards() {}

    /** The guard of a result's run. */
    @NonNull
    static SpendGuard of(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return BuildSpending.of(run, resultId);
    }

    /** Whether a run that was refused its money waits for somebody to approve it. */
    public static boolean waits(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return BuildSpending.waits(run, resultId);
    }
}
