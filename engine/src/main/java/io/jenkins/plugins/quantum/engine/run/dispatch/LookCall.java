package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.time.Instant;
import java.util.List;

/** Looks whether a device takes jobs, before something is submitted to it. */
final class LookCall extends Call {
    private final Account account;
    private final Line line;
    private final Backend backend;
    private Availability seen;

    LookCall(Account account, Line line, Backend backend) {
        this.account = account;
        this.line = line;
        this.backend = backend;
    }

    @Override
    List<Shipment> shipments() {
        return List.of();
    }

    @Override
    void exchange() throws BackendException {
        seen = backend.availability();
    }

    @Override
    void succeeded(Instant now) {
        line.saw(seen, now);
        account.waitingChanged(line, now);
    }

    @Override
    void failed(BackendException why, Instant now) {
        switch (why.kind()) {
            case OFFLINE -> line.offline(why.getMessage(), now);
            case THROTTLED -> {
                line.sawNothing(now);
                account.silence(why.retryAfter(), now.plus(line.conduct().quickest()), now);
            }
            // The submission tells better what the credentials are good for, and a service may be half broken.
            case REFUSED, UNAUTHORISED -> line.sawNothing(now);
            case TRANSIENT, IN_DOUBT -> {
                line.failed(why.getMessage(), now);
                line.sawNothing(now);
            }
        }
        account.waitingChanged(line, now);
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        line.sawNothing(now);
        account.waitingChanged(line, now);
    }
}
