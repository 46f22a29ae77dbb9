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
    public JobResult {
        outcomes = List.copyOf(outcomes);
        facts = Map.copyOf(facts);
    }
}
