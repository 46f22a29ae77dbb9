package io.jenkins.plugins.quantum.engine.backend;

import java.util.List;
import java.util.Map;

/**
 * What a job brought.
 *
 * @param outcomes
 *     one a binding, in the order of the request
 * @param facts
 *     provenance: versions, method, device, calibration epoch; {@code billed} and {@code billed.unit} hold what the provider says
 *     that it has charged
 */
public record JobResult(List<Outcome> outcomes, Map<String, String> facts) {
    /**
     * The fact that bounds, as a total variation distance, what a simulator's average of relaxation over Pauli frames changes. Left out
     * where nothing relaxes, or relaxes as it is.
     */
    public static final String TWIRLING_ERROR = "twirling-error-at-most";

    public JobResult {
        outcomes = List.copyOf(outcomes);
        facts = Map.copyOf(facts);
    }
}
