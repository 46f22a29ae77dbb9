package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import java.time.Instant;
import java.util.List;

/** Fetches the result of a parcel that is done, and keeps it. */
final class FetchCall extends Call {
    private final Shipment shipment;
    private JobResult result;
    private String wrong = "";

    FetchCall(Shipment shipment) {
        this.shipment = shipment;
    }

    @Override
    List<Shipment> shipments() {
        return List.of(shipment);
    }

    @Override
    void exchange() throws BackendException {
        JobResult fetched = fetch();
        wrong = wrong(fetched);
        if (wrong.isEmpty()) {
            shipment.order().log().done(shipment.parcel(), fetched);
            result = fetched;
        }
    }

    private JobResult fetch() throws BackendException {
        try {
            return shipment.backend().fetch(shipment.ref());
        } catch (RuntimeException e) {
            String words = shipment.backend().name() + " failed with an internal error when its result was read: " + e;
            throw new BackendException(words, Kind.REFUSED, e);
        }
    }

    /** What shows that the result is not that of the request; empty when nothing does. */
    private String wrong(JobResult fetched) {
        JobRequest request = shipment.parcel().request();
        String backend = shipment.backend().name();
        int runs = request.bindings().size();
        if (fetched.outcomes().size() != runs) {
            return backend + " returned " + fetched.outcomes().size() + " results for " + runs + " runs";
        }
        for (Outcome outcome : fetched.outcomes()) {
            boolean counted = outcome.counts() != null;
            if (counted == request.exact()) {
                return backend + " returned " + (counted ? "counts" : "probabilities") + " where "
                        + (counted ? "probabilities" : "counts") + " were asked for";
            }
            if (counted && outcome.counts().shots() < 1) {
                return backend + " returned a result without shots";
            }
            int bits = counted ? outcome.counts().bits() : bits(outcome.distribution());
            if (request.program() instanceof Circuit circuit && circuit.bits() != bits) {
                return backend + " returned outcomes of " + bits + " bits for a circuit of " + circuit.bits();
            }
        }
        return "";
    }

    private static int bits(Distribution distribution) {
        return distribution == null ? 0 : distribution.bits();
    }

    @Override
    void succeeded(Instant now) {
        shipment.account()
                .end(
                        shipment,
                        wrong.isEmpty()
                                ? Ending.done(result, shipment.id())
                                : Ending.without(How.UNREADABLE, wrong, shipment.id()));
    }

    @Override
    void failed(BackendException why, Instant now) {
        Account account = shipment.account();
        boolean goOn =
                switch (why.kind()) {
                    case REFUSED -> false;
                    case UNAUTHORISED -> shipment.deniedAgain(now);
                    case THROTTLED -> {
                        shipment.again(now);
                        account.silence(why.retryAfter(), shipment.due(), now);
                        yield true;
                    }
                    case OFFLINE, TRANSIENT, IN_DOUBT -> {
                        shipment.again(now);
                        yield true;
                    }
                };
        if (goOn) {
            account.goOn(shipment, now);
        } else {
            How how = why.kind() == Kind.REFUSED && !shipment.parcel().local() ? How.UNREADABLE : How.FAILED;
            account.end(shipment, Ending.without(how, why.getMessage(), shipment.id()));
        }
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        shipment.order().broke(why);
        shipment.account().end(shipment, Ending.without(How.OPEN, String.valueOf(why.getMessage()), shipment.id()));
    }
}
