package io.jenkins.plugins.quantum.engine.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An observable taken from a Python file.
 *
 * @param what
 *     as the framework writes it
 * @param terms
 *     coefficient by Pauli string over the qubits of the circuit, such as {@code X0 Z1}, or {@code I}; empty where there is a reason
 * @param reason
 *     why it is no sum of Pauli strings; empty for none
 */
public record ExportedObservable(String what, Map<String, Double> terms, String reason) {
    public ExportedObservable {
        terms = Collections.unmodifiableMap(new LinkedHashMap<>(terms));
    }

    /** The terms as a JSON object, as a file of an observable holds them. */
    public String json() {
        try {
            return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(terms);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
