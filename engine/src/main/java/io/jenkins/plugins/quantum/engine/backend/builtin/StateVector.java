package io.jenkins.plugins.quantum.engine.backend.builtin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.redfx.strange.Complex;
import org.redfx.strange.Gate;
import org.redfx.strange.gate.Cnot;
import org.redfx.strange.gate.SingleQubitMatrixGate;
import org.redfx.strange.local.Computations;

/**
 * A state that Strange computes, step by step. Three things make its steps cheap, all outside the arithmetic:
 *
 * <ul>
 *   <li>rotations on a qubit are merged until a CNOT touches it;
 *   <li>Strange's effort grows with the number of places from the lowest one that a step touches up to the top, so the
 *       qubits of a step are first brought to the top places (a permutation, which only copies references), and stay there;
 *   <li>no intermediate state is kept.
 * </ul>
 *
 * The amplitude arrays are never changed once made, so copies share them.
 */
final class StateVector {
    /** Single precision drifts by about 1e-6 in 200 gates; more than this is a fault. */
    private static final double LARGEST_DRIFT = 1e-2;

    private final int qubits;
    private final int[] placeOf;
    private final Unitary[] waiting;
    private Complex[] amplitudes;

    /** All qubits in state 0. */
    StateVector(int qubits) {
        this(qubits, new int[qubits], new Unitary[qubits], new Complex[1 << qubits]);
        Arrays.setAll(placeOf, qubit -> qubit);
        Arrays.fill(amplitudes, Complex.ZERO);
        amplitudes[0] = Complex.ONE;
    }

    private StateVector(int qubits, int[] placeOf, Unitary[] waiting, Complex[] amplitudes) {
        this.qubits = qubits;
        this.placeOf = placeOf;
        this.waiting = waiting;
        this.amplitudes = amplitudes;
    }

    StateVector copy() {
        return new StateVector(qubits, placeOf.clone(), waiting.clone(), amplitudes);
    }

    void rotate(int qubit, Unitary unitary) {
        waiting[qubit] = waiting[qubit] == null ? unitary : unitary.after(waiting[qubit]);
    }

    void cnot(int control, int target) {
        // Strange wants the control one place above the target; any other arrangement makes it permute itself.
        bring(control, qubits - 1);
        bring(target, qubits - 2);
        flush(List.of(control, target));
        apply(List.of(new Cnot(qubits - 1, qubits - 2)));
    }

    /** The probability of each basis state; bit {@code q} of the index is qubit {@code q}; their sum is exactly normalised. */
    double[] probabilities() {
        var left = new ArrayList<Integer>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            if (waiting[qubit] != null) {
                bring(qubit, qubits - 1 - left.size());
                left.add(qubit);
            }
        }
        flush(left);
        var probabilities = new double[amplitudes.length];
        double sum = 0;
        for (int place = 0; place < amplitudes.length; place++) {
            double re = amplitudes[place].r;
            double im = amplitudes[place].i;
            double probability = re * re + im * im;
            probabilities[stateAt(place)] = probability;
            sum += probability;
        }
        if (!(Math.abs(sum - 1) <= LARGEST_DRIFT)) {
            throw new IllegalStateException("the simulator's state has the norm " + sum + " instead of 1");
        }
        for (int state = 0; state < probabilities.length; state++) {
            probabilities[state] /= sum;
        }
        return probabilities;
    }

    private int stateAt(int place) {
        int state = 0;
        for (int qubit = 0; qubit < qubits; qubit++) {
            state |= (place >> placeOf[qubit] & 1) << qubit;
        }
        return state;
    }

    private void flush(List<Integer> touched) {
        var gates = new ArrayList<Gate>(touched.size());
        for (int qubit : touched) {
            if (waiting[qubit] != null) {
                gates.add(new SingleQubitMatrixGate(placeOf[qubit], waiting[qubit].matrix()));
                waiting[qubit] = null;
            }
        }
        if (!gates.isEmpty()) {
            apply(gates);
        }
    }

    private void apply(List<Gate> gates) {
        amplitudes = Computations.calculateNewState(gates, amplitudes, qubits);
    }

    private void bring(int qubit, int place) {
        int from = placeOf[qubit];
        if (from == place) {
            return;
        }
        for (int other = 0; other < qubits; other++) {
            if (placeOf[other] == place) {
                placeOf[other] = from;
            }
        }
        placeOf[qubit] = place;
        amplitudes = Computations.permutateVector(amplitudes, from, place);
    }
}
