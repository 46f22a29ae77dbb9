package io.jenkins.plugins.quantum.engine.backend.pasqal;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads how often each state of the atoms was seen. Pasqal writes the first atom leftmost; atom 0 is bit 0 here, so that it is rightmost. */
final class PasqalResult {
    private PasqalResult() {}

    static JobResult read(JobRef ref, JsonNode job, JsonNode result, String device) throws BackendException {
        String atoms = ref.details().getOrDefault("atoms", "");
        if (!result.path("counter").isObject()) {
            throw new BackendException(
                    "the result of batch " + ref.id() + " has no counter: the sequence measures nothing that can be"
                            + " counted",
                    Kind.REFUSED);
        }
        var counts = new TreeMap<String, Long>();
        for (var entries = result.path("counter").fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            String state = entry.getKey();
            if (!state.matches("[01]+")
                    || !String.valueOf(state.length()).equals(atoms)
                    || !entry.getValue().isIntegralNumber()
                    || entry.getValue().asLong() < 0) {
                throw new BackendException(
                        "the result of batch " + ref.id() + " is not counts of " + atoms + " atoms: check the"
                                + " program's number of sites",
                        Kind.REFUSED);
            }
            counts.merge(
                    new StringBuilder(state).reverse().toString(),
                    entry.getValue().asLong(),
                    Long::sum);
        }
        return new JobResult(
                List.of(Outcome.sampled(new Counts(Integer.parseInt(atoms), counts))), facts(ref, job, device));
    }

    private static Map<String, String> facts(JobRef ref, JsonNode job, String device) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device);
        facts.put("job", ref.id());
        try {
            Duration time = Duration.between(
                    OffsetDateTime.parse(job.path("start_timestamp").asText()),
                    OffsetDateTime.parse(job.path("end_timestamp").asText()));
            facts.put(
                    "execution-seconds", BigDecimal.valueOf(time.toMillis(), 3).toPlainString());
        } catch (DateTimeException e) {
            // Times are a courtesy: without them the result stands.
            facts.put("execution-seconds", "unknown");
        }
        return facts;
    }
}
