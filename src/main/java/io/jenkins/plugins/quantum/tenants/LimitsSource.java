package io.jenkins.plugins.quantum.tenants;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.ItemGroup;
import java.util.Optional;

/** Knows the limits of some levels. */
public interface LimitsSource extends ExtensionPoint {
    /** The limits of exactly this level. */
    @NonNull
    Optional<TenantLimits> of(@NonNull ItemGroup<?> level);
}
