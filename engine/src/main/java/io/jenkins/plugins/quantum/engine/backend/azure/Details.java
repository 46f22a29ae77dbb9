package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import java.util.Map;

/** What the formats have in common when they read references and results. */
final class Details {
    static final String READOUT = "readout";
    static final String SHOTS = "shots";
    static final String SEED = "seed";
    static final String BITS = "bits";

    private Details() {}

    /** A whole number of a reference. */
    static long number(Map<String, String> details, String key) throws BackendException {
        try {
            return Long.parseLong(details.getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "the reference of the job lacks '" + key + "': was the journal changed?", Kind.REFUSED, e);
        }
    }

    /** Counts of all shots that were asked for. */
    static Counts whole(Map<String, String> details, Counts counts) throws BackendException {
        long asked = number(details, SHOTS);
        if (counts.shots() != asked) {
            throw useless("has " + counts.shots() + " shots where " + asked + " were asked for");
        }
        return counts;
    }

    static BackendException useless(String words) {
        return new BackendException("Azure Quantum's result " + words, Kind.REFUSED);
    }
}
