package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.time.Instant;
import java.util.List;

/** One exchange with a backend, and what follows from its answer. */
abstract class Call {
    private BackendException failure;
    private RuntimeException fault;

    /** The parcels that it is about; while it is under way, nothing else is done with them. */
    abstract List<Shipment> shipments();

    /** The exchange itself. */
    abstract void exchange() throws BackendException;

    /** What follows when it went well. The account's monitor is held. */
    abstract void succeeded(Instant now);

    /** What follows when it failed. The account's monitor is held. */
    abstract void failed(BackendException why, Instant now);

    /** What follows when this process cannot go on: its disk is full, its code is wrong. The account's monitor is held. */
    abstract void broke(RuntimeException why, Instant now);

    /** Makes the exchange; takes its time, holds no monitor, throws nothing that the account could be left without. */
    final void perform() {
        try {
            exchange();
        } catch (BackendException e) {
            failure = e;
        } catch (RuntimeException e) {
            fault = e;
        }
    }

    /** The exchange ended in a way that nobody foresaw. */
    final void broken(RuntimeException why) {
        fault = why;
    }

    /** Draws the conclusion. The account's monitor is held. */
    final void settle(Instant now) {
        if (fault != null) {
            broke(fault, now);
        } else if (failure != null) {
            failed(failure, now);
        } else {
            succeeded(now);
        }
    }
}
