package io.jenkins.plugins.quantum.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import java.util.Locale;

/** What a failed gate does. Open questions and missing data make a build unstable under either: never green. */
enum Policy {
    /** The step fails: what follows does not run. */
    FAIL,
    /** The stage and the build become unstable, and the build goes on. */
    UNSTABLE;

    /**
     * The policy of a name in any case; {@link #FAIL} where none is given.
     *
     * @throws IllegalArgumentException
     *     when there is no such policy
     */
    @NonNull
    static Policy of(@CheckForNull String name) {
        String given = Util.fixEmptyAndTrim(name);
        if (given == null) {
            return FAIL;
        }
        for (Policy policy : values()) {
            if (policy.text().equalsIgnoreCase(given)) {
                return policy;
            }
        }
        throw new IllegalArgumentException("policy: expected 'fail' or 'unstable', found '" + given + "'");
    }

    /** As users write it. */
    @NonNull
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
