package io.jenkins.plugins.quantum.engine.circuit;

/**
 * A program in the language of one kind of machine, passed on as it is: a Pulser sequence, an analog Hamiltonian simulation, a Perceval
 * experiment. The workbench does not look inside.
 *
 * @param format
 *     names the language, for example {@code pulser}, {@code braket-ahs}, {@code perceval}
 * @param sites
 *     atoms, modes or qubits that it reads out: the length of an outcome
 * @param text
 *     the program
 */
public record NativeProgram(String format, int sites, String text) implements Program {
    @Override
    public Kind kind() {
        return Kind.NATIVE;
    }
}
