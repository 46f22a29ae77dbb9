package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Availability;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.cost.PriceBook;
import io.jenkins.plugins.quantum.engine.cost.PriceOptions;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * How a backend stands now, asked of its service without spending anything.
 *
 * @param name
 *     of the backend
 * @param capabilities
 *     what it can
 * @param local
 *     whether it runs on this machine
 * @param reachable
 *     whether the service answers
 * @param authorised
 *     whether it takes the credentials
 * @param device
 *     whether the device takes jobs, and its queue
 * @param calibration
 *     name and epoch, or why there is none
 * @param price
 *     from the price book, or as configured
 * @param advice
 *     what to do when it cannot be used; empty when it can
 */
public record BackendStanding(
        String name,
        Capabilities capabilities,
        boolean local,
        Answer reachable,
        Answer authorised,
        String device,
        String calibration,
        String price,
        String advice) {
    /** What is known of a yes-or-no question. */
    public enum Answer {
        YES,
        NO,
        /** A question before it was answered with no. */
        UNKNOWN
    }

    /** Whether a run could use it now. */
    public boolean ready() {
        return advice.isEmpty();
    }

    /** Asks a backend whose price the program's own book knows, or nobody. */
    public static BackendStanding of(Backend backend) {
        return of(backend, PriceBook.bundled());
    }

    /** Asks a backend. */
    static BackendStanding of(Backend backend, PriceBook book) {
        String price = price(backend, book);
        try {
            Availability availability = backend.availability();
            String advice = availability.usable()
                    ? ""
                    : "the device is " + availability.state().name().toLowerCase(Locale.ROOT)
                            + ": list another backend after it, or wait";
            return new BackendStanding(
                    backend.name(),
                    backend.capabilities(),
                    backend instanceof LocalBackend,
                    Answer.YES,
                    Answer.YES,
                    device(availability),
                    calibration(backend),
                    price,
                    advice);
        } catch (BackendException e) {
            boolean refused = e.kind() == Kind.UNAUTHORISED;
            boolean answered = refused || e.kind() == Kind.REFUSED || e.kind() == Kind.THROTTLED;
            return new BackendStanding(
                    backend.name(),
                    backend.capabilities(),
                    backend instanceof LocalBackend,
                    answered ? Answer.YES : Answer.NO,
                    refused ? Answer.NO : Answer.UNKNOWN,
                    "unknown",
                    "unknown",
                    price,
                    e.getMessage());
        }
    }

    private static String device(Availability availability) {
        var text = new StringBuilder(availability.state().name().toLowerCase(Locale.ROOT));
        availability.queued().ifPresent(jobs -> text.append(", ").append(jobs).append(" jobs waiting"));
        availability.expectedWait().ifPresent(wait -> text.append(", about ").append(words(wait)));
        if (!availability.message().isEmpty()) {
            text.append(" (").append(availability.message()).append(')');
        }
        return text.toString();
    }

    private static String words(Duration wait) {
        return wait.toMinutes() < 120 ? wait.toMinutes() + " min" : wait.toHours() + " h";
    }

    private static String calibration(Backend backend) {
        try {
            Optional<NoiseModel> noise = backend.calibration();
            return noise.map(model -> model.name() + ", epoch " + model.epoch()).orElse("the service publishes none");
        } catch (BackendException e) {
            return "not readable: " + e.getMessage();
        }
    }

    private static String price(Backend backend, PriceBook book) {
        return book.find(backend.capabilities().device())
                .map(entry -> entry.price().summary() + " (" + entry.origin() + ")")
                .orElse("not in the price book: " + PriceOptions.ADVICE);
    }
}
