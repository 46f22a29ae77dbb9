package io.jenkins.plugins.quantum.live;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.console.HyperlinkNote;
import hudson.model.Run;

/** The way from a build's log to its live page. */
public final class LiveLink {
    private LiveLink() {}

    /** A line for the log. */
    @NonNull
    public static String of(@NonNull Run<?, ?> run) {
        String page = run.getUrl() + QuantumLiveAction.URL + "/";
        return Messages.Live_Log(HyperlinkNote.encodeTo("/" + page, page));
    }
}
