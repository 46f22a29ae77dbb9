package io.jenkins.plugins.quantum.service;

import edu.umd.cs.findbugs.annotations.NonNull;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.aws.AwsAuthorization;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Credentials of a run that may wait for days. Temporary keys, those with a session token, are looked up anew every few minutes, so that
 * they are never past their life, which is a quarter of an hour at least. All others stay as they were when the run began: its jobs belong
 * to that account. What was known stays also where a lookup finds nothing: jobs that were submitted with it must be cancelled.
 */
final class RenewedCredentials implements Credentials {
    static final Duration KEPT = Duration.ofMinutes(5);

    /** Until the next try after one that failed. */
    static final Duration SOON = Duration.ofMinutes(1);

    private static final Logger LOGGER = Logger.getLogger(RenewedCredentials.class.getName());

    /** Where they come from. */
    @FunctionalInterface
    interface Source {
        /** By field; empty where they cannot be seen. */
        Map<String, String> get() throws IOException;
    }

    private final String backend;
    private final Source source;
    private final InstantSource clock;
    private Map<String, String> fields;
    private Instant renewal;

    /**
     * Looks them up for the first time.
     *
     * @param backend
     *     its name, for the log
     * @throws IOException
     *     when the source has none now
     */
    RenewedCredentials(String backend, Source source, InstantSource clock) throws IOException {
        this.backend = backend;
        this.source = source;
        this.clock = clock;
        this.fields = Map.copyOf(source.get());
        this.renewal = clock.instant().plus(KEPT);
    }

    @Override
    public Optional<Secret> get(String field) {
        return of(current(), field);
    }

    @NonNull
    @Override
    public Credentials together() {
        Map<String, String> now = current();
        return field -> of(now, field);
    }

    private static Optional<Secret> of(Map<String, String> fields, String field) {
        return Optional.ofNullable(fields.get(field)).map(Secret::of);
    }

    /** Whoever comes while they are looked up waits for the new ones. */
    private synchronized Map<String, String> current() {
        if (!fields.containsKey(AwsAuthorization.SESSION_TOKEN.name())
                || clock.instant().isBefore(renewal)) {
            return fields;
        }
        try {
            Map<String, String> found = source.get();
            if (!found.isEmpty()) {
                fields = Map.copyOf(found);
            }
            renewal = clock.instant().plus(KEPT);
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "the credential of backend " + backend + " is used as it was");
            renewal = clock.instant().plus(SOON);
        }
        return fields;
    }
}
