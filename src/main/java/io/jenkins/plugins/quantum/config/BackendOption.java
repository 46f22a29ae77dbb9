package io.jenkins.plugins.quantum.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** One option of a backend: a device, a region, a bucket; never a secret. */
public class BackendOption extends AbstractDescribableImpl<BackendOption> {
    private final String name;
    private final String value;

    @DataBoundConstructor
    public BackendOption(String name, String value) {
        this.name = Util.fixNull(name).trim();
        this.value = Util.fixNull(value).trim();
    }

    /** As the backend's type names it. */
    @NonNull
    public String getName() {
        return name;
    }

    /** Its value. */
    @NonNull
    public String getValue() {
        return value;
    }

    /** Registers it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<BackendOption> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Option_DisplayName();
        }
    }
}
