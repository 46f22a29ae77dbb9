package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Cnot;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.Elementary.Rotation;
import io.jenkins.plugins.quantum.engine.circuit.ElementaryCircuit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The circuit that a device with systematic errors really runs; nothing is drawn.
 *
 * <ul>
 *   <li>A pulse U(θ, φ, λ) becomes U(θ(1 + ε), φ, λ).
 *   <li>A CNOT is followed by RZX(ε′) = e<sup>−iε′/2·Z⊗X</sup>, Z on its control: an echoed cross-resonance gate that turned too far.
 *   <li>Two CNOTs of the same {@link CnotLayers layer} that have neighbouring qubits get e<sup>−iφ/2·Z⊗Z</sup> between each such two
 *       qubits after both, and are marked as crowded. Neighbours are the pairs that the model lists; where it lists none, qubits
 *       whose numbers differ by one.
 * </ul>
 */
public final class SystematicInsertion {
    private final SystematicErrors errors;
    private final Set<List<Integer>> listed = new HashSet<>();

    private SystematicInsertion(NoiseModel noise) {
        this.errors = noise.systematic();
        noise.pairs().forEach(pair -> listed.add(pair(pair.first(), pair.second())));
    }

    /** The circuit under a model's systematic errors: the very same where it has none. */
    public static ElementaryCircuit apply(ElementaryCircuit circuit, NoiseModel noise) {
        return noise.systematic().none()
                ? circuit
                : new ElementaryCircuit(
                        circuit.qubits(),
                        circuit.bits(),
                        new SystematicInsertion(noise).steps(circuit.operations(), circuit.qubits()));
    }

    private List<Elementary> steps(List<Elementary> operations, int qubits) {
        var steps = new ArrayList<Elementary>();
        if (!errors.crosstalk()) {
            operations.forEach(operation -> add(steps, operation, qubits, false));
            return steps;
        }
        for (CnotLayers.Layer layer : CnotLayers.of(operations, qubits)) {
            List<Coupling> links = links(layer.cnots());
            var touched = new HashSet<Integer>();
            links.forEach(link -> touched.addAll(List.of(link.first(), link.second())));
            for (Cnot cnot : layer.cnots()) {
                add(steps, cnot, qubits, touched.contains(cnot.control()) || touched.contains(cnot.target()));
            }
            if (errors.crosstalkZz() != 0) {
                steps.addAll(links);
            }
            layer.rest().forEach(operation -> add(steps, operation, qubits, false));
        }
        return steps;
    }

    private List<Coupling> links(List<Cnot> cnots) {
        var links = new ArrayList<Coupling>();
        for (int i = 0; i < cnots.size(); i++) {
            for (int j = i + 1; j < cnots.size(); j++) {
                for (int one : new int[] {cnots.get(i).control(), cnots.get(i).target()}) {
                    for (int other :
                            new int[] {cnots.get(j).control(), cnots.get(j).target()}) {
                        if (neighbours(one, other)) {
                            links.add(new Coupling(one, other, errors.crosstalkZz()));
                        }
                    }
                }
            }
        }
        return links;
    }

    private boolean neighbours(int one, int other) {
        return listed.isEmpty() ? Math.abs(one - other) == 1 : listed.contains(pair(one, other));
    }

    private static List<Integer> pair(int one, int other) {
        return List.of(Math.min(one, other), Math.max(one, other));
    }

    private void add(List<Elementary> steps, Elementary operation, int qubits, boolean crowded) {
        if (operation instanceof Rotation r && r.physical() && errors.overRotation() != 0) {
            steps.add(new Rotation(r.qubit(), r.theta() * (1 + errors.overRotation()), r.phi(), r.lambda(), true));
        } else if (operation instanceof Cnot cnot) {
            steps.add(crowded ? new Cnot(cnot.control(), cnot.target(), true) : cnot);
            if (errors.cxOverRotation() != 0) {
                steps.add(hadamard(cnot.target()));
                steps.add(new Coupling(cnot.control(), cnot.target(), errors.cxOverRotation()));
                steps.add(hadamard(cnot.target()));
            }
        } else if (operation instanceof Elementary.Branch branch) {
            steps.add(new Elementary.Branch(
                    branch.condition(), steps(branch.then(), qubits), steps(branch.otherwise(), qubits)));
        } else {
            steps.add(operation);
        }
    }

    private static Rotation hadamard(int qubit) {
        return new Rotation(qubit, Math.PI / 2, 0, Math.PI, false);
    }
}
