package io.jenkins.plugins.quantum.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Run;
import hudson.model.listeners.RunListener;

/** Forgets what a build left behind that ended in an unforeseen way. */
@Extension
public final class LiveRunListener extends RunListener<Run<?, ?>> {
    @Override
    public void onFinalized(@NonNull Run<?, ?> run) {
        LiveRuns.get().ended(run);
    }
}
