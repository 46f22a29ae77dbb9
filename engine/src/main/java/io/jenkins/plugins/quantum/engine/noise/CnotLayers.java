package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Which CNOTs run at the same time: every one as soon as its qubits are free, all of the same duration, everything else of
 * none. A CNOT's layer is one more than the latest one of its qubits. The steps of a qubit, and measurements into the same bit, keep
 * their order. A branch, and everything in a circuit where one bit is written twice that is no gate, waits for all qubits.
 */
final class CnotLayers {
    private final List<Layer> layers = new ArrayList<>(List.of(new Layer(new ArrayList<>(), new ArrayList<>())));
    private final int[] latest;
    private final boolean strict;

    /**
     * A layer.
     *
     * @param cnots
     *     on different qubits
     * @param rest
     *     what comes after them and before the next CNOT on its qubits
     */
    record Layer(List<Cnot> cnots, List<Elementary> rest) {}

    private CnotLayers(int qubits, boolean strict) {
        this.latest = new int[qubits];
        this.strict = strict;
    }

    static List<Layer> of(List<Elementary> operations, int qubits) {
        var layers = new CnotLayers(qubits, ordered(operations));
        operations.forEach(layers::add);
        return layers.layers;
    }

    /** Whether the order of measurements on different qubits matters. */
    private static boolean ordered(List<Elementary> operations) {
        var written = new HashSet<Integer>();
        return operations.stream()
                .anyMatch(operation -> operation instanceof Elementary.Branch
                        || operation instanceof Elementary.Measurement m && !written.add(m.bit()));
    }

    private void add(Elementary operation) {
        if (operation instanceof Cnot cnot) {
            int layer = 1 + Math.max(latest[cnot.control()], latest[cnot.target()]);
            latest[cnot.control()] = layer;
            latest[cnot.target()] = layer;
            at(layer).cnots().add(cnot);
        } else if (operation instanceof Elementary.Rotation rotation) {
            at(latest[rotation.qubit()]).rest().add(operation);
        } else if (!strict && operation instanceof Elementary.Measurement m) {
            at(latest[m.qubit()]).rest().add(operation);
        } else if (!strict && operation instanceof Elementary.ResetQubit r) {
            at(latest[r.qubit()]).rest().add(operation);
        } else if (operation instanceof Elementary.Coupling coupling) {
            int layer = Math.max(latest[coupling.first()], latest[coupling.second()]);
            latest[coupling.first()] = layer;
            latest[coupling.second()] = layer;
            at(layer).rest().add(operation);
        } else {
            Arrays.fill(latest, layers.size() - 1);
            at(layers.size() - 1).rest().add(operation);
        }
    }

    private Layer at(int layer) {
        while (layers.size() <= layer) {
            layers.add(new Layer(new ArrayList<>(), new ArrayList<>()));
        }
        return layers.get(layer);
    }
}
