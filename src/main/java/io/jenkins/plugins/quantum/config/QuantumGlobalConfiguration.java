package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The global settings. */
@Extension
@Symbol("quantum")
public class QuantumGlobalConfiguration extends GlobalConfiguration {
    private static final int DEFAULT_AUDIT_DAYS = 400;

    private List<QuantumBackendConfiguration> backends = new ArrayList<>();
    private TenantLimits limits;
    private Integer auditDays;
    private boolean linkLocalEndpoints;

    /** Loads what was saved. */
    public QuantumGlobalConfiguration() {
        load();
    }

    /** The settings in force. */
    @NonNull
    public static QuantumGlobalConfiguration get() {
        return ExtensionList.lookupSingleton(QuantumGlobalConfiguration.class);
    }

    /** The backends offered to suites, besides those that need no configuration. */
    @NonNull
    public List<QuantumBackendConfiguration> getBackends() {
        return List.copyOf(backends);
    }

    /**
     * Replaces the backends.
     *
     * @throws IllegalArgumentException
     *     when a name cannot stand in a suite or occurs twice, or a backend's settings cannot work
     */
    @DataBoundSetter
    public void setBackends(List<QuantumBackendConfiguration> backends) {
        List<QuantumBackendConfiguration> wanted = backends == null ? List.of() : backends;
        refuseWrongNames(wanted);
        String before = described();
        this.backends = new ArrayList<>(wanted);
        save();
        audit("backends", before, described());
    }

    private String described() {
        return backends.stream()
                .map(backend -> backend.toConfiguredBackend() + " " + backend.labels() + " paid with '"
                        + backend.getCredentialsId() + "'")
                .collect(Collectors.joining("; "));
    }

    private static void audit(String what, String before, String after) {
        if (!before.equals(after)) {
            AuditLog.get().deed(Deed.CONFIGURE, "", what + " from [" + before + "] to [" + after + "]");
        }
    }

    /** The limits of the whole Jenkins. */
    @NonNull
    public TenantLimits getLimits() {
        return limits == null ? new TenantLimits() : limits;
    }

    @DataBoundSetter
    public void setLimits(TenantLimits limits) {
        String before = getLimits().summary();
        this.limits = limits;
        save();
        audit("limits", before, getLimits().summary());
    }

    /** Days that the lines of the audit log are kept at least, 1 or more; whole months are removed. */
    public int getAuditDays() {
        return auditDays == null ? DEFAULT_AUDIT_DAYS : auditDays;
    }

    @DataBoundSetter
    public void setAuditDays(int auditDays) {
        String before = String.valueOf(getAuditDays());
        this.auditDays = Math.max(1, auditDays);
        save();
        audit("days of the audit log", before, String.valueOf(getAuditDays()));
    }

    /** Whether a backend may have a link-local address, where clouds keep the identities of their machines. */
    public boolean isLinkLocalEndpoints() {
        return linkLocalEndpoints;
    }

    @DataBoundSetter
    public void setLinkLocalEndpoints(boolean linkLocalEndpoints) {
        String before = String.valueOf(this.linkLocalEndpoints);
        this.linkLocalEndpoints = linkLocalEndpoints;
        save();
        audit("link-local addresses", before, String.valueOf(linkLocalEndpoints));
    }

    private static void refuseWrongNames(List<QuantumBackendConfiguration> backends) {
        Set<String> names = new HashSet<>();
        for (QuantumBackendConfiguration backend : backends) {
            String name = backend.getName();
            if (!QuantumBackendDescriptor.isName(name)) {
                throw new IllegalArgumentException("'" + name + "': " + Messages.Backend_NameWrong());
            }
            backend.problem().ifPresent(problem -> {
                throw new IllegalArgumentException("'" + name + "': " + problem);
            });
            if (!names.add(name)) {
                throw new IllegalArgumentException(Messages.Backend_NameTwice(name));
            }
        }
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        // a list whose last entry was removed is not in the form
        List<QuantumBackendConfiguration> wanted = Descriptor.newInstancesFromHeteroList(
                request, json.opt("backends"), ExtensionList.lookup(QuantumBackendDescriptor.class));
        try (var change = new BulkChange(this)) {
            setBackends(wanted);
            setLimits(request.bindJSON(TenantLimits.class, json.getJSONObject("limits")));
            setAuditDays(json.optInt("auditDays", DEFAULT_AUDIT_DAYS));
            setLinkLocalEndpoints(json.optBoolean("linkLocalEndpoints"));
            change.commit();
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "backends");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
