package io.jenkins.plugins.quantum.engine.backend.http;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** What an answer without success means for the caller, where the provider's own codes do not say it better. */
final class Faults {
    private static final int LONGEST_MESSAGE = 500;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private Faults() {}

    /**
     * The exception for an answer.
     *
     * @param reply
     *     not {@link Reply#ok}
     * @param service
     *     the provider, as messages name it
     * @param words
     *     the provider's explanation, or empty
     */
    static BackendException of(Reply reply, String service, String words) {
        return of(reply, service, words, kind(reply));
    }

    /** The exception for an answer whose meaning the adapter knows. */
    static BackendException of(Reply reply, String service, String words, Kind kind) {
        String said = words.isBlank() ? "" : ": " + clean(words);
        String todo =
                switch (kind) {
                    case UNAUTHORISED -> " - check the credentials of this backend and what they are allowed to do";
                    case THROTTLED -> " - too many calls; asked again later";
                    case OFFLINE -> " - the device takes no jobs now";
                    case IN_DOUBT -> " - it may have been accepted all the same";
                    case REFUSED, TRANSIENT -> "";
                };
        return new BackendException(
                service + " answered HTTP " + reply.status() + " to " + reply.call() + said + todo,
                kind,
                retryAfter(reply),
                null);
    }

    private static Kind kind(Reply reply) {
        int status = reply.status();
        if (status == 401 || status == 403 || status == 407) {
            return Kind.UNAUTHORISED;
        }
        if (status == 429 || status == 425) {
            return Kind.THROTTLED;
        }
        if (status >= 500 || status == 408) {
            return reply.call().effect() ? Kind.IN_DOUBT : Kind.TRANSIENT;
        }
        return Kind.REFUSED;
    }

    /** The header of that name, in seconds or as a date; zero where there is none, an hour at most. */
    static Duration retryAfter(Reply reply) {
        String text = reply.header("retry-after").orElse("").strip();
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        if (text.chars().allMatch(c -> c >= '0' && c <= '9') && text.length() < 10) {
            return shortest(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            // Measured against the service's own clock, so that a wrong clock here does not matter.
            Instant now = reply.header("date")
                    .map(date -> ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(at);
            Duration wait = Duration.between(now, at);
            return wait.isNegative() ? Duration.ZERO : shortest(wait);
        } catch (DateTimeParseException e) {
            // The header is a courtesy of the service: one that cannot be read is as good as none.
            return Duration.ZERO;
        }
    }

    private static Duration shortest(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /** A provider's words without control characters and line breaks, and not too long. */
    static String clean(String words) {
        String flat = words.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+", " ")
                .strip();
        return flat.length() <= LONGEST_MESSAGE ? flat : flat.substring(0, LONGEST_MESSAGE) + "…";
    }
}
