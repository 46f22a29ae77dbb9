package io.jenkins.plugins.quantum.triggers;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.model.Job;
import hudson.model.Queue;
import hudson.model.queue.CauseOfBlockage;
import hudson.model.queue.QueueTaskDispatcher;
import hudson.util.FormValidation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import jenkins.model.Jenkins;
import jenkins.model.OptionalJobProperty;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Builds of the job start only in certain hours: those in which the hardware is reserved. Until then they wait in Jenkins' queue. */
public class HardwareWindowProperty extends OptionalJobProperty<Job<?, ?>> {
    private final String windows;

    /** Read when first asked for. */
    private transient List<HardwareWindow> parsed;

    /**
     * Creates it.
     *
     * @param windows
     *     a window a line, see {@link HardwareWindow}
     * @throws IllegalArgumentException
     *     when a line is no window, or there is none
     */
    @DataBoundConstructor
    public HardwareWindowProperty(String windows) {
        this.windows = Util.fixNull(windows).strip();
        if (HardwareWindow.parse(this.windows).isEmpty()) {
            throw new IllegalArgumentException(Messages.Window_None());
        }
    }

    /** As they were written. */
    @NonNull
    public String getWindows() {
        return windows;
    }

    /** When the next build may start; now, where it may. */
    @NonNull
    Instant opens(@NonNull Instant now) {
        synchronized (this) {
            if (parsed == null) {
                List<HardwareWindow> read = HardwareWindow.parse(Util.fixNull(windows));
                if (read.isEmpty()) {
                    throw new IllegalArgumentException(Messages.Window_None());
                }
                parsed = read;
            }
            return HardwareWindow.first(parsed, now);
        }
    }

    /** Registers the property. */
    @Extension
    @Symbol("quantumWindow")
    public static final class DescriptorImpl extends OptionalJobPropertyDescriptor {
        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Window_DisplayName();
        }

        /** Whether all lines are windows. */
        @POST
        public FormValidation doCheckWindows(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null ? !Jenkins.get().hasPermission(Jenkins.ADMINISTER) : !item.hasPermission(Item.CONFIGURE)) {
                return FormValidation.ok();
            }
            try {
                return HardwareWindow.parse(Util.fixNull(value)).isEmpty()
                        ? FormValidation.error(Messages.Window_None())
                        : FormValidation.ok();
            } catch (IllegalArgumentException e) {
                return FormValidation.error(e.getMessage());
            }
        }
    }

    /** Holds builds back in the queue. */
    @Extension
    public static final class Gatekeeper extends QueueTaskDispatcher {
        private final Clock clock = Clock.systemUTC();

        @CheckForNull
        @Override
        public CauseOfBlockage canRun(Queue.Item item) {
            return item.task instanceof Job<?, ?> job ? blocked(job.getProperty(HardwareWindowProperty.class)) : null;
        }

        private CauseOfBlockage blocked(@CheckForNull HardwareWindowProperty property) {
            if (property == null) {
                return null;
            }
            Instant now = clock.instant();
            try {
                Instant opens = property.opens(now);
                return opens.isAfter(now) ? new Closed(opens) : null;
            } catch (IllegalArgumentException e) {
                // written into config.xml by hand: neither a free pass nor a fault of the whole queue
                return CauseOfBlockage.fromMessage(Messages._Window_Unreadable(e.getMessage()));
            }
        }
    }

    /** Says when the next window opens. */
    static final class Closed extends CauseOfBlockage {
        private final Instant opens;

        Closed(Instant opens) {
            this.opens = opens;
        }

        @Override
        public String getShortDescription() {
            return Messages.Window_Closed(opens.toString());
        }
    }
}
