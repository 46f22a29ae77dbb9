package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Conduct.Repetition;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.run.dispatch.Shipment.Phase;
import java.time.Instant;
import java.util.List;

/** Submits a parcel: the intent is on the disk before, the answer right after. */
final class SubmitCall extends Call {
    private final Shipment shipment;
    /** Whether an earlier submission under the same token may have been accepted. */
    private final boolean again;

    private JobRef ref;
    private boolean sent;

    SubmitCall(Shipment shipment) {
        this.shipment = shipment;
        this.again = shipment.phase() == Phase.RESENDING;
    }

    @Override
    List<Shipment> shipments() {
        return List.of(shipment);
    }

    @Override
    void exchange() throws BackendException {
        JobLog log = shipment.order().log();
        Parcel parcel = shipment.parcel();
        if (!again) {
            log.intent(parcel, shipment.token());
        }
        sent = true;
        try {
            ref = submit(parcel);
        } catch (BackendException e) {
            if (!again && e.kind() != Kind.IN_DOUBT) {
                log.notAccepted(parcel, shipment.token(), e.getMessage());
            }
            throw e;
        }
        log.accepted(parcel, ref);
    }

    private JobRef submit(Parcel parcel) throws BackendException {
        try {
            return parcel.backend().submit(parcel.request(), shipment.token());
        } catch (RuntimeException e) {
            // Nobody knows how far the adapter came before its own error.
            String words = "backend " + parcel.backend().name() + " failed with an internal error: " + e;
            throw new BackendException(words, Kind.IN_DOUBT, e);
        }
    }

    @Override
    void succeeded(Instant now) {
        shipment.line().breaker().accepted();
        shipment.accepted(ref, now);
        shipment.account().goOn(shipment, now);
    }

    @Override
    void failed(BackendException why, Instant now) {
        Line line = shipment.line();
        Account account = shipment.account();
        switch (why.kind()) {
            case REFUSED -> {
                line.breaker().worked();
                account.end(shipment, Ending.without(again ? How.UNKNOWN : How.FAILED, why.getMessage(), null));
            }
            case UNAUTHORISED -> {
                line.breaker().undecided();
                // A token that was good may have expired; a key that never was will not become good.
                if (shipment.deniedAgain(now) && (line.breaker().everAccepted() || shipment.firstDenial())) {
                    account.goOn(shipment, now);
                } else {
                    account.end(shipment, Ending.without(again ? How.OPEN : How.FAILED, why.getMessage(), null));
                }
            }
            case THROTTLED -> {
                line.breaker().undecided();
                shipment.again(now);
                account.silence(why.retryAfter(), shipment.due(), now);
                account.goOn(shipment, now);
            }
            case OFFLINE -> {
                line.breaker().undecided();
                line.offline(why.getMessage(), now);
                shipment.again(now);
                account.goOn(shipment, now);
            }
            case TRANSIENT -> {
                line.failed(why.getMessage(), now);
                shipment.again(now);
                account.goOn(shipment, now);
            }
            case IN_DOUBT -> {
                line.failed(why.getMessage(), now);
                shipment.again(now);
                shipment.doubt(now);
                doubt(shipment, why.getMessage(), now);
            }
        }
    }

    /** What is safe with a parcel that may have been accepted. */
    static void doubt(Shipment shipment, String why, Instant now) {
        Account account = shipment.account();
        Repetition repetition = shipment.conduct().repetition();
        if (repetition == Repetition.NONE) {
            account.end(
                    shipment,
                    Ending.without(
                            How.UNKNOWN,
                            "it cannot be told whether " + shipment.backend().name()
                                    + " accepted the job, so it is not submitted again"
                                    + (why.isEmpty() ? "" : " (" + why + ")"),
                            null));
            return;
        }
        shipment.go(repetition == Repetition.TOKEN ? Phase.RESENDING : Phase.SEARCHING, shipment.due());
        account.goOn(shipment, now);
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        shipment.order().broke(why);
        String words = String.valueOf(why.getMessage());
        if (!sent) {
            // Without the intent on the disk nothing left this machine.
            shipment.account().end(shipment, Ending.without(How.CANCELLED, words, null));
        } else if (ref == null) {
            shipment.account().end(shipment, Ending.without(How.OPEN, words, null));
        } else {
            shipment.accepted(ref, now);
            shipment.stop();
            shipment.account().goOn(shipment, now);
        }
    }
}
