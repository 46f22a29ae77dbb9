package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Ideal runs of one circuit and of its variants with inserted gates. A variant starts from the state that the circuit itself had
 * where the two part, so that trajectories with one late error cost little. Used by one thread.
 */
final class StrangeSimulator {
    /** Roughly the memory of one amplitude: object header, two floats, reference. */
    private static final int BYTES_PER_AMPLITUDE = 32;

    private static final long CHECKPOINT_BYTES = 32L << 20;
    private static final int MOST_CHECKPOINTS = 256;

    private final List<Elementary> operations;
    private final UsedQubits used;
    private final NavigableMap<Integer, StateVector> checkpoints = new TreeMap<>();

    /**
     * Prepares runs of a circuit.
     *
     * @param circuit
     *     rotations, CNOTs, and measurements and resets, which are passed over: the caller has refused dynamic circuits
     */
    StrangeSimulator(ElementaryCircuit circuit) {
        operations = circuit.operations();
        used = new UsedQubits(circuit);
    }

    /** The qubits that the state is over. */
    UsedQubits used() {
        return used;
    }

    /**
     * The probabilities of the circuit's basis states over the used qubits.
     *
     * @param keep
     *     whether variants will follow, for which states on the way are remembered
     * @throws InterruptedException
     *     when the thread was interrupted
     */
    double[] ideal(boolean keep) throws InterruptedException {
        int stride = keep ? stride() : Integer.MAX_VALUE;
        var state = new StateVector(used.count());
        for (int i = 0; i < operations.size(); i++) {
            if (keep && i % stride == 0) {
                checkpoints.put(i, state.copy());
            }
            apply(operations.get(i), state);
        }
        return state.probabilities();
    }

    /**
     * The same for a variant.
     *
     * @param variant
     *     the same circuit with gates inserted on used qubits; its common beginning must be the very same objects
     */
    double[] variant(ElementaryCircuit variant) throws InterruptedException {
        List<Elementary> other = variant.operations();
        int common = 0;
        while (common < operations.size() && other.get(common) == operations.get(common)) {
            common++;
        }
        var checkpoint = checkpoints.floorEntry(common);
        int from = checkpoint == null ? 0 : checkpoint.getKey();
        StateVector state = checkpoint == null
                ? new StateVector(used.count())
                : checkpoint.getValue().copy();
        for (Elementary operation : other.subList(from, other.size())) {
            apply(operation, state);
        }
        return state.probabilities();
    }

    private int stride() {
        long affordable = CHECKPOINT_BYTES / ((long) BYTES_PER_AMPLITUDE << used.count());
        long wanted = Math.max(1, Math.min(MOST_CHECKPOINTS, affordable));
        return (int) (operations.size() / wanted + 1);
    }

    /** e^(−i·angle/2·Z⊗Z): a turn about Z by the parity of the two qubits. */
    private static void couple(StateVector state, int first, int second, double angle) {
        state.cnot(first, second);
        state.rotate(second, Unitary.of(new Elementary.Rotation(second, 0, 0, angle, false)));
        state.cnot(first, second);
    }

    private void apply(Elementary operation, StateVector state) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the job was cancelled");
        }
        if (operation instanceof Elementary.Rotation rotation) {
            state.rotate(used.index(rotation.qubit()), Unitary.of(rotation));
        } else if (operation instanceof Elementary.Cnot cnot) {
            state.cnot(used.index(cnot.control()), used.index(cnot.target()));
        } else if (operation instanceof Elementary.Coupling coupling) {
            couple(state, used.index(coupling.first()), used.index(coupling.second()), coupling.angle());
        }
    }
}
