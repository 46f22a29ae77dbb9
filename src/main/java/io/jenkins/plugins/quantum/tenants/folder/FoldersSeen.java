package io.jenkins.plugins.quantum.tenants.folder;

import com.cloudbees.hudson.plugins.folder.AbstractFolder;
import hudson.Extension;
import hudson.model.Item;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.quantum.util.JenkinsFacade;

/** Tells the guard of each folder as it is when Jenkins has started or the folder comes into being. */
@Extension(optional = true)
public class FoldersSeen extends ItemListener {
    @Override
    public void onLoaded() {
        JenkinsFacade.allItems().forEach(item -> {
            if (item instanceof AbstractFolder<?> folder) {
                see(folder);
            }
        });
    }

    @Override
    public void onCreated(Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            created(folder);
        }
    }

    /** The copy is under the limits of what it was copied from. */
    @Override
    public void onCopied(Item source, Item item) {
        if (item instanceof AbstractFolder<?> folder) {
            see(folder);
        }
    }

    /** This signature also keeps Jenkins from using the class where there are no folders. */
    private static void see(AbstractFolder<?> folder) {
        LimitsGuard.get().seen(folder);
    }

    private static void created(AbstractFolder<?> folder) {
        LimitsGuard.get().created(folder);
    }
}
