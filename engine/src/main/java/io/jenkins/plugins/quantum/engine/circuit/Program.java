package io.jenkins.plugins.quantum.engine.circuit;

/** What a quantum machine is asked to run: a gate circuit, an optimisation problem for an annealer, or a program in a machine's own language. */
public sealed interface Program permits Circuit, BinaryQuadraticModel, NativeProgram {
    /** Which of the three it is, as messages and the table of platforms name it. */
    Kind kind();

    /** The kinds of programs. */
    enum Kind {
        /** Gates on qubits. */
        CIRCUIT,
        /** An Ising or QUBO problem. */
        PROBLEM,
        /** Analog, photonic or other programs that only their own machine reads. */
        NATIVE
    }
}
