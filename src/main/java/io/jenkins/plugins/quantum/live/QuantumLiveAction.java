package io.jenkins.plugins.quantum.live;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.User;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.report.CostView;
import io.jenkins.plugins.quantum.report.QuantumBuildAction;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import jenkins.model.CauseOfInterruption;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.interceptor.RequirePOST;
import org.kohsuke.stapler.verb.GET;

/** The live page of a build: its runs while they run, and the way to their reports when they have ended. */
public final class QuantumLiveAction implements Action {
    /** Where it is below a build. */
    public static final String URL = "quantum-live";

    private final Run<?, ?> run;

    QuantumLiveAction(Run<?, ?> run) {
        this.run = run;
    }

    /** The build. */
    public Run<?, ?> getRun() {
        return run;
    }

    /** Whether anything is under way. */
    public boolean isLive() {
        return !LiveRuns.get().of(run).isEmpty();
    }

    /** Whether the viewer may end runs. */
    @SuppressWarnings("unused") // called by Jelly
    public boolean isCancellable() {
        return run.getParent().hasPermission(Item.CANCEL);
    }

    @CheckForNull
    @Override
    public String getIconFileName() {
        return isLive() ? "symbol-pulse-outline plugin-ionicons-api" : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.Live_DisplayName();
    }

    @Override
    public String getUrlName() {
        return URL;
    }

    /** Where the runs stand, as JSON; an empty answer when the caller has that already. */
    @GET
    public void doProgress(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        run.checkPermission(Item.READ);
        LiveJson json = json();
        response.setHeader("ETag", json.tag());
        response.setHeader("Cache-Control", "no-cache, private");
        if (json.tag().equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        byte[] bytes = json.text().getBytes(StandardCharsets.UTF_8);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private LiveJson json() {
        List<String> reports = run.getActions(QuantumBuildAction.class).stream()
                .map(QuantumBuildAction::getId)
                .toList();
        return LiveJson.of(run.isBuilding(), LiveRuns.get().of(run), reports, CostView.visible(run.getParent()));
    }

    /** Ends a run; its jobs are cancelled at their providers. */
    @RequirePOST
    public HttpResponse doCancel(@QueryParameter(required = true) String id) {
        run.getParent().checkPermission(Item.CANCEL);
        Optional<LiveRuns.LiveRun> live = LiveRuns.get().find(run, id);
        if (live.isEmpty()) {
            return HttpResponses.notFound();
        }
        AuditLog.get().build(Deed.CANCEL, run, id, "", "", "asked for on the live page");
        User user = User.current();
        live.get()
                .cancellation()
                .cancel(
                        user == null
                                ? new CauseOfInterruption.UserInterruption("anonymous")
                                : new CauseOfInterruption.UserInterruption(user));
        return HttpResponses.ok();
    }

    /** Gives every build with runs its live page; a build with reports keeps the address, so that whoever watched finds them. */
    @Extension
    @SuppressWarnings("rawtypes") // the factory's type is a class object, which has no parameters
    public static final class Factory extends TransientActionFactory<Run> {
        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return QuantumLiveAction.class;
        }

        @NonNull
        @Override
        public Collection<? extends Action> createFor(@NonNull Run run) {
            boolean known = !LiveRuns.get().of(run).isEmpty() || run.getAction(QuantumBuildAction.class) != null;
            return known ? Set.of(new QuantumLiveAction(run)) : Set.of();
        }
    }
}
