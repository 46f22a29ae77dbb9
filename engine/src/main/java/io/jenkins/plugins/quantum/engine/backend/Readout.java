package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/**
 * Which qubit each classical bit of a circuit is measured from. It turns what a machine read from its qubits into this project's
 * outcomes, and is small enough for a {@link JobRef}.
 */
public final class Readout {
    private static final int NOTHING = -1;

    private final int[] qubits;

    private Readout(int[] qubits) {
        this.qubits = qubits;
    }

    /**
     * Of a circuit that measures at its end only.
     *
     * @throws IllegalArgumentException
     *     when it is dynamic
     */
    public static Readout of(Circuit circuit) {
        if (circuit.dynamic()) {
            throw new IllegalArgumentException("a circuit that measures only at its end was expected");
        }
        var qubits = new int[circuit.bits()];
        Arrays.fill(qubits, NOTHING);
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure measure) {
                qubits[measure.bit()] = measure.qubit();
            }
        }
        return new Readout(qubits);
    }

    /**
     * From the text that {@link #toString} gave.
     *
     * @throws BackendException
     *     when it is another
     */
    public static Readout parse(String text) throws BackendException {
        try {
            return new Readout(Arrays.stream(text.split(",", -1))
                    .mapToInt(Integer::parseInt)
                    .toArray());
        } catch (NumberFormatException e) {
            throw new BackendException(
                    "the reference of the job does not say which qubits were measured: was the journal changed?",
                    BackendException.Kind.REFUSED,
                    e);
        }
    }

    /** The number of classical bits. */
    public int bits() {
        return qubits.length;
    }

    /** The qubits that are measured, in ascending order. */
    public int[] measured() {
        return Arrays.stream(qubits)
                .filter(qubit -> qubit != NOTHING)
                .sorted()
                .distinct()
                .toArray();
    }

    /**
     * The outcome of a shot, highest classical bit first; bits that nothing is measured into are 0.
     *
     * @param value
     *     0 or 1, by the qubit's number
     */
    public String outcome(IntUnaryOperator value) {
        var text = new StringBuilder(qubits.length);
        for (int bit = qubits.length - 1; bit >= 0; bit--) {
            text.append(qubits[bit] != NOTHING && value.applyAsInt(qubits[bit]) == 1 ? '1' : '0');
        }
        return text.toString();
    }

    /** The qubit of each bit, the lowest bit first, −1 for none. */
    @Override
    public String toString() {
        return Arrays.stream(qubits).mapToObj(Integer::toString).collect(Collectors.joining(","));
    }
}
