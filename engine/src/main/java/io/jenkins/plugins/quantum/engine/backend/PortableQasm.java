package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Circuits for services that stand before machines of many makers: OpenQASM 3 with the gates that all of them know, one register of
 * qubits and one of bits, and the measured qubits in ascending order into bits 0, 1, … at the end. So it makes no difference whether a
 * machine orders outcomes by qubit, by bit or by the order of measurements; {@link #outcome} puts them into the circuit's own bits.
 */
public final class PortableQasm {
    private static final Set<Gate> COMMON = EnumSet.of(Gate.H, Gate.X, Gate.Z, Gate.RX, Gate.RY, Gate.RZ);

    private PortableQasm() {}

    /** How the program names its entangling gate. */
    public enum Dialect {
        /** With {@code stdgates.inc} and {@code cx}. */
        STANDARD(Gate.CX),
        /** As Amazon Braket takes it: without an include, with {@code cz}, which has the same name everywhere. */
        BRAKET(Gate.CZ);

        private final Gate entangling;

        Dialect(Gate entangling) {
            this.entangling = entangling;
        }
    }

    /**
     * Writes a circuit.
     *
     * @param bound
     *     without inputs, measured at its end only
     */
    public static String write(Circuit bound, Dialect dialect) {
        Set<Gate> gates = EnumSet.copyOf(COMMON);
        gates.add(dialect.entangling);
        var steps = new ArrayList<Instruction>();
        for (Instruction step : new GateBasis(gates).rewrite(bound).instructions()) {
            if (step instanceof Instruction.Apply) {
                steps.add(step);
            }
        }
        int[] measured = Readout.of(bound).measured();
        for (int bit = 0; bit < measured.length; bit++) {
            steps.add(new Instruction.Measure(measured[bit], bit));
        }
        String text = Qasm.write3(new Circuit(
                List.of(new Register("q", 0, bound.qubits())),
                List.of(new Register("c", 0, measured.length)),
                List.of(),
                steps));
        return dialect == Dialect.BRAKET ? text.replace("include \"stdgates.inc\";\n", "") : text;
    }

    /**
     * The outcome in the bits of the circuit.
     *
     * @param readout
     *     of the circuit
     * @param seen
     *     one character a measured qubit, or one a qubit of the circuit, the highest first
     * @param qubits
     *     of the circuit
     * @throws BackendException
     *     when it has another length or other characters
     */
    public static String outcome(Readout readout, String seen, int qubits) throws BackendException {
        int[] measured = readout.measured();
        if (!seen.matches("[01]+") || seen.length() != measured.length && seen.length() != qubits) {
            throw new BackendException(
                    "the outcome has " + seen.length() + " places where " + measured.length + " qubits of " + qubits
                            + " were measured",
                    BackendException.Kind.REFUSED);
        }
        var values = new int[qubits];
        for (int place = 0; place < seen.length(); place++) {
            int qubit = seen.length() == measured.length ? measured[place] : place;
            values[qubit] = seen.charAt(seen.length() - 1 - place) - '0';
        }
        return readout.outcome(qubit -> values[qubit]);
    }
}
