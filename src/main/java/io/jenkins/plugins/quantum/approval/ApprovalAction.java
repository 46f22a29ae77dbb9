package io.jenkins.plugins.quantum.approval;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Util;
import hudson.model.Run;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.permission.QuantumPermissions;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import jenkins.model.Jenkins;
import jenkins.model.RunAction2;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.HttpResponses;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** The page of a build where its runs are released: what waits, how much, why; and who decided. */
public class ApprovalAction implements RunAction2 {
    private static final int LONGEST_NOTE = 1000;

    private final List<ApprovalRequest> requests = new CopyOnWriteArrayList<>();
    private transient Run<?, ?> run;

    ApprovalAction(Run<?, ?> run) {
        this.run = run;
    }

    @Override
    public void onAttached(Run<?, ?> attached) {
        run = attached;
    }

    @Override
    public void onLoad(Run<?, ?> loaded) {
        run = loaded;
    }

    /** The latest question about a result of a build. */
    @NonNull
    static Optional<ApprovalRequest> latest(Run<?, ?> run, String result) {
        ApprovalAction action = run.getAction(ApprovalAction.class);
        return action == null
                ? Optional.empty()
                : action.requests.stream()
                        .filter(request -> request.getResult().equals(result))
                        .reduce((first, second) -> second);
    }

    /** Asks, and keeps the question over a restart. */
    static void ask(Run<?, ?> run, ApprovalRequest request) throws IOException {
        synchronized (run) {
            ApprovalAction action = run.getAction(ApprovalAction.class);
            if (action == null) {
                action = new ApprovalAction(run);
                run.addAction(action);
            }
            action.requests.add(request);
        }
        run.save();
    }

    /** The build. */
    @NonNull
    public Run<?, ?> getRun() {
        return run;
    }

    /** All questions, the newest first. */
    @NonNull
    public List<ApprovalRequest> getRequests() {
        List<ApprovalRequest> newest = new ArrayList<>(requests);
        java.util.Collections.reverse(newest);
        return newest;
    }

    /** Whether whoever looks may decide. */
    public boolean isAllowed() {
        return run.hasPermission(QuantumPermissions.APPROVE);
    }

    /** Whether whoever looks may decide, but not release: the build is their own, and somebody else has to look at it. */
    public boolean isOwn() {
        return FourEyes.forbid(run, Jenkins.getAuthentication2().getName());
    }

    /** Whether whoever looks may see amounts and reasons, which name amounts. */
    public boolean isCostsVisible() {
        return isAllowed() || run.hasPermission(QuantumPermissions.VIEW_COSTS);
    }

    /** Releases what waits of a result. */
    @POST
    public HttpResponse doApprove(@QueryParameter String result, @QueryParameter String note) throws IOException {
        run.checkPermission(QuantumPermissions.APPROVE);
        if (isOwn()) {
            String text = Messages.ApprovalAction_Own();
            AuditLog.get().build(Deed.REFUSE, run, Util.fixNull(result), "", "", "approval: " + text);
            return HttpResponses.errorWithoutStack(403, text);
        }
        return decide(true, result, note);
    }

    /** Turns it down. */
    @POST
    public HttpResponse doRefuse(@QueryParameter String result, @QueryParameter String note) throws IOException {
        run.checkPermission(QuantumPermissions.APPROVE);
        return decide(false, result, note);
    }

    private HttpResponse decide(boolean yes, String result, String note) throws IOException {
        String words = Util.fixNull(note)
                .replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+", " ")
                .trim();
        words = words.substring(0, Math.min(LONGEST_NOTE, words.length()));
        String user = Jenkins.getAuthentication2().getName();
        Optional<ApprovalRequest> request = latest(run, Util.fixNull(result));
        if (request.isEmpty() || !request.get().decide(yes, user, words, Instant.now())) {
            return HttpResponses.errorWithoutStack(409, Messages.ApprovalAction_NothingWaits());
        }
        run.save();
        AuditLog.get()
                .build(
                        yes ? Deed.APPROVE : Deed.REFUSE,
                        run,
                        request.get().getResult(),
                        "",
                        request.get().getAmount(),
                        words);
        return HttpResponses.redirectToDot();
    }

    @Override
    @CheckForNull
    public String getIconFileName() {
        return "symbol-wallet-outline plugin-ionicons-api";
    }

    @Override
    public String getDisplayName() {
        return Messages.ApprovalAction_DisplayName();
    }

    @Override
    public String getUrlName() {
        return "quantum-approval";
    }
}
