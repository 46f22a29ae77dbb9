package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** Qiskit Aer on the node where the build runs. */
public class AerBackendConfiguration extends QuantumBackendConfiguration {
    private String python;

    @DataBoundConstructor
    public AerBackendConfiguration(String name) {
        super(name);
    }

    /** Path of a Python that has Qiskit Aer, on the nodes; null for the one made by {@code qmlops backends setup aer}. */
    @CheckForNull
    public String getPython() {
        return python;
    }

    @DataBoundSetter
    public void setPython(String python) {
        this.python = Util.fixEmptyAndTrim(python);
    }

    @NonNull
    @Override
    protected String type() {
        return "aer";
    }

    @NonNull
    @Override
    protected Map<String, String> options() {
        return python == null ? Map.of() : Map.of("python", python);
    }

    /** Registers the type. */
    @Extension
    @Symbol("aer")
    public static final class DescriptorImpl extends QuantumBackendDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Aer_DisplayName();
        }
    }
}
