package io.jenkins.plugins.quantum.approval;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Run;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.engine.run.SpendGuard;
import io.jenkins.plugins.quantum.spend.SpendBooks;
import io.jenkins.plugins.quantum.tenants.Tenancy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate that the money of one result of a build passes. Within all budgets it opens at once. Over one, or for a stranger's change
 * request, it asks for an approval and stays closed: the run ends without having submitted anything and is begun again when
 * {@link #waits} says no.
 */
public final class BuildSpending implements SpendGuard {
    private final Run<?, ?> run;
    private final String resultId;
    private final Clock clock;

    /** What the engine said that the money is for, for the audit log; empty before it did. */
    private volatile String backends = "";

    private volatile long shots;

    private BuildSpending(Run<?, ?> run, String resultId, Clock clock) {
        this.run = run;
        this.resultId = resultId;
        this.clock = clock;
    }

    /** The gate for a result of a build. */
    @NonNull
    public static BuildSpending of(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return new BuildSpending(run, resultId, Clock.systemUTC());
    }

    static BuildSpending of(Run<?, ?> run, String resultId, Clock clock) {
        return new BuildSpending(run, resultId, clock);
    }

    /** Whether a run of this result was refused but can still be released. */
    public static boolean waits(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return ApprovalAction.latest(run, resultId)
                .filter(request -> request.getState() == ApprovalRequest.State.WAITING)
                .isPresent();
    }

    /** Tells the audit log that what a run has at services is cancelled. */
    public static void cancelled(@NonNull Run<?, ?> run, @NonNull String resultId, @NonNull String why) {
        AuditLog.get().build(Deed.CANCEL, run, resultId, "", "", why);
    }

    /** By whom the run of a result was released, for its log; empty when nobody had to. */
    @NonNull
    public static Optional<String> released(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return ApprovalAction.latest(run, resultId)
                .filter(request -> request.getState() == ApprovalRequest.State.APPROVED)
                .map(request -> "Up to " + request.getAmount() + " were approved by " + request.getDecidedBy() + " at "
                        + request.getDecided() + (request.getNote().isEmpty() ? "." : ": " + request.getNote()));
    }

    @Override
    public void purpose(List<String> names, long most) {
        backends = String.join(" ", names);
        shots = most;
    }

    @Override
    public Optional<String> reserve(List<Money> worst) {
        try {
            return reserved(worst);
        } catch (IOException e) {
            return Optional.of("the account books cannot be used, so nothing is spent: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            return Optional.of("a limit of this folder cannot be read, so nothing is spent: " + e.getMessage());
        }
    }

    private Optional<String> reserved(List<Money> worst) throws IOException {
        var payer = SpendBooks.payer(run, resultId);
        if (worst.stream().allMatch(money -> money.amount().signum() == 0)) {
            return SpendBooks.ledger().reserve(payer, List.of(), List.of());
        }
        Optional<ApprovalRequest> asked = ApprovalAction.latest(run, resultId);
        ApprovalRequest.State state =
                asked.map(request -> request.state(clock.instant())).orElse(null);
        if (state == ApprovalRequest.State.APPROVED && asked.get().covers(worst)) {
            Optional<String> refusal = SpendBooks.ledger().reserve(payer, worst, List.of());
            if (refusal.isEmpty()) {
                submitted(worst, "approved by " + asked.get().getDecidedBy());
            }
            return refusal;
        }
        if (state == ApprovalRequest.State.REFUSED) {
            return Optional.of("it was refused by " + asked.get().getDecidedBy()
                    + (asked.get().getNote().isEmpty() ? "" : ": " + asked.get().getNote()));
        }
        if (state == ApprovalRequest.State.EXPIRED) {
            String text = "nobody approved it until " + asked.get().getExpires() + ": "
                    + asked.get().getReason();
            AuditLog.get().build(Deed.REFUSE, run, resultId, "", SpendBooks.text(worst), text);
            return Optional.of(text);
        }
        Tenancy tenancy = Tenancy.of(run.getParent());
        Optional<String> reason = Stranger.of(run).map(who -> who + " and may cost " + SpendBooks.text(worst));
        if (reason.isEmpty()) {
            reason = SpendBooks.ledger().reserve(payer, worst, tenancy.spendLimits());
        }
        if (reason.isEmpty()) {
            submitted(worst, "");
            return reason;
        }
        return Optional.of(ask(worst, reason.get(), tenancy, asked));
    }

    private void submitted(List<Money> worst, String note) {
        AuditLog.get().build(Deed.SUBMIT, run, resultId, backends, shots, SpendBooks.text(worst), note);
    }

    private String ask(List<Money> worst, String reason, Tenancy tenancy, Optional<ApprovalRequest> asked)
            throws IOException {
        int hours = tenancy.approvalHours();
        if (hours == 0) {
            AuditLog.get().build(Deed.REFUSE, run, resultId, backends, shots, SpendBooks.text(worst), reason);
            return reason;
        }
        boolean waiting = asked.filter(request -> request.state(clock.instant()) == ApprovalRequest.State.WAITING)
                .filter(request -> request.covers(worst))
                .isPresent();
        ApprovalRequest request = waiting
                ? asked.get()
                : new ApprovalRequest(resultId, worst, reason, clock.instant(), Duration.ofHours(hours));
        if (!waiting) {
            ApprovalAction.ask(run, request);
            AuditLog.get().build(Deed.ASK, run, resultId, backends, shots, SpendBooks.text(worst), reason);
        }
        return reason + ". It waits until " + request.getExpires()
                + " for somebody with the permission Quantum/Approve: see " + run.getUrl() + "quantum-approval/";
    }

    @Override
    public void settle(List<Money> spent, List<Money> mayBill) {
        List<Money> bill = new ArrayList<>(spent);
        bill.addAll(mayBill);
        boolean open = mayBill.stream().anyMatch(money -> money.amount().signum() > 0);
        try {
            if (SpendBooks.ledger().settle(SpendBooks.payer(run, resultId), bill)) {
                AuditLog.get()
                        .build(
                                Deed.SETTLE,
                                run,
                                resultId,
                                "",
                                SpendBooks.text(spent),
                                open ? "jobs that brought nothing may bill up to " + SpendBooks.text(mayBill) : "");
            }
        } catch (IOException e) {
            // what was reserved still counts, on the safe side
            AuditLog.get()
                    .build(
                            Deed.SETTLE,
                            run,
                            resultId,
                            "",
                            SpendBooks.text(bill),
                            "not in the account books: " + e.getMessage());
        }
    }
}
