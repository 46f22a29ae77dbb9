package io.jenkins.plugins.quantum.spend;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.init.InitMilestone;
import hudson.init.Initializer;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.listeners.ItemListener;
import hudson.model.listeners.RunListener;
import io.jenkins.plugins.quantum.audit.AuditLog;
import io.jenkins.plugins.quantum.audit.Deed;
import io.jenkins.plugins.quantum.engine.cost.Money;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/** The account books of this Jenkins: they follow jobs that are renamed and close what nobody will settle any more. */
@Extension
public class SpendBooks extends ItemListener {
    private static final Logger LOGGER = Logger.getLogger(SpendBooks.class.getName());

    private SpendLedger ledger;

    /** The books. */
    @NonNull
    public static SpendLedger ledger() {
        return ExtensionList.lookupSingleton(SpendBooks.class).opened();
    }

    private synchronized SpendLedger opened() {
        if (ledger == null) {
            ledger = new SpendLedger(JenkinsFacade.home("spend"), Clock.systemUTC());
        }
        return ledger;
    }

    /** Who spends when a build does. */
    @NonNull
    public static Payer payer(@NonNull Run<?, ?> run, @NonNull String resultId) {
        return new Payer(run.getParent().getFullName(), run.getNumber(), run.getStartTimeInMillis(), resultId);
    }

    /** One amount for each currency, ready to show. */
    @NonNull
    public static String text(@NonNull List<Money> amounts) {
        return amounts.isEmpty()
                ? "nothing"
                : amounts.stream().map(Money::toString).collect(Collectors.joining(" + "));
    }

    @Override
    public void onLocationChanged(Item item, String oldFullName, String newFullName) {
        try {
            opened().moved(oldFullName, newFullName);
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, e, () -> "what " + oldFullName + " spent does not count for " + newFullName);
        }
    }

    /** A build that is over or gone settles nothing any more: what it holds counts in full, on the safe side. */
    private void close(Payer payer, String why) throws IOException {
        List<Money> held = opened().settleInFull(payer);
        if (!held.isEmpty()) {
            AuditLog.get().deed(Deed.SETTLE, payer.job(), payer + " is billed in full, " + text(held) + ": " + why);
        }
    }

    /** At the start: reservations of builds that did not live to settle them. */
    @Initializer(after = InitMilestone.JOB_CONFIG_ADAPTED, before = InitMilestone.COMPLETED)
    public static void closeWhatWasLeft() {
        SpendBooks books = ExtensionList.lookupSingleton(SpendBooks.class);
        try {
            for (Payer payer : books.opened().open()) {
                Run<?, ?> run = JenkinsFacade.build(payer.job(), payer.build());
                if (run == null || run.getStartTimeInMillis() != payer.started()) {
                    books.close(payer, "its build is gone");
                } else if (!run.isLogUpdated()) {
                    books.close(payer, "its build ended without saying what was billed");
                }
            }
        } catch (IOException e) {
            LOGGER.log(Level.SEVERE, e, () -> "the account books cannot be read: nothing can be spent");
        }
    }

    /** Closes what a build leaves. */
    @Extension
    public static class Builds extends RunListener<Run<?, ?>> {
        @Override
        public void onFinalized(Run<?, ?> run) {
            leave(run, "its build ended without saying what was billed");
        }

        @Override
        public void onDeleted(Run<?, ?> run) {
            leave(run, "its build was deleted");
        }

        private static void leave(Run<?, ?> run, String why) {
            SpendBooks books = ExtensionList.lookupSingleton(SpendBooks.class);
            Payer any = payer(run, "");
            try {
                for (Payer payer : books.opened().open()) {
                    if (payer.sameBuild(any)) {
                        books.close(payer, why);
                    }
                }
            } catch (IOException e) {
                LOGGER.log(Level.SEVERE, e, () -> "the account books cannot be read or written");
            }
        }
    }
}
