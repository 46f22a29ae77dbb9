package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import java.util.Map;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;

/** The simulator that needs no installation, under a name of the administrator's. */
public class BuiltinBackendConfiguration extends QuantumBackendConfiguration {
    @DataBoundConstructor
    public BuiltinBackendConfiguration(String name) {
        super(name);
    }

    @NonNull
    @Override
    protected String type() {
        return "builtin";
    }

    @NonNull
    @Override
    protected Map<String, String> options() {
        return Map.of();
    }

    /** Registers the type. */
    @Extension
    @Symbol("builtin")
    public static final class DescriptorImpl extends QuantumBackendDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Builtin_DisplayName();
        }
    }
}
