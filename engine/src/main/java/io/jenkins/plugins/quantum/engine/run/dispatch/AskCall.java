package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobStatus;
import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.run.dispatch.Shipment.Phase;
import java.time.Instant;
import java.util.List;

/** Asks for the state of many parcels of one backend. */
final class AskCall extends Call {
    /** How often the state of a parcel that was told to end is read before it is given up. */
    private static final int MOST_READS = 3;

    /** How often in a row the provider must not know a job until it counts as lost: an empty answer may come from a gateway. */
    private static final int LEAST_MISSES = 5;

    private final List<Shipment> shipments;
    private List<JobStatus> states = List.of();

    AskCall(List<Shipment> shipments) {
        this.shipments = List.copyOf(shipments);
    }

    @Override
    List<Shipment> shipments() {
        return shipments;
    }

    @Override
    void exchange() throws BackendException {
        List<JobRef> refs = shipments.stream().map(Shipment::ref).toList();
        var backend = shipments.get(0).backend();
        states = backend.status(refs);
        boolean matching = states.size() == refs.size();
        for (int i = 0; matching && i < refs.size(); i++) {
            matching = states.get(i).job().id().equals(refs.get(i).id());
        }
        if (!matching) {
            throw new BackendException(
                    backend.name() + " answered for other jobs than it was asked for", Kind.TRANSIENT);
        }
    }

    @Override
    void succeeded(Instant now) {
        for (int i = 0; i < shipments.size(); i++) {
            Shipment shipment = shipments.get(i);
            if (shipment.phase() == Phase.STOPPED) {
                stopped(shipment, states.get(i), now);
            } else {
                seen(shipment, states.get(i), now);
            }
        }
    }

    private void seen(Shipment shipment, JobStatus status, Instant now) {
        Account account = shipment.account();
        shipment.seen(status, now);
        shipment.order().seen(shipment, status);
        switch (status.state()) {
            case QUEUED, RUNNING -> account.goOn(shipment, now);
            case DONE -> {
                shipment.go(Phase.FETCHING, now);
                account.goOn(shipment, now);
                account.endedAtProvider(shipment, now);
            }
            case FAILED, CANCELLED -> {
                How how = status.state() == JobStatus.State.FAILED ? How.FAILED : How.CANCELLED;
                account.end(shipment, Ending.without(how, reason(shipment, status), shipment.id()));
                account.endedAtProvider(shipment, now);
            }
            case LOST -> lost(shipment, status, now);
        }
    }

    private void lost(Shipment shipment, JobStatus status, Instant now) {
        Account account = shipment.account();
        if (shipment.parcel().local() && shipment.acceptedEarlier()) {
            // It ended with the process that it was on, and costs nothing.
            account.startAfresh(shipment, now);
        } else if (shipment.maybeNotListed(now) || shipment.missedFirst(LEAST_MISSES)) {
            account.goOn(shipment, now);
        } else {
            account.end(shipment, Ending.without(How.LOST, reason(shipment, status), shipment.id()));
        }
    }

    private void stopped(Shipment shipment, JobStatus status, Instant now) {
        Account account = shipment.account();
        String id = shipment.id();
        switch (status.state()) {
            case QUEUED, RUNNING -> {
                if (shipment.readAgain(now) < MOST_READS) {
                    account.goOn(shipment, now);
                } else {
                    account.end(shipment, Ending.without(How.OPEN, "it was told to end and had not ended yet", id));
                }
            }
            case DONE ->
                account.end(shipment, Ending.without(How.FINISHED, "it finished before it could be cancelled", id));
            case FAILED -> account.end(shipment, Ending.without(How.FAILED, reason(shipment, status), id));
            case CANCELLED -> account.end(shipment, Ending.without(How.CANCELLED, "it was cancelled", id));
            case LOST ->
                account.end(
                        shipment,
                        Ending.without(
                                shipment.parcel().local() ? How.CANCELLED : How.OPEN, reason(shipment, status), id));
        }
    }

    private static String reason(Shipment shipment, JobStatus status) {
        return status.message().isEmpty()
                ? "the job ended as " + status.state() + " on "
                        + shipment.backend().name()
                : status.message();
    }

    @Override
    void failed(BackendException why, Instant now) {
        for (Shipment shipment : shipments) {
            failed(shipment, why, now);
        }
        if (why.kind() == Kind.THROTTLED) {
            Account account = shipments.get(0).account();
            account.silence(why.retryAfter(), shipments.get(0).due(), now);
        }
    }

    private void failed(Shipment shipment, BackendException why, Instant now) {
        Account account = shipment.account();
        boolean goOn =
                switch (why.kind()) {
                    case REFUSED -> {
                        // One of them may be what the service minds: each is asked for alone before its words are
                        // believed.
                        boolean first = !shipment.alone();
                        shipment.separate();
                        shipment.again(now);
                        yield first;
                    }
                    case UNAUTHORISED -> shipment.deniedAgain(now);
                    case OFFLINE, TRANSIENT, IN_DOUBT, THROTTLED -> {
                        shipment.again(now);
                        yield shipment.phase() != Phase.STOPPED || shipment.faulty() < MOST_READS;
                    }
                };
        if (goOn) {
            account.goOn(shipment, now);
        } else {
            account.end(shipment, Ending.without(How.OPEN, why.getMessage(), shipment.id()));
        }
    }

    @Override
    void broke(RuntimeException why, Instant now) {
        String words =
                shipments.get(0).backend().name() + " failed with an internal error when asked for a job: " + why;
        failed(new BackendException(words, Kind.TRANSIENT, why), now);
    }
}
