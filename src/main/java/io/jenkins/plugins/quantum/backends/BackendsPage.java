package io.jenkins.plugins.quantum.backends;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.RootAction;
import hudson.security.AccessControlled;
import hudson.security.AccessDeniedException3;
import io.jenkins.plugins.quantum.config.QuantumBackendConfiguration;
import io.jenkins.plugins.quantum.config.QuantumGlobalConfiguration;
import io.jenkins.plugins.quantum.report.CostView;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.StaplerProxy;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.verb.GET;

/**
 * The page of all configured backends. For those who may see costs or the system's configuration everywhere; amounts only for the
 * former. A look at it keeps the shared poll going for a few minutes.
 */
@Extension
public class BackendsPage implements RootAction, StaplerProxy {
    /** Where it is. */
    public static final String URL = "quantum-backends";

    private static boolean seesCosts() {
        return CostView.visible(JenkinsFacade.root());
    }

    private static boolean visible() {
        AccessControlled jenkins = JenkinsFacade.root();
        return jenkins.hasPermission(Jenkins.SYSTEM_READ) || seesCosts();
    }

    /** Nothing of it is there for others. */
    @Override
    public Object getTarget() {
        if (!visible()) {
            throw new AccessDeniedException3(Jenkins.getAuthentication2(), Jenkins.SYSTEM_READ);
        }
        return this;
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return visible() ? "symbol-hardware-chip-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Backends_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Whether the viewer may see amounts. */
    public boolean isCostsVisible() {
        return seesCosts();
    }

    /** All, in the order of the configuration. */
    @NonNull
    public List<BackendView> getBackends() {
        boolean costs = seesCosts();
        BackendPoll.names().forEach(BackendPoll.get()::look);
        return QuantumGlobalConfiguration.get().getBackends().stream()
                .map(backend -> new BackendView(backend, costs))
                .toList();
    }

    /** The page of one. */
    @CheckForNull
    @SuppressWarnings("unused") // called by Stapler
    public BackendPage getBackend(String name) {
        return QuantumGlobalConfiguration.get().getBackends().stream()
                .filter(backend -> backend.getName().equals(name))
                .findFirst()
                .map(backend -> new BackendPage(this, backend))
                .orElse(null);
    }

    BackendView look(QuantumBackendConfiguration backend) {
        if (backend.service().isPresent()) {
            BackendPoll.get().look(backend.getName());
        }
        return new BackendView(backend, seesCosts());
    }

    /** Usage and performance as CSV. */
    @GET
    public void doUsage(StaplerResponse2 response) throws IOException {
        if (!visible()) {
            throw new AccessDeniedException3(Jenkins.getAuthentication2(), Jenkins.SYSTEM_READ);
        }
        var csv = new UsageCsv(seesCosts());
        BackendPoll.names().forEach(name -> csv.add(name, UsageBook.get().lines(name)));
        response.setContentType("text/csv");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"quantum-usage.csv\"");
        response.getOutputStream().write(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
