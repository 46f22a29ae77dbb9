package io.jenkins.plugins.quantum.engine.circuit;

/**
 * A named run of qubits or classical bits.
 *
 * @param name
 *     as declared
 * @param offset
 *     index of the first in the circuit's numbering, which follows the declarations
 * @param size
 *     how many, at least 1
 */
public record Register(String name, int offset, int size) {
    /** The name of one element by its index in the whole circuit, for example {@code c[2]}. */
    public String element(int index) {
        return name + "[" + (index - offset) + "]";
    }
}
