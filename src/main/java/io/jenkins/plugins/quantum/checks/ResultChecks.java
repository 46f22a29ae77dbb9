package io.jenkins.plugins.quantum.checks;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.checks.api.ChecksPublisherFactory;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.report.ResultListener;
import org.jenkinsci.plugins.displayurlapi.DisplayURLProvider;
import org.jenkinsci.plugins.variant.OptionalExtension;

/** Publishes every result as a check. */
@OptionalExtension(requirePlugins = {"checks-api", "display-url-api"})
public final class ResultChecks extends ResultListener {
    @Override
    public void published(
            @NonNull Run<?, ?> run, @NonNull TaskListener listener, @NonNull String id, @NonNull RunResult result) {
        String page = DisplayURLProvider.get().getRoot() + run.getUrl() + "quantum-" + id + "/";
        ChecksPublisherFactory.fromRun(run, listener).publish(ResultCheck.of(id, result, page));
    }
}
