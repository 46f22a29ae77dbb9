package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads counts: one object a circuit, with the keys of its measurements in the order in which their bits stand in the outcomes. The
 * order is the service's and is never assumed.
 */
final class IqmResult {
    static final String READOUT = "readout";
    static final String CIRCUITS = "circuits";

    private IqmResult() {}

    /**
     * The outcomes, one a circuit.
     *
     * @throws BackendException
     *     when circuits, keys or counts are missing
     */
    static List<Outcome> read(JobRef job, JsonNode answer) throws BackendException {
        Readout readout = Readout.parse(job.details().getOrDefault(READOUT, ""));
        if (!answer.isArray()
                || !Integer.toString(answer.size()).equals(job.details().get(CIRCUITS))) {
            throw useless(
                    "has " + answer.size() + " circuits where " + job.details().get(CIRCUITS) + " were sent");
        }
        var outcomes = new ArrayList<Outcome>(answer.size());
        for (JsonNode circuit : answer) {
            outcomes.add(Outcome.sampled(counts(circuit, readout)));
        }
        return outcomes;
    }

    private static Counts counts(JsonNode circuit, Readout readout) throws BackendException {
        int[] places = places(circuit.path("measurement_keys"), readout);
        int length = circuit.path("measurement_keys").size();
        var counts = new HashMap<String, Long>();
        for (Map.Entry<String, JsonNode> entry : circuit.path("counts").properties()) {
            String bits = entry.getKey();
            JsonNode count = entry.getValue();
            if (bits.length() != length || !bits.matches("[01]*") || !count.isIntegralNumber() || count.asLong() < 0) {
                throw useless("has counts that are no counts of " + length + " bits");
            }
            if (count.asLong() > 0) {
                String outcome = readout.outcome(qubit -> bits.charAt(places[qubit]) - '0');
                counts.merge(outcome, count.asLong(), Long::sum);
            }
        }
        if (counts.isEmpty()) {
            throw useless("has no counts");
        }
        return new Counts(readout.bits(), counts);
    }

    /** By the circuit's qubit the place of its bit in the service's outcomes. */
    private static int[] places(JsonNode keys, Readout readout) throws BackendException {
        var order = new HashMap<String, Integer>();
        keys.forEach(key -> order.put(key.asText(), order.size()));
        String[] qubits = readout.toString().split(",");
        int[] measured = readout.measured();
        var places = new int[measured.length == 0 ? 0 : measured[measured.length - 1] + 1];
        for (int bit = 0; bit < qubits.length; bit++) {
            int qubit = Integer.parseInt(qubits[bit]);
            Integer place = order.get("c" + bit);
            if (qubit >= 0 && place == null) {
                throw useless("lacks the measurement c" + bit);
            }
            if (qubit >= 0) {
                places[qubit] = place;
            }
        }
        return places;
    }

    private static BackendException useless(String words) {
        return new BackendException("IQM's result " + words, Kind.REFUSED);
    }
}
