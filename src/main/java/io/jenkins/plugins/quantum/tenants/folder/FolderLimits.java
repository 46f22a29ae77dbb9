package io.jenkins.plugins.quantum.tenants.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import com.cloudbees.hudson.plugins.folder.AbstractFolderProperty;
import com.cloudbees.hudson.plugins.folder.AbstractFolderPropertyDescriptor;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.security.Permission;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.tenants.Messages;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.StaplerRequest2;

/** The limits of a folder. The form leaves them as they are for those who may not set them; {@link LimitsGuard} does so on all other ways. */
public class FolderLimits extends AbstractFolderProperty<AbstractFolder<?>> {
    private final TenantLimits limits;

    @DataBoundConstructor
    public FolderLimits(TenantLimits limits) {
        this.limits = limits;
    }

    /** What they are. */
    @NonNull
    public TenantLimits getLimits() {
        return limits == null ? new TenantLimits() : limits;
    }

    @Override
    public AbstractFolderProperty<?> reconfigure(StaplerRequest2 request, JSONObject form)
            throws hudson.model.Descriptor.FormException {
        return owner == null || owner.hasPermission(QuantumPermissions.CONFIGURE)
                ? super.reconfigure(request, form)
                : this;
    }

    /** Registers it. */
    @Extension(optional = true)
    @Symbol("quantumLimits")
    public static final class DescriptorImpl extends AbstractFolderPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.FolderLimits_DisplayName();
        }

        /** For the form: fields of others are shown, not editable. */
        @NonNull
        public Permission getPermission() {
            return QuantumPermissions.CONFIGURE;
        }
    }
}
