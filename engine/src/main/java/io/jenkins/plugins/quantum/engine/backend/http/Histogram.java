package io.jenkins.plugins.quantum.engine.backend.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import java.util.HashMap;
import java.util.Map;

/** Reads what services write as a JSON object of outcomes and how often each was seen. */
public final class Histogram {
    private Histogram() {}

    /** In which order a service writes the bits of an outcome. */
    public enum Order {
        /** The highest classical bit first, as this project does. */
        HIGHEST_FIRST,
        /** Bit 0 first. */
        LOWEST_FIRST
    }

    /**
     * Counts.
     *
     * @param histogram
     *     keys of {@code bits} characters 0 and 1, values from 0
     * @param service
     *     as messages name it
     * @throws BackendException
     *     when it is another, or empty
     */
    public static Counts read(JsonNode histogram, int bits, Order order, String service) throws BackendException {
        var counts = new HashMap<String, Long>();
        for (Map.Entry<String, JsonNode> entry : histogram.properties()) {
            String outcome = entry.getKey();
            boolean proper = outcome.length() == bits && outcome.chars().allMatch(c -> c == '0' || c == '1');
            if (!proper || !count(entry.getValue())) {
                throw new BackendException(
                        service + "'s result is no histogram of " + bits + " bits: it has the entry '"
                                + Faults.clean(outcome) + "'",
                        Kind.REFUSED);
            }
            if (entry.getValue().asLong() > 0) {
                counts.put(
                        order == Order.HIGHEST_FIRST
                                ? outcome
                                : new StringBuilder(outcome).reverse().toString(),
                        entry.getValue().asLong());
            }
        }
        if (counts.isEmpty()) {
            throw new BackendException(service + "'s result has no shots", Kind.REFUSED);
        }
        return new Counts(bits, counts);
    }

    /** Some services write whole numbers with a point. */
    private static boolean count(JsonNode value) {
        return value.isNumber()
                && value.canConvertToLong()
                && value.asLong() >= 0
                && value.asDouble() == Math.rint(value.asDouble());
    }
}
