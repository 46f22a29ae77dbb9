package io.jenkins.plugins.quantum.triggers;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.Util;
import hudson.model.CauseAction;
import hudson.model.Item;
import hudson.model.Job;
import hudson.triggers.Trigger;
import hudson.triggers.TriggerDescriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.quantum.backends.BackendPoll;
import io.jenkins.plugins.quantum.backends.BackendStatus;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.Jenkins;
import jenkins.model.ParameterizedJobMixIn;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** Builds a job when a configured backend was recalibrated or came back. All triggers of a backend share one poll. */
public class QuantumBackendTrigger extends Trigger<Job<?, ?>> {
    private static final Logger LOGGER = Logger.getLogger(QuantumBackendTrigger.class.getName());

    private final String backend;
    private boolean recalibrated = true;
    private boolean backOnline = true;

    /** Null while the trigger is not at work. */
    private transient BackendPoll.Subscription subscription;

    /**
     * Creates it.
     *
     * @param backend
     *     name of a backend in Jenkins' configuration
     */
    @DataBoundConstructor
    public QuantumBackendTrigger(String backend) {
        this.backend = Util.fixNull(backend).trim();
    }

    /** The backend. */
    @NonNull
    public String getBackend() {
        return backend;
    }

    /** Whether a new calibration starts a build. */
    public boolean isRecalibrated() {
        return recalibrated;
    }

    @DataBoundSetter
    public void setRecalibrated(boolean recalibrated) {
        this.recalibrated = recalibrated;
    }

    /** Whether the end of an outage starts a build. */
    public boolean isBackOnline() {
        return backOnline;
    }

    @DataBoundSetter
    public void setBackOnline(boolean backOnline) {
        this.backOnline = backOnline;
    }

    @Override
    public void start(Job<?, ?> project, boolean newInstance) {
        super.start(project, newInstance);
        stop();
        try {
            subscription = BackendPoll.get().subscribe(backend, (name, before, after) -> polled(before, after));
        } catch (IllegalArgumentException e) {
            LOGGER.log(Level.WARNING, () -> project.getFullName() + " waits for a backend that cannot exist");
        }
    }

    @Override
    public void stop() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        super.stop();
    }

    private void polled(BackendStatus before, BackendStatus after) {
        reason(before, after).ifPresent(this::build);
    }

    void build(BackendCause.Reason reason) {
        LOGGER.log(Level.FINE, () -> job.getFullName() + " is built: " + reason);
        ParameterizedJobMixIn.scheduleBuild2(job, -1, new CauseAction(new BackendCause(backend, reason)));
    }

    /** Why a build is due; empty where none is. What was not known before is no news. */
    @NonNull
    Optional<BackendCause.Reason> reason(@NonNull BackendStatus before, @NonNull BackendStatus after) {
        if (backOnline && before.state().down() && after.state().usable()) {
            return Optional.of(BackendCause.Reason.BACK_ONLINE);
        }
        boolean fresh = !before.epoch().isEmpty()
                && !after.epoch().isEmpty()
                && !before.epoch().equals(after.epoch());
        return recalibrated && fresh ? Optional.of(BackendCause.Reason.RECALIBRATED) : Optional.empty();
    }

    /** Registers the trigger. */
    @Extension
    @Symbol("quantumBackend")
    public static final class DescriptorImpl extends TriggerDescriptor {
        @Override
        public boolean isApplicable(Item item) {
            return item instanceof Job && item instanceof ParameterizedJobMixIn.ParameterizedJob;
        }

        @NonNull
        @Override
        public String getDisplayName() {
            return Messages.Trigger_DisplayName();
        }

        /** The backends that can be polled. */
        @POST
        public ListBoxModel doFillBackendItems(@AncestorInPath Item item, @QueryParameter String backend) {
            var items = new ListBoxModel();
            if (item == null ? !Jenkins.get().hasPermission(Jenkins.ADMINISTER) : !item.hasPermission(Item.CONFIGURE)) {
                items.add(Util.fixNull(backend));
                return items;
            }
            BackendPoll.names().forEach(items::add);
            if (backend != null && !backend.isEmpty() && !BackendPoll.names().contains(backend)) {
                items.add(backend);
            }
            return items;
        }

        /** Whether there is such a backend. */
        @POST
        public FormValidation doCheckBackend(@AncestorInPath Item item, @QueryParameter String value) {
            if (item == null ? !Jenkins.get().hasPermission(Jenkins.ADMINISTER) : !item.hasPermission(Item.CONFIGURE)) {
                return FormValidation.ok();
            }
            return BackendPoll.names().contains(Util.fixNull(value).trim())
                    ? FormValidation.ok()
                    : FormValidation.warning(Messages.Trigger_Unknown());
        }
    }
}
