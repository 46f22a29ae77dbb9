package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.ArrayList;
import java.util.List;

/**
 * Guards against a simulator library that computes wrongly (some of Strange's own gates do): three circuits whose
 * distributions are known, once before the first job.
 */
final class SelfCheck {
    /** Above single precision, far below any error that matters. */
    private static final double TOLERANCE = 1e-5;

    /** Of {@link #mixed}, computed in double precision by an independent program. */
    private static final double[] MIXED = {
        0.0277421694, 0.0450345809, 0.0917107870, 0.1465497767, 0.0133493900, 0.0552356719, 0.3613558425, 0.2590217816
    };

    private SelfCheck() {}

    /** Computes the probabilities of a circuit's states. */
    @FunctionalInterface
    interface Simulation {
        double[] probabilities(ElementaryCircuit circuit) throws InterruptedException;
    }

    static void run(Simulation simulation) throws BackendException, InterruptedException {
        check("GHZ state on 3 qubits", simulation, ghz(), new double[] {0.5, 0, 0, 0, 0, 0, 0, 0.5});
        var zero = new double[16];
        zero[0] = 1;
        check("Fourier transform of 5 on 4 qubits, undone by its known phases", simulation, fourier(), zero);
        check("rotations and CNOTs on 3 qubits", simulation, mixed(), MIXED);
    }

    private static void check(String what, Simulation simulation, ElementaryCircuit circuit, double[] expected)
            throws BackendException, InterruptedException {
        double[] found = simulation.probabilities(circuit);
        boolean right = found.length == expected.length;
        for (int state = 0; right && state < expected.length; state++) {
            right = Math.abs(found[state] - expected[state]) <= TOLERANCE;
        }
        if (!right) {
            throw new BackendException(
                    "the built-in simulator failed its self-check (" + what + "): the library org.redfx:strange that is"
                            + " loaded computes wrongly, expected version 0.1.3; use the backend aer, or install this program again",
                    false);
        }
    }

    private static ElementaryCircuit ghz() {
        return new ElementaryCircuit(3, 0, List.of(hadamard(0), new Cnot(0, 1), new Cnot(1, 2)));
    }

    /**
     * The Fourier transform (without its final swaps) turns the number j into a product state whose qubit t has the phase
     * 2π·j/2^(t+1): phase gates and Hadamards return it to 0 only when every phase was right.
     */
    private static ElementaryCircuit fourier() {
        int qubits = 4;
        int number = 5;
        var steps = new ArrayList<Elementary>();
        for (int qubit = 0; qubit < qubits; qubit++) {
            if ((number >> qubit & 1) == 1) {
                steps.add(new Rotation(qubit, Math.PI, 0, Math.PI, true));
            }
        }
        for (int target = qubits - 1; target >= 0; target--) {
            steps.add(hadamard(target));
            for (int control = 0; control < target; control++) {
                double half = Math.PI / (1 << target - control) / 2;
                steps.add(phase(control, half));
                steps.add(phase(target, half));
                steps.add(new Cnot(control, target));
                steps.add(phase(target, -half));
                steps.add(new Cnot(control, target));
            }
        }
        for (int qubit = 0; qubit < qubits; qubit++) {
            steps.add(phase(qubit, -2 * Math.PI * number / (2 << qubit)));
            steps.add(hadamard(qubit));
        }
        return new ElementaryCircuit(qubits, 0, steps);
    }

    /** Arbitrary angles, CNOTs in both directions between neighbours and non-neighbours. */
    private static ElementaryCircuit mixed() {
        return new ElementaryCircuit(
                3,
                0,
                List.of(
                        u(0, .3, 1.1, -.7),
                        u(1, 1.9, -.4, 2.2),
                        u(2, 2.6, .9, .5),
                        new Cnot(0, 2),
                        u(2, .8, 2.9, -1.3),
                        new Cnot(2, 1),
                        u(1, 1.2, .6, .1),
                        u(0, 2.1, -2.2, .4),
                        new Cnot(1, 0),
                        u(0, .7, .2, 1.7),
                        new Cnot(2, 0),
                        u(2, 1.4, -.3, .9),
                        u(1, .5, 1.5, 2.5),
                        u(0, .9, .8, .7)));
    }

    private static Rotation hadamard(int qubit) {
        return u(qubit, Math.PI / 2, 0, Math.PI);
    }

    private static Rotation phase(int qubit, double angle) {
        return u(qubit, 0, 0, angle);
    }

    private static Rotation u(int qubit, double theta, double phi, double lambda) {
        return new Rotation(qubit, theta, phi, lambda, true);
    }
}
