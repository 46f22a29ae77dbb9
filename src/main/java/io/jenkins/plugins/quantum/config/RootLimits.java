package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.ItemGroup;
import io.jenkins.plugins.quantum.tenants.LimitsSource;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.util.Optional;

/** The limits of the whole Jenkins. */
@Extension
public class RootLimits implements LimitsSource {
    @NonNull
    @Override
    public Optional<TenantLimits> of(@NonNull ItemGroup<?> level) {
        return level instanceof Item
                ? Optional.empty()
                : Optional.of(QuantumGlobalConfiguration.get().getLimits());
    }
}
