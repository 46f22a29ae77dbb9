package io.jenkins.plugins.quantum.engine.backend.braket;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is kept of a task.
 *
 * @param arn
 *     of the task
 * @param kind
 *     which results to expect
 * @param readout
 *     {@code Readout} of a circuit; for atoms the number of sites
 * @param runs
 *     in the task
 * @param shots
 *     of each run
 * @param bucket
 *     where its results go
 * @param prefix
 *     of their keys
 * @param submitted
 *     when, to the second
 */
record TaskRef(
        String arn, Kind kind, String readout, int runs, long shots, String bucket, String prefix, Instant submitted) {
    /** Kinds of results. */
    enum Kind {
        CIRCUIT,
        SET,
        ATOMS
    }

    private static final Pattern ARN =
            Pattern.compile("arn:aws[a-z-]*:braket:[a-z0-9-]+:\\d{0,20}:quantum-task/[\\w-]{1,64}");

    /** Whether a service's text names a task. */
    static boolean names(String arn) {
        return ARN.matcher(arn).matches();
    }

    JobRef job(String backend) {
        var details = new HashMap<String, String>();
        details.put("kind", kind.name());
        details.put("readout", readout);
        details.put("runs", Integer.toString(runs));
        details.put("shots", Long.toString(shots));
        details.put("bucket", bucket);
        details.put("prefix", prefix);
        details.put("submitted", Long.toString(submitted.getEpochSecond()));
        return new JobRef(backend, arn, details);
    }

    /**
     * From what {@link #job} gave.
     *
     * @throws BackendException
     *     when it is something else
     */
    static TaskRef of(JobRef job) throws BackendException {
        Map<String, String> details = job.details();
        try {
            if (names(job.id()) && details.getOrDefault("bucket", "").matches(BraketOptions.BUCKETS)) {
                return new TaskRef(
                        job.id(),
                        Kind.valueOf(details.getOrDefault("kind", "")),
                        details.getOrDefault("readout", ""),
                        Integer.parseInt(details.getOrDefault("runs", "")),
                        Long.parseLong(details.getOrDefault("shots", "")),
                        details.getOrDefault("bucket", ""),
                        details.getOrDefault("prefix", ""),
                        Instant.ofEpochSecond(Long.parseLong(details.getOrDefault("submitted", ""))));
            }
        } catch (IllegalArgumentException | java.time.DateTimeException e) {
            throw new BackendException(unreadable(), BackendException.Kind.REFUSED, e);
        }
        throw new BackendException(unreadable(), BackendException.Kind.REFUSED);
    }

    private static String unreadable() {
        return "the reference is not that of a task of Amazon Braket: was the journal changed?";
    }

    /** The folder of its results: the prefix and the task's own id. */
    String folder() {
        return prefix + "/" + arn.substring(arn.lastIndexOf('/') + 1);
    }
}
