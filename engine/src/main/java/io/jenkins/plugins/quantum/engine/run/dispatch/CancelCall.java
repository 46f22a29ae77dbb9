package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.run.dispatch.Shipment.Phase;
import java.time.Instant;
import java.util.List;

/** Tells a parcel to end; its state is read afterwards, whatever the answer was. */
final class CancelCall extends Call {
    private static final int MOST_TRIES = 4;

    private final Shipment shipment;

    CancelCall(Shipment shipment) {
        this.shipment = shipment;
    }

    @Override
    List<Shipment> shipments() {
        return List.of(shipment);
    }

    @Override
    void exchange() throws BackendException {
        shipment.backend().cancel(shipment.ref());
    }

    @Override
    void succeeded(Instant now) {
        shipment.go(Phase.STOPPED, now);
        shipment.account().goOn(shipment, now);
    }

    @Override
    void failed(BackendException why, Instant now) {
        boolean pointless = why.kind() == Kind.REFUSED || why.kind() == Kind.OFFLINE;
        shipment.again(now);
        if (why.kind() == Kind.THROTTLED) {
            shipment.account().silence(why.retryAfter(), shipment.due(), now);
        }
        if (pointless || shipment.faulty() >= MOST_TRIES) {
            shipment.go(Phase.STOPPED, now);
        }
        shipment.account().goOn(shipment, now);
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        String words = shipment.backend().name() + " failed with an internal error when a job was cancelled: " + why;
        failed(new BackendException(words, Kind.REFUSED, why), now);
    }
}
