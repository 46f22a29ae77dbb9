package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import jenkins.model.GlobalConfiguration;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/** The global settings. */
@Extension
@Symbol("quantum")
public class QuantumGlobalConfiguration extends GlobalConfiguration {
    private List<QuantumBackendConfiguration> backends = new ArrayList<>();

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

    @DataBoundSetter
    public void setBackends(List<QuantumBackendConfiguration> backends) {
        this.backends = backends == null ? new ArrayList<>() : new ArrayList<>(backends);
        save();
    }

    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        try (var change = new BulkChange(this)) {
            backends = new ArrayList<>(); // a list whose last entry was removed is not in the form
            request.bindJSON(this, json);
            change.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
