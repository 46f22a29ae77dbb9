package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.run.dispatch.Shipment.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks in the provider's list for a parcel that may have been accepted. */
final class FindCall extends Call {
    private final Shipment shipment;
    /** Whether the list cannot lag any more. */
    private final boolean late;

    /**
     * Whether an empty answer to this question proves that it was not accepted: it is the second one that comes late enough. A single
     * one may be a failing service's, whose empty list looks like a true one, and a job would be paid twice.
     */
    private final boolean proves;

    private Optional<JobRef> found = Optional.empty();

    FindCall(Shipment shipment, Instant now) {
        this.shipment = shipment;
        this.late = !now.isBefore(shipment.provenFrom());
        this.proves = late && shipment.missing();
    }

    @Override
    List<Shipment> shipments() {
        return List.of(shipment);
    }

    @Override
    void exchange() throws BackendException {
        found = shipment.backend().find(shipment.parcel().request(), shipment.token());
        if (found.isPresent()) {
            shipment.order().log().accepted(shipment.parcel(), found.get());
        } else if (proves) {
            shipment.order()
                    .log()
                    .notAccepted(shipment.parcel(), shipment.token(), "the provider's list of jobs does not have it");
        }
    }

    @Override
    void succeeded(Instant now) {
        if (found.isPresent()) {
            shipment.accepted(found.get(), now);
        } else if (proves) {
            shipment.missing(false);
            shipment.go(Phase.WAITING, now);
        } else if (late) {
            shipment.missing(true);
            shipment.again(now);
            shipment.go(Phase.SEARCHING, shipment.due());
        } else {
            shipment.again(now);
            Instant proven = shipment.provenFrom();
            shipment.go(Phase.SEARCHING, shipment.due().isBefore(proven) ? shipment.due() : Line.later(proven, now));
        }
        shipment.account().goOn(shipment, now);
    }

    @Override
    void failed(BackendException why, Instant now) {
        Account account = shipment.account();
        switch (why.kind()) {
            case REFUSED -> {
                // the job may bill: one bad answer is not enough to give up on it
                if (shipment.deniedAgain(now)) {
                    account.goOn(shipment, now);
                } else {
                    account.end(shipment, Ending.without(How.UNKNOWN, why.getMessage(), null));
                }
            }
            case UNAUTHORISED -> {
                if (shipment.deniedAgain(now)) {
                    account.goOn(shipment, now);
                } else {
                    account.end(shipment, Ending.without(How.OPEN, why.getMessage(), null));
                }
            }
            case THROTTLED -> {
                shipment.again(now);
                account.silence(why.retryAfter(), shipment.due(), now);
                account.goOn(shipment, now);
            }
            case OFFLINE, TRANSIENT, IN_DOUBT -> {
                shipment.again(now);
                account.goOn(shipment, now);
            }
        }
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        shipment.order().broke(why);
        shipment.account().end(shipment, Ending.without(How.OPEN, String.valueOf(why.getMessage()), shipment.id()));
    }
}
