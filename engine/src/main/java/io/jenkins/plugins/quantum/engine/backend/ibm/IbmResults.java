package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Results of the sampler in plain JSON: for each unit of work a list of hexadecimal numbers, one a shot, whose lowest bit is bit 0. */
final class IbmResults {
    private IbmResults() {}

    static List<Outcome> read(JobRef ref, JsonNode body) throws BackendException {
        int bits = (int) number(ref, "bits");
        JsonNode results = body.path("results");
        if (results.size() != number(ref, "runs")) {
            throw new BackendException(
                    "IBM answered " + results.size() + " of " + number(ref, "runs") + " circuits", Kind.REFUSED);
        }
        var outcomes = new ArrayList<Outcome>();
        for (JsonNode result : results) {
            outcomes.add(Outcome.sampled(counts(result.path("data").path(IbmProgram.REGISTER), bits)));
        }
        return outcomes;
    }

    private static Counts counts(JsonNode register, int bits) throws BackendException {
        Map<String, Long> byHex = new HashMap<>();
        for (JsonNode sample : register.path("samples")) {
            byHex.merge(sample.asText(), 1L, Long::sum);
        }
        Map<String, Long> counts = new HashMap<>();
        for (var entry : byHex.entrySet()) {
            counts.merge(outcome(entry.getKey(), bits), entry.getValue(), Long::sum);
        }
        if (counts.isEmpty() || register.path("num_bits").asInt(bits) != bits) {
            throw unreadable();
        }
        return new Counts(bits, counts);
    }

    private static String outcome(String hex, int bits) throws BackendException {
        if (!hex.matches("0x[0-9a-fA-F]{1,3000}")) {
            throw unreadable();
        }
        String binary = new BigInteger(hex.substring(2), 16).toString(2);
        if (binary.length() > bits) {
            throw unreadable();
        }
        return "0".repeat(bits - binary.length()) + binary;
    }

    private static BackendException unreadable() {
        return new BackendException(
                "IBM's result is not a list of outcomes of the circuit's bits; look at the job in IBM's console",
                Kind.REFUSED);
    }

    private static long number(JobRef ref, String key) throws BackendException {
        try {
            return Long.parseLong(ref.details().getOrDefault(key, ""));
        } catch (NumberFormatException e) {
            throw new BackendException("the reference of the job lacks '" + key + "'", Kind.REFUSED, e);
        }
    }
}
