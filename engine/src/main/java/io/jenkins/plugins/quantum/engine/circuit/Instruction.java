package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/** One step of a circuit. Qubits and bits are indices into the whole circuit. */
public sealed interface Instruction {
    /**
     * A standard gate on distinct qubits. Gates that a program defines itself are expanded by the reader.
     *
     * @param gate
     *     which
     * @param angles
     *     as many as {@link Gate#angles()}
     * @param qubits
     *     as many as {@link Gate#qubits()}, controls first
     */
    record Apply(Gate gate, List<Angle> angles, List<Integer> qubits) implements Instruction {
        public Apply {
            angles = List.copyOf(angles);
            qubits = List.copyOf(qubits);
        }
    }

    /** Measurement of a qubit into a classical bit. */
    record Measure(int qubit, int bit) implements Instruction {}

    /** Return of a qubit to the state 0. */
    record Reset(int qubit) implements Instruction {}

    /** A line that no optimiser may move gates across; the reader gives its qubits in ascending order, each once. */
    record Barrier(List<Integer> qubits) implements Instruction {
        public Barrier {
            qubits = List.copyOf(qubits);
        }
    }

    /** Steps that run only when classical bits have a value. */
    record Conditional(Condition condition, List<Instruction> then, List<Instruction> otherwise)
            implements Instruction {
        public Conditional {
            then = List.copyOf(then);
            otherwise = List.copyOf(otherwise);
        }
    }

    /** A pragma, kept word for word. */
    record Pragma(String text) implements Instruction {}

    /**
     * A comparison of consecutive classical bits with a number.
     *
     * @param firstBit
     *     the least significant bit
     * @param width
     *     how many bits, 1 to 63
     * @param value
     *     what they are compared with, not negative
     */
    record Condition(int firstBit, int width, long value) {}
}
