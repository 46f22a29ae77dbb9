package io.jenkins.plugins.quantum.approval;

import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Optional;
import jenkins.scm.api.SCMHead;
import jenkins.scm.api.SCMRevision;
import jenkins.scm.api.SCMRevisionAction;
import jenkins.scm.api.SCMSource;
import jenkins.scm.api.mixin.ChangeRequestSCMHead;

/** Tells builds of change requests whose author the repository does not trust. Asks the repository: may take a while. */
final class Stranger {
    private Stranger() {}

    /** Why a build counts as a stranger's; empty when it does not. What cannot be found out counts as a stranger's. */
    static Optional<String> of(Run<?, ?> run) {
        if (!(SCMHead.HeadByItem.findHead(run.getParent()) instanceof ChangeRequestSCMHead change)) {
            return Optional.empty();
        }
        String what = "change request " + change.getId();
        SCMSource source = SCMSource.SourceByItem.findSource(run.getParent());
        SCMRevision revision = source == null ? null : SCMRevisionAction.getRevision(source, run);
        if (source == null || revision == null) {
            return Optional.of(what + " comes from nobody knows where");
        }
        try {
            return source.getTrustedRevision(revision, TaskListener.NULL).equals(revision)
                    ? Optional.empty()
                    : Optional.of(what + " comes from somebody whom the repository does not trust");
        } catch (IOException e) {
            return Optional.of(
                    "whether the author of " + what + " is trusted cannot be found out (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("it was not found out whether the author of " + what + " is trusted");
        }
    }
}
