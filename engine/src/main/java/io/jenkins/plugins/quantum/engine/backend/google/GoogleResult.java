package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads results: for each run and each measurement key the bits of all repetitions, packed eight to a byte, the least significant first.
 * Keys are the circuit's qubits, {@code q0}, {@code q1}, ….
 */
final class GoogleResult {
    private static final long MOST_SHOTS = 100_000_000;

    private GoogleResult() {}

    /**
     * The outcomes, one a run.
     *
     * @param result
     *     a {@code cirq.google.api.v2.Result} as JSON
     * @throws BackendException
     *     when runs, keys or bits are missing
     */
    static List<Outcome> read(JsonNode result, Readout readout, int runs) throws BackendException {
        var outcomes = new ArrayList<Outcome>();
        for (JsonNode sweep : result.path("sweepResults")) {
            long shots = sweep.path("repetitions").asLong();
            if (shots < 1 || shots > MOST_SHOTS) {
                throw useless("has a run of " + shots + " repetitions");
            }
            for (JsonNode run : sweep.path("parameterizedResults")) {
                outcomes.add(Outcome.sampled(counts(run.path("measurementResults"), readout, (int) shots)));
            }
        }
        if (outcomes.size() != runs) {
            throw useless("has " + outcomes.size() + " runs where " + runs + " were sent");
        }
        return outcomes;
    }

    private static Counts counts(JsonNode measurements, Readout readout, int shots) throws BackendException {
        Map<Integer, byte[]> bits = new HashMap<>();
        for (JsonNode measurement : measurements) {
            String key = measurement.path("key").asText();
            JsonNode qubits = measurement.path("qubitMeasurementResults");
            if (key.matches("q\\d{1,6}") && qubits.size() == 1) {
                bits.put(
                        Integer.parseInt(key.substring(1)), bytes(qubits.path(0).path("results")));
            }
        }
        for (int qubit : readout.measured()) {
            if (bits.getOrDefault(qubit, new byte[0]).length != (shots + 7) / 8) {
                throw useless("lacks the measurement q" + qubit + " of " + shots + " repetitions");
            }
        }
        var counts = new HashMap<String, Long>();
        for (int shot = 0; shot < shots; shot++) {
            int at = shot;
            counts.merge(readout.outcome(qubit -> bits.get(qubit)[at / 8] >> at % 8 & 1), 1L, Long::sum);
        }
        return new Counts(readout.bits(), counts);
    }

    private static byte[] bytes(JsonNode text) throws BackendException {
        try {
            return Base64.getDecoder().decode(text.asText());
        } catch (IllegalArgumentException e) {
            throw new BackendException("Google's result has bits that cannot be read", Kind.REFUSED, e);
        }
    }

    private static BackendException useless(String words) {
        return new BackendException("Google's result " + words, Kind.REFUSED);
    }
}
