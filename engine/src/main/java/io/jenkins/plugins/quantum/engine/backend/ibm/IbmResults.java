package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Results of the sampler in plain JSON: for each unit of work and each register a list of hexadecimal numbers, one a shot, whose lowest bit is the register's bit 0. */
final class IbmResults {
    private IbmResults() {}

    static List<Outcome> read(JobRef ref, JsonNode body) throws BackendException {
        List<Integer> sizes = sizes(ref);
        JsonNode results = body.path("results");
        if (results.size() != number(ref, "runs")) {
            throw new BackendException(
                    "IBM answered " + results.size() + " of " + number(ref, "runs") + " circuits", Kind.REFUSED);
        }
        var outcomes = new ArrayList<Outcome>();
        for (JsonNode result : results) {
            outcomes.add(Outcome.sampled(counts(result.path("data"), sizes)));
        }
        return outcomes;
    }

    private static Counts counts(JsonNode data, List<Integer> sizes) throws BackendException {
        int shots = data.path(IbmProgram.register(0)).path("samples").size();
        Map<String, Long> counts = new HashMap<>();
        for (int shot = 0; shot < shots; shot++) {
            var outcome = new StringBuilder();
            for (int register = sizes.size() - 1; register >= 0; register--) {
                JsonNode samples = data.path(IbmProgram.register(register)).path("samples");
                outcome.append(bits(samples.path(shot).asText(), sizes.get(register)));
            }
            counts.merge(outcome.toString(), 1L, Long::sum);
        }
        if (counts.isEmpty()) {
            throw unreadable();
        }
        return new Counts(sizes.stream().mapToInt(Integer::intValue).sum(), counts);
    }

    /** A register's bits in one shot, the highest first. */
    private static String bits(String hex, int size) throws BackendException {
        if (!hex.matches("0x[0-9a-fA-F]{1,3000}")) {
            throw unreadable();
        }
        String binary = new BigInteger(hex.substring(2), 16).toString(2);
        if (binary.length() > size) {
            throw unreadable();
        }
        return "0".repeat(size - binary.length()) + binary;
    }

    private static List<Integer> sizes(JobRef ref) throws BackendException {
        String text = ref.details().getOrDefault("registers", "");
        if (!text.matches("[1-9]\\d{0,3}(,[1-9]\\d{0,3}){0,999}")) {
            throw new BackendException("the reference of the job lacks 'registers'", Kind.REFUSED);
        }
        return Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
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
