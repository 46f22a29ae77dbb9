package io.jenkins.plugins.quantum.engine.backend.dwave;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;

/**
 * The answer of a hybrid solver: a set of samples as dimod writes it in JSON, one row a sample. Packed rows are words of 32 bits, the lowest bit first.
 */
final class BqAnswer {
    private static final int WORD = 32;

    private final JsonNode set;

    /**
     * An answer.
     *
     * @param answer
     *     of the problem
     */
    BqAnswer(JsonNode answer) throws BackendException {
        if (!answer.path("format").asText().equals("bq")
                || !answer.at("/data/sample_data/data").isArray()
                || !answer.at("/data/vectors/energy/data").isArray()) {
            throw damaged("it is not in the form 'bq'");
        }
        set = answer.path("data");
    }

    /** A sample and its energy, offset included. */
    record Sample(String outcome, double energy) {}

    /**
     * The sample of the lowest energy.
     *
     * @param variables
     *     of the problem
     */
    Sample best(int variables) throws BackendException {
        JsonNode rows = set.at("/sample_data/data");
        JsonNode energies = set.at("/vectors/energy/data");
        int best = -1;
        for (int row = 0; row < energies.size(); row++) {
            if (best < 0 || energies.get(row).asDouble() < energies.get(best).asDouble()) {
                best = row;
            }
        }
        if (best < 0 || rows.size() != energies.size()) {
            throw damaged("it has " + rows.size() + " samples and " + energies.size() + " energies");
        }
        return new Sample(outcome(rows.get(best), variables), energies.get(best).asDouble());
    }

    /** The highest variable first; what no label names reads 0. */
    private String outcome(JsonNode row, int variables) throws BackendException {
        JsonNode labels = set.path("variable_labels");
        boolean packed = set.path("sample_packed").asBoolean();
        if (row.size() != (packed ? (labels.size() + WORD - 1) / WORD : labels.size())) {
            throw damaged("a sample is not as long as its " + labels.size() + " variables");
        }
        var outcome = new StringBuilder("0".repeat(variables));
        for (int k = 0; k < labels.size(); k++) {
            int variable = labels.get(k).isInt() ? labels.get(k).asInt() : -1;
            if (variable < 0 || variable >= variables) {
                throw damaged("it has a variable that the problem has not");
            }
            boolean one = packed
                    ? (row.get(k / WORD).asLong() >> (k % WORD) & 1) == 1
                    : row.get(k).asInt() == 1;
            outcome.setCharAt(variables - 1 - variable, one ? '1' : '0');
        }
        return outcome.toString();
    }

    private static BackendException damaged(String why) {
        return new BackendException("the solver's answer cannot be read: " + why, Kind.REFUSED);
    }
}
