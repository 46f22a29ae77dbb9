package io.jenkins.plugins.quantum.tenants;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Describable;
import hudson.model.Descriptor;
import org.kohsuke.stapler.DataBoundConstructor;

/** Another credential for a backend, so that a folder's own account pays. */
public class CredentialOverride implements Describable<CredentialOverride> {
    private final String backend;
    private final String credentialsId;

    @DataBoundConstructor
    public CredentialOverride(String backend, String credentialsId) {
        this.backend = Util.fixNull(backend).trim();
        this.credentialsId = Util.fixNull(credentialsId).trim();
    }

    /** Name of the configured backend. */
    @NonNull
    public String getBackend() {
        return backend;
    }

    /** Id of the credential, looked up for each build. */
    @NonNull
    public String getCredentialsId() {
        return credentialsId;
    }

    /** Registers it. */
    @Extension
    public static final class DescriptorImpl extends Descriptor<CredentialOverride> {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.CredentialOverride_DisplayName();
        }
    }
}
