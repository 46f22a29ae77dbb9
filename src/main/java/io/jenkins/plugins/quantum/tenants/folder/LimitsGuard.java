package io.jenkins.plugins.quantum.tenants.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import hudson.model.ItemGroup;
import hudson.model.Saveable;
import hudson.model.listeners.SaveableListener;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import io.jenkins.plugins.quantum.tenants.LimitsSource;
import io.jenkins.plugins.quantum.tenants.TenantLimits;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the limits of folders that somebody with the permission accepted, and only these hold. Whoever writes a folder's configuration
 * without it, by config.xml, command line or script, changes everything but the limits: they are put back, and the audit log says so.
 */
@Extension(optional = true)
public class LimitsGuard extends SaveableListener implements LimitsSource {
    private static final Logger LOGGER = Logger.getLogger(LimitsGuard.class.getName());

    /** What is accepted; empty for a folder without limits. A folder that was never seen has what its file said. */
    private final Map<AbstractFolder<?>, Optional<TenantLimits>> accepted =
            Collections.synchronizedMap(new WeakHashMap<>());

    @NonNull
    static LimitsGuard get() {
        return ExtensionList.lookupSingleton(LimitsGuard.class);
    }

    @NonNull
    @Override
    public Optional<TenantLimits> of(@NonNull ItemGroup<?> level) {
        return level instanceof AbstractFolder<?> folder ? accept(folder) : Optional.empty();
    }

    private Optional<TenantLimits> accept(AbstractFolder<?> folder) {
        return accepted.computeIfAbsent(folder, LimitsGuard::written);
    }

    private static Optional<TenantLimits> written(AbstractFolder<?> folder) {
        return Optional.ofNullable(property(folder)).map(FolderLimits::getLimits);
    }

    @CheckForNull
    private static FolderLimits property(AbstractFolder<?> folder) {
        return folder.getProperties().get(FolderLimits.class);
    }

    /** Sees a folder for the first time, with the limits that it has now. */
    void seen(AbstractFolder<?> folder) {
        accept(folder);
    }

    /** A folder came into being with all that its configuration says: limits only from those who may set them. */
    void created(AbstractFolder<?> folder) {
        accepted.put(folder, Optional.empty());
        judge(folder);
    }

    @Override
    public void onChange(Saveable changed, XmlFile file) {
        if (changed instanceof AbstractFolder<?> folder) {
            judge(folder);
        }
    }

    private void judge(AbstractFolder<?> folder) {
        Optional<TenantLimits> before = accept(folder);
        Optional<TenantLimits> after = written(folder);
        if (summary(before).equals(summary(after))) {
            return;
        }
        String change = "from [" + summary(before) + "] to [" + summary(after) + "]";
        if (folder.hasPermission(QuantumPermissions.CONFIGURE)) {
            accepted.put(folder, after);
            AuditLog.get().deed(Deed.CONFIGURE, folder.getFullName(), "limits " + change);
            return;
        }
        AuditLog.get()
                .deed(
                        Deed.REFUSE,
                        folder.getFullName(),
                        "limits stay as they were: without the permission" + " Quantum/Configure they were to change "
                                + change);
        LOGGER.warning(() -> "The quantum limits of folder " + folder.getFullName()
                + " stay as they were: changing them needs the permission Quantum/Configure.");
        restore(folder, before);
    }

    private static void restore(AbstractFolder<?> folder, Optional<TenantLimits> before) {
        try {
            if (property(folder) != null) {
                folder.getProperties().remove(FolderLimits.class);
            }
            if (before.isPresent()) {
                folder.addProperty(new FolderLimits(before.get()));
            }
            folder.save();
        } catch (IOException e) {
            // the accepted limits hold all the same, from memory
            LOGGER.log(
                    Level.SEVERE, e, () -> "the limits of folder " + folder.getFullName() + " cannot be written back");
        }
    }

    private static String summary(Optional<TenantLimits> limits) {
        return limits.map(TenantLimits::summary).orElse("none");
    }
}
