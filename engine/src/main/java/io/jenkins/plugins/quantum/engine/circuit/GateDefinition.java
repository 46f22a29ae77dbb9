package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Statement.Modifier;
import java.util.List;

/** A gate that a program may apply. */
sealed interface GateDefinition {
    String name();

    /** How many angles it takes. */
    int angles();

    /** On how many qubits it acts. */
    int qubits();

    /** How many definitions deep it reaches. */
    default int depth() {
        return 0;
    }

    /**
     * Whether its phase, which a control makes visible, depends on the tool: the text of OpenQASM 3 gives the built-in U a
     * factor e^{iθ/2} that Qiskit leaves out.
     */
    default boolean phaseDisputed() {
        return false;
    }

    /** A standard gate, perhaps under another name. */
    record Primitive(String name, Gate gate) implements GateDefinition {
        @Override
        public int angles() {
            return gate.angles();
        }

        @Override
        public int qubits() {
            return gate.qubits();
        }

        @Override
        public boolean phaseDisputed() {
            return name.equals("U");
        }
    }

    /** {@code gphase(γ)}. */
    record Phase() implements GateDefinition {
        @Override
        public String name() {
            return "gphase";
        }

        @Override
        public int angles() {
            return 1;
        }

        @Override
        public int qubits() {
            return 0;
        }
    }

    /** Declared without a definition. */
    record Opaque(String name, int angles, int qubits) implements GateDefinition {}

    /**
     * Defined by other gates.
     *
     * @param ofProgram
     *     whether the user wrote it; false for those of {@link GateLibrary}
     * @param holdsU
     *     whether the built-in U is among its steps
     */
    record Composite(
            String name,
            List<String> parameters,
            int qubits,
            List<Part> body,
            int depth,
            boolean ofProgram,
            boolean holdsU)
            implements GateDefinition {
        public Composite {
            parameters = List.copyOf(parameters);
            body = List.copyOf(body);
        }

        @Override
        public int angles() {
            return parameters.size();
        }

        @Override
        public boolean phaseDisputed() {
            return ofProgram && holdsU;
        }
    }

    /** A step in the body of a definition; {@code qubits} are positions in the list of its qubits. */
    sealed interface Part {
        /** A gate. */
        record Application(GateDefinition gate, List<Modifier> modifiers, List<Expression> angles, int[] qubits, int at)
                implements Part {}

        /** A barrier. */
        record Line(int[] qubits) implements Part {}
    }
}
