package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest.ConfiguredBackend;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.run.Access;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import io.jenkins.plugins.quantum.tenants.Tenancy;
import java.util.Optional;
import java.util.Set;

/**
 * Lets a build open only the backends that its folders allow, at addresses that are allowed. Wraps the access that has credentials;
 * a refused backend never gets that far.
 */
public final class RuledAccess implements Access {
    private final Access inner;
    private final Run<?, ?> run;
    private final String resultId;

    /**
     * The rules for a build.
     *
     * @param resultId
     *     of its result, for the audit log
     */
    public RuledAccess(@NonNull Access inner, @NonNull Run<?, ?> run, @NonNull String resultId) {
        this.inner = inner;
        this.run = run;
        this.resultId = resultId;
    }

    @Override
    public BackendSettings settings(BackendSpec spec, BackendProvider provider) throws BackendException {
        Optional<String> refusal = refusal(run, spec);
        if (refusal.isPresent()) {
            AuditLog.get().build(Deed.REFUSE, run, resultId, spec.name(), "", refusal.get());
            throw new BackendException(refusal.get(), BackendException.Kind.REFUSED);
        }
        return inner.settings(spec, provider);
    }

    /** Why a build may not use a backend; empty when it may. */
    @NonNull
    static Optional<String> refusal(Run<?, ?> run, BackendSpec spec) {
        String name = spec.name();
        var wanted = new ConfiguredBackend(name, spec.type(), spec.options());
        Optional<QuantumBackendConfiguration> configured = QuantumGlobalConfiguration.get().getBackends().stream()
                .filter(backend -> backend.toConfiguredBackend().equals(wanted))
                .findFirst();
        // the simulators that are always there send nothing anywhere: they count as configured under their own names
        boolean local = name.equals(spec.type()) && Set.of("builtin", "aer").contains(name);
        Optional<String> refusal = Tenancy.of(run.getParent())
                .refusal(
                        name,
                        configured.isPresent() || local,
                        configured.map(QuantumBackendConfiguration::labels).orElse(Set.of()));
        return refusal.isPresent() || QuantumGlobalConfiguration.get().isLinkLocalEndpoints()
                ? refusal
                : reserved(name, spec.options().values());
    }

    private static Optional<String> reserved(String name, Iterable<String> options) {
        for (String option : options) {
            Optional<String> kind = option.contains("://") ? ReservedAddress.leadsTo(option) : Optional.empty();
            if (kind.isPresent()) {
                return Optional.of(
                        "backend '" + name + "' leads to " + kind.get() + ", which an administrator must allow first");
            }
        }
        return Optional.empty();
    }
}
