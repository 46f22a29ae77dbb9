package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.model.Descriptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
        this.backends = new ArrayList<>(wanted);
        save();
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
            change.commit();
        } catch (IllegalArgumentException e) {
            throw new FormException(e.getMessage(), e, "backends");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }
}
