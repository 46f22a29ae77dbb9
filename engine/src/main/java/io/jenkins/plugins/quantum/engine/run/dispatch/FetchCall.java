package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import java.time.Instant;
import java.util.List;

/** Fetches the result of a parcel that is done, and keeps it. */
final class FetchCall extends Call {
    /** How often a result that cannot be read is read before it is believed: a gateway's page may have stood in its place. */
    private static final int MOST_READS = 5;

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
            if (request.program() instanceof NativeProgram program && program.sites() != bits) {
                return backend + " returned outcomes of " + bits + " sites for a program of " + program.sites();
            }
        }
        return "";
    }

    private static int bits(Distribution distribution) {
        return distribution == null ? 0 : distribution.bits();
    }

    @Override
    void succeeded(Instant now) {
        if (wrong.isEmpty()) {
            shipment.account().end(shipment, Ending.done(result, shipment.id()));
        } else {
            unreadable(wrong, now);
        }
    }

    private void unreadable(String words, Instant now) {
        Account account = shipment.account();
        shipment.again(now);
        if (shipment.parcel().local()) {
            account.end(shipment, Ending.without(How.FAILED, words, shipment.id()));
        } else if (shipment.faulty() < MOST_READS) {
            account.goOn(shipment, now);
        } else {
            account.end(shipment, Ending.without(How.UNREADABLE, words, shipment.id()));
        }
    }

    @Override
    void failed(BackendException why, Instant now) {
        Account account = shipment.account();
        switch (why.kind()) {
            case REFUSED -> unreadable(why.getMessage(), now);
            case UNAUTHORISED -> {
                if (shipment.deniedAgain(now)) {
                    account.goOn(shipment, now);
                } else {
                    account.end(shipment, Ending.without(How.OPEN, why.getMessage(), shipment.id()));
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
