package io.jenkins.plugins.quantum.engine.run.dispatch;

import io.jenkins.plugins.quantum.engine.run.dispatch.Ending.How;
import io.jenkins.plugins.quantum.engine.run.dispatch.Shipment.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * All that is under way with one account of a provider: a state machine over time that is given, never asked for. {@link #due}
 * says when there is something to do, {@link #take} gives the exchange to make, {@link #settle} draws the conclusion from its
 * answer. Whoever drives it makes the exchanges between the two without holding the monitor.
 */
final class Account {
    private final Supplier<String> tokens;
    private final Backoff backoff;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    /** Parcels for which something other than a first submission is to be done, the next one first. */
    private final TreeSet<Shipment> agenda = new TreeSet<>();

    private Instant silentUntil = Instant.MIN;
    private Instant nextSubmission = Instant.MIN;
    private int unfinished;
    private int open;
    private long number;
    private boolean submittedLast;

    Account(Supplier<String> tokens, long seed) {
        this.tokens = tokens;
        this.backoff = new Backoff(seed);
    }

    Backoff backoff() {
        return backoff;
    }

    /** Takes a parcel in; the shipment that comes of it is told to the order. */
    synchronized void place(Parcel parcel, Order order, Instant now) {
        String name = parcel.backend().name();
        Line line = lines.computeIfAbsent(
                name + "\n" + parcel.backend().capabilities().device(),
                key -> new Line(name, parcel.backend().conduct(), parcel.local()));
        var shipment = new Shipment(number++, parcel, order, this, line, now);
        order.add(shipment);
        open++;
        if (order.ending()) {
            shipment.stop();
        }
        Past past = parcel.past();
        switch (past.state()) {
            case NEW -> goOn(shipment, now);
            case DOUBTFUL -> {
                if (parcel.local()) {
                    goOn(shipment, now);
                } else {
                    shipment.named(past.token());
                    count(shipment);
                    SubmitCall.doubt(shipment, "the process that submitted it was cut off", now);
                }
            }
            case ACCEPTED -> {
                count(shipment);
                shipment.named(past.token());
                shipment.acceptedEarlier(past.ref(), now);
                goOn(shipment, now);
            }
            case UNKNOWN ->
                end(
                        shipment,
                        Ending.without(
                                How.UNKNOWN, "an earlier run could not tell whether it was accepted", past.id()));
            case LOST ->
                end(shipment, Ending.without(How.LOST, "the provider no longer knew it in an earlier run", past.id()));
        }
    }

    /** When there is something to do; {@link Instant#MAX} for not before something else happens. */
    synchronized Instant due(Instant now) {
        Instant first = agenda.isEmpty() ? Instant.MAX : agenda.first().due();
        for (Line line : lines.values()) {
            Instant here = line.mustLook(now).isPresent() ? now : line.due(mayAccept(line), nextSubmission);
            first = here.isBefore(first) ? here : first;
        }
        return Line.later(first, silentUntil);
    }

    private boolean mayAccept(Line line) {
        return unfinished < line.conduct().inFlight() && line.maySend();
    }

    /** The exchange that is due; empty when none is. */
    synchronized Optional<Call> take(Instant now) {
        if (now.isBefore(silentUntil)) {
            return Optional.empty();
        }
        // Where each job is a question of its own, questions would never let a submission through, and the other way
        // round.
        Optional<Call> call = submittedLast ? question(now) : submission(now);
        boolean submits = !submittedLast;
        if (call.isEmpty()) {
            submits = submittedLast;
            call = submittedLast ? submission(now) : question(now);
        }
        if (call.isPresent()) {
            submittedLast = submits;
            call.get().shipments().forEach(shipment -> shipment.busy(true));
        }
        return call;
    }

    private Optional<Call> submission(Instant now) {
        for (Line line : lines.values()) {
            Optional<Shipment> looker = line.mustLook(now);
            if (looker.isPresent()) {
                line.look();
                return Optional.of(new LookCall(this, line, looker.get().backend()));
            }
            if (line.ready(now, mayAccept(line), nextSubmission)) {
                Shipment shipment = line.waiting().pollFirst();
                if (shipment.token() == null) {
                    shipment.named(shipment.parcel().local() ? shipment.parcel().key() : tokens.get());
                }
                count(shipment);
                return Optional.of(submit(shipment, now));
            }
        }
        return Optional.empty();
    }

    private Call submit(Shipment shipment, Instant now) {
        shipment.line().breaker().left();
        shipment.line().sending(true);
        nextSubmission = now.plus(shipment.conduct().submitPause());
        return new SubmitCall(shipment);
    }

    private Optional<Call> question(Instant now) {
        while (!agenda.isEmpty() && !agenda.first().due().isAfter(now)) {
            Shipment shipment = agenda.pollFirst();
            switch (shipment.phase()) {
                case RESENDING -> {
                    Instant allowed =
                            Line.later(nextSubmission, shipment.line().breaker().allowedFrom());
                    if (!shipment.stopping() && allowed.isAfter(now)) {
                        Instant most = now.plus(shipment.conduct().slowest());
                        shipment.go(Phase.RESENDING, allowed.isBefore(most) ? allowed : most);
                        agenda.add(shipment);
                    } else {
                        return Optional.of(submit(shipment, now));
                    }
                }
                case SEARCHING -> {
                    return Optional.of(new FindCall(shipment, now));
                }
                case ASKING, STOPPED -> {
                    return Optional.of(new AskCall(together(shipment, now)));
                }
                case FETCHING -> {
                    return Optional.of(new FetchCall(shipment));
                }
                case STOPPING -> {
                    return Optional.of(new CancelCall(shipment));
                }
                case WAITING, ENDED -> throw new IllegalStateException("nothing is asked about such a parcel");
            }
        }
        return Optional.empty();
    }

    /** A parcel with others of its backend whose state may have changed. */
    private List<Shipment> together(Shipment first, Instant now) {
        List<Shipment> batch = new ArrayList<>();
        batch.add(first);
        int most = first.alone() ? 1 : Math.max(1, first.conduct().statusBatch());
        if (first.phase() == Phase.ASKING) {
            batch.addAll(first.line().pace().riders(first, most - 1, now));
            batch.subList(1, batch.size()).forEach(agenda::remove);
        }
        Iterator<Shipment> others = agenda.iterator();
        while (batch.size() < most && others.hasNext()) {
            Shipment other = others.next();
            if (other.due().isAfter(now)) {
                break;
            }
            boolean asks = other.phase() == Phase.ASKING || other.phase() == Phase.STOPPED;
            if (asks && other.line() == first.line() && !other.alone()) {
                others.remove();
                batch.add(other);
            }
        }
        return batch;
    }

    /** A job has ended at the provider: those behind it in its queue are asked for soon. */
    void endedAtProvider(Shipment shipment, Instant now) {
        for (Shipment behind : shipment.line().pace().behind(shipment)) {
            if (agenda.remove(behind)) {
                behind.hurry(now);
                agenda.add(behind);
            }
        }
    }

    /** Draws the conclusion from the answer of an exchange. */
    synchronized void settle(Call call, Instant now) {
        call.shipments().forEach(shipment -> shipment.busy(false));
        if (call instanceof SubmitCall) {
            call.shipments().forEach(shipment -> shipment.line().sending(false));
        }
        call.settle(now);
    }

    /** The service asks to be left alone, by all jobs of the account. */
    void silence(Duration asked, Instant otherwise, Instant now) {
        Instant until = asked.isZero() ? otherwise : now.plus(asked);
        silentUntil = Line.later(silentUntil, until);
    }

    /** Puts a shipment where its next step is found. */
    void goOn(Shipment shipment, Instant now) {
        if (shipment.stopping()) {
            switch (shipment.phase()) {
                case WAITING -> {
                    end(shipment, Ending.without(How.CANCELLED, "it was not submitted", null));
                    return;
                }
                case FETCHING -> {
                    String words = "it finished before it could be cancelled";
                    end(shipment, Ending.without(How.FINISHED, words, shipment.id()));
                    return;
                }
                case ASKING -> shipment.go(Phase.STOPPING, now);
                case RESENDING, SEARCHING, STOPPING, STOPPED, ENDED -> {
                    // The next step is the same: a doubt is settled first.
                }
            }
        }
        follow(shipment, now);
        if (shipment.phase() == Phase.WAITING) {
            discount(shipment);
            shipment.line().waiting().add(shipment);
        } else if (shipment.phase() != Phase.ENDED) {
            agenda.add(shipment);
        }
    }

    private static void follow(Shipment shipment, Instant now) {
        if (shipment.phase() == Phase.ASKING) {
            shipment.line().pace().enter(shipment, now);
        } else {
            shipment.line().pace().leave(shipment);
        }
    }

    /** A local job whose process is gone is submitted as if it had never been. */
    void startAfresh(Shipment shipment, Instant now) {
        shipment.go(Phase.WAITING, now);
        goOn(shipment, now);
    }

    /** A shipment is over. */
    void end(Shipment shipment, Ending ending) {
        if (shipment.phase() == Phase.ENDED) {
            return;
        }
        discount(shipment);
        open--;
        shipment.go(Phase.ENDED, Instant.MAX);
        shipment.line().pace().leave(shipment);
        shipment.order().end(shipment, ending);
    }

    /** A look has changed whether a backend's parcels may leave, or should. */
    void waitingChanged(Line line, Instant now) {
        line.waiting().forEach(shipment -> shipment.order().changed());
        if (!line.heldInQueue(now).isEmpty()) {
            line.pace().asked().forEach(shipment -> shipment.order().changed());
        }
    }

    private void count(Shipment shipment) {
        if (!shipment.counted()) {
            shipment.counted(true);
            unfinished++;
        }
    }

    private void discount(Shipment shipment) {
        if (shipment.counted()) {
            shipment.counted(false);
            unfinished--;
        }
    }

    /** Tells the parcels of an order to end. */
    synchronized void stop(Order order, Instant now) {
        for (Shipment shipment : order.shipments(this)) {
            if (!shipment.stopping() && shipment.phase() != Phase.ENDED) {
                shipment.stop();
                if (!shipment.busy()) {
                    remove(shipment);
                    shipment.go(shipment.phase(), now);
                    goOn(shipment, now);
                }
            }
        }
    }

    /** Lets the parcels of an order go, wherever they are. */
    synchronized void abandon(Order order) {
        for (Shipment shipment : order.shipments(this)) {
            if (shipment.phase() != Phase.ENDED) {
                remove(shipment);
                end(shipment, Ending.without(How.OPEN, "it did not answer in time", shipment.id()));
            }
        }
    }

    private void remove(Shipment shipment) {
        agenda.remove(shipment);
        shipment.line().waiting().remove(shipment);
    }

    /** Why nothing can be submitted for a shipment now; empty when something can. */
    synchronized String held(Shipment shipment, Instant now) {
        return switch (shipment.phase()) {
            case ENDED -> "";
            case ASKING -> shipment.line().heldInQueue(now);
            default -> shipment.line().held(now);
        };
    }

    /** The provider's id of a shipment, or null. */
    synchronized String id(Shipment shipment) {
        return shipment.id();
    }

    /** Whether it has nothing left to do. */
    synchronized boolean idle() {
        return open == 0;
    }
}
