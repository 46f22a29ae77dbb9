package io.jenkins.plugins.quantum.config;

import hudson.Extension;
import hudson.model.AsyncPeriodicWork;
import hudson.model.TaskListener;
import io.jenkins.plugins.quantum.audit.AuditLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Once a day: removes lines of the audit log that need not be kept any more. */
@Extension
public class AuditRetention extends AsyncPeriodicWork {
    /** Registers it. */
    public AuditRetention() {
        super("Retention of the quantum audit log");
    }

    @Override
    protected void execute(TaskListener listener) throws IOException {
        AuditLog.get().expire(QuantumGlobalConfiguration.get().getAuditDays());
    }

    @Override
    public long getRecurrencePeriod() {
        return TimeUnit.DAYS.toMillis(1);
    }
}
