package io.jenkins.plugins.quantum.engine.noise;

import java.util.List;

/**
 * Which errors happened in one run: equal patterns give equal circuits.
 *
 * @param errors
 *     in the order of the circuit; at least one
 */
public record ErrorPattern(List<Event> errors) {
    public ErrorPattern {
        errors = List.copyOf(errors);
    }

    /**
     * One error.
     *
     * @param site
     *     number of the noise site
     * @param code
     *     of the Pauli, as in {@link PauliChannel}
     */
    public record Event(int site, int code) {}
}
