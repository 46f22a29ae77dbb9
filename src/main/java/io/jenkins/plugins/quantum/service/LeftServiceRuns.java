package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.model.listeners.RunListener;

/** Nobody waits any more for what a build has submitted once the build is over: it is cancelled. */
@Extension
public final class LeftServiceRuns extends RunListener<Run<?, ?>> {
    @Override
    public void onCompleted(Run<?, ?> run, @NonNull TaskListener listener) {
        cancel(run);
    }

    private static void cancel(Run<?, ?> run) {
        ServiceRuns.under(run.getRootDir().toPath()).forEach(ServiceRun::cancel);
    }
}
