package io.jenkins.plugins.quantum.approval;

import hudson.Util;
import hudson.model.Cause;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.quantum.tenants.Tenancy;
import java.util.List;
import java.util.stream.Stream;
import jenkins.model.Jenkins;

/** The rule that the one who approves is not the one who started the build. */
final class FourEyes {
    private FourEyes() {}

    /** Whether the rule holds for a build and the user started it, or a build that started it. */
    static boolean forbid(Run<?, ?> run, String user) {
        return Tenancy.of(run.getParent()).fourEyes()
                && starters(run.getCauses())
                        .anyMatch(starter -> User.idStrategy().equals(starter, user));
    }

    private static Stream<String> starters(List<Cause> causes) {
        return causes.stream().flatMap(cause -> {
            if (cause instanceof Cause.UpstreamCause upstream) {
                return starters(upstream.getUpstreamCauses());
            }
            return cause instanceof Cause.UserIdCause byUser
                    ? Stream.of(Util.fixNull(byUser.getUserId(), Jenkins.ANONYMOUS2.getName()))
                    : Stream.empty();
        });
    }
}
