package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.AbortException;
import hudson.ExtensionPoint;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Item;
import hudson.model.Run;
import io.jenkins.plugins.quantum.agent.UnitRequest.ConfiguredBackend;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.suite.Suite.BackendSpec;
import io.jenkins.plugins.quantum.tenants.Tenancy;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.kohsuke.stapler.DataBoundSetter;

/** A backend that an administrator offers to suites. Other plugins add their own types. */
public abstract class QuantumBackendConfiguration extends AbstractDescribableImpl<QuantumBackendConfiguration>
        implements ExtensionPoint {
    private final String name;
    private String region;
    private String exportLabels;

    /**
     * Creates it.
     *
     * @param name
     *     under which suites know it
     */
    protected QuantumBackendConfiguration(String name) {
        this.name = Objects.requireNonNull(name, "a backend needs a name").trim();
    }

    /** The name under which suites know it. */
    @NonNull
    public String getName() {
        return name;
    }

    /** Where the data that is sent there lies, in the administrator's words, for example {@code eu}; null where nobody says. */
    @CheckForNull
    public String getRegion() {
        return region;
    }

    @DataBoundSetter
    public void setRegion(String region) {
        this.region = Util.fixEmptyAndTrim(region);
    }

    /** Labels of export control and the like, separated by spaces or commas; null for none. */
    @CheckForNull
    public String getExportLabels() {
        return exportLabels;
    }

    @DataBoundSetter
    public void setExportLabels(String exportLabels) {
        this.exportLabels = Util.fixEmptyAndTrim(exportLabels);
    }

    /** All that a folder can forbid: the region, the option of that name, and the export labels. */
    @NonNull
    public Set<String> labels() {
        Set<String> labels = new TreeSet<>(List.of(Util.fixNull(exportLabels).split("[\\s,]+")));
        labels.add(Util.fixNull(region));
        labels.add(options().getOrDefault("region", ""));
        labels.remove("");
        return labels;
    }

    /** The engine's type. */
    @NonNull
    protected abstract String type();

    /** The engine's options; no secret is among them. */
    @NonNull
    protected abstract Map<String, String> options();

    /** The id of the credential that pays, or null. */
    @CheckForNull
    public String getCredentialsId() {
        return null;
    }

    /** Why the configuration cannot work, or nothing. */
    @NonNull
    protected Optional<String> problem() {
        return Optional.empty();
    }

    /**
     * The provider of the type, for those that the engine does not know by itself. Plugins of vendors return their own, which must be
     * serialisable: it goes to the node where the run is, with its classes.
     */
    @NonNull
    protected Optional<BackendProvider> provider() {
        return Optional.empty();
    }

    /**
     * The credentials for a build, by field; none where the build cannot see them.
     *
     * @throws IOException
     *     when the credential is of a kind that cannot be used; the message names its id
     */
    @NonNull
    public final Map<String, String> secrets(@NonNull Run<?, ?> run) throws IOException {
        String id = payingCredential(run);
        Optional<BackendProvider> provider = provider();
        return id == null || provider.isEmpty()
                ? Map.of()
                : BackendCredentials.resolve(name, id, options().getOrDefault("endpoint", ""), provider.get(), run);
    }

    /**
     * The credentials of a job or folder, by field, to cancel what a deleted build left.
     *
     * @throws IOException
     *     when the credential is of a kind that cannot be used; the message names its id
     */
    @NonNull
    public final Map<String, String> secrets(@NonNull Item item) throws IOException {
        String id = Tenancy.of(item).credential(name).orElseGet(this::getCredentialsId);
        Optional<BackendProvider> provider = provider();
        return id == null || provider.isEmpty()
                ? Map.of()
                : BackendCredentials.resolve(name, id, options().getOrDefault("endpoint", ""), provider.get(), item);
    }

    /** The id of the credential that pays for a build: the one of the nearest folder that says one, else the backend's own. */
    @CheckForNull
    public final String payingCredential(@NonNull Run<?, ?> run) {
        return Tenancy.of(run.getParent()).credential(name).orElseGet(this::getCredentialsId);
    }

    /**
     * The credentials for Jenkins itself, by field, from its own credentials: those of a folder are not among them.
     *
     * @throws IOException
     *     when the credential is of a kind that cannot be used; the message names its id
     */
    @NonNull
    public final Map<String, String> systemSecrets() throws IOException {
        String id = getCredentialsId();
        Optional<BackendProvider> provider = provider();
        return id == null || provider.isEmpty() ? Map.of() : BackendCredentials.resolve(name, id, provider.get());
    }

    /** The provider, where the backend is a service that Jenkins can ask how it stands; empty for simulators on nodes. */
    @NonNull
    public final Optional<BackendProvider> service() {
        return provider();
    }

    /**
     * The vendor's own environment variables for this backend, for code in a build that is not the engine's.
     *
     * @throws AbortException
     *     when the build may not use the backend or cannot see the credential, or the backend is no provider's service
     */
    @NonNull
    public final ClientEnvironment clientEnvironment(@NonNull Run<?, ?> run) throws IOException {
        Optional<BackendProvider> provider = provider();
        if (provider.isEmpty()) {
            throw new AbortException(Messages.Backend_NoService(name));
        }
        Optional<String> refusal = RuledAccess.refusal(
                run, new BackendSpec(name, type(), options(), SourcePosition.of("Jenkins configuration")));
        if (refusal.isPresent()) {
            AuditLog.get().build(Deed.REFUSE, run, "", name, "", refusal.get());
            throw new AbortException(refusal.get());
        }
        Map<String, String> secrets = secrets(run);
        String paying = payingCredential(run);
        if (paying != null && secrets.isEmpty()) {
            throw new AbortException(Messages.Backend_CredentialUnseen(name, paying));
        }
        return new ClientEnvironment(provider.get().clientVariables(options(), secrets), secrets.values());
    }

    /** The provider, where it is not one of the engine's own and must go to the node with the run. */
    @NonNull
    public final Optional<BackendProvider> foreignProvider() {
        return provider().filter(Serializable.class::isInstance);
    }

    /** As the engine wants it. */
    @NonNull
    public ConfiguredBackend toConfiguredBackend() {
        return new ConfiguredBackend(name, type(), options());
    }
}
