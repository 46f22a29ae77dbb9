package io.jenkins.plugins.quantum.report;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.AccessControlled;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.util.regex.Pattern;

/** Who sees money on pages, and what the others see in its place. */
public final class CostView {
    private static final Pattern AMOUNT = Pattern.compile("(?:\\d[\\d.]{0,20} of )?\\d[\\d .]{0,20} ?[A-Z]{3,4}\\b");
    private static final String HIDDEN = "…";

    private CostView() {}

    /** Whether the user of this request may see what a job, a folder or a build costs. */
    public static boolean visible(@NonNull AccessControlled subject) {
        return subject.hasPermission(QuantumPermissions.VIEW_COSTS);
    }

    /** A sentence as a user sees it: amounts of money are taken out for those who may not see them. */
    @NonNull
    public static String sentence(@NonNull String text, boolean visible) {
        return visible ? text : AMOUNT.matcher(text).replaceAll(HIDDEN);
    }
}
