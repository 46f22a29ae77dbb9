package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a circuit does on a device whose neighbouring qubits feel each other while gates run side by side. Gates on two qubits and more
 * start as soon as their qubits are free; those with the same number of such gates before them run at the same time. Between each
 * two neighbouring qubits of two gates that do, e<sup>−iφ/2·Z⊗Z</sup> comes after both (Sarovar et al., Quantum 4, 321, 2020). Neighbours are qubits whose numbers
 * differ by one. Barriers hold the gates after them back and then vanish. Pure; nothing is drawn; free parameters stay free.
 */
public final class Crosstalk {
    private final List<Layer> layers = new ArrayList<>();
    private final int[] latest;

    private record Layer(List<Instruction.Apply> gates, List<Instruction> rest) {}

    private Crosstalk(GateSequence sequence) {
        latest = new int[sequence.qubits()];
        sequence.steps().forEach(this::add);
    }

    /**
     * The circuit under crosstalk.
     *
     * @param angle
     *     φ in radians
     * @throws IllegalArgumentException
     *     when the circuit measures, resets or branches before its end, or the angle is no number
     */
    public static Circuit apply(Circuit circuit, double angle) {
        if (!Double.isFinite(angle)) {
            throw new IllegalArgumentException("expected a finite angle, found " + angle);
        }
        GateSequence sequence = GateSequence.of(circuit);
        var steps = new ArrayList<Instruction>();
        for (Layer layer : new Crosstalk(sequence).layers) {
            steps.addAll(layer.gates());
            for (List<Integer> pair : links(layer)) {
                steps.add(new Instruction.Apply(Gate.RZZ, List.of(Angle.of(angle)), pair));
            }
            steps.addAll(layer.rest());
        }
        return new GateSequence(sequence.registers(), sequence.inputs(), steps).measuredAs(circuit);
    }

    /**
     * How many pairs of qubits feel each other, over all layers.
     *
     * @throws IllegalArgumentException
     *     when the circuit measures, resets or branches before its end
     */
    public static int places(Circuit circuit) {
        return new Crosstalk(GateSequence.of(circuit))
                .layers.stream().mapToInt(layer -> links(layer).size()).sum();
    }

    private void add(Instruction step) {
        if (step instanceof Instruction.Apply gate) {
            int[] qubits = Block.indices(gate.qubits());
            int before = Arrays.stream(qubits).map(qubit -> latest[qubit]).max().orElse(0);
            if (qubits.length == 1) {
                at(before).rest().add(gate);
            } else {
                Arrays.stream(qubits).forEach(qubit -> latest[qubit] = before + 1);
                at(before + 1).gates().add(gate);
            }
        } else if (step instanceof Instruction.Barrier barrier) {
            int before = barrier.qubits().stream()
                    .mapToInt(qubit -> latest[qubit])
                    .max()
                    .orElse(0);
            barrier.qubits().forEach(qubit -> latest[qubit] = before);
        } else {
            at(layers.isEmpty() ? 0 : layers.size() - 1).rest().add(step);
        }
    }

    private Layer at(int number) {
        while (layers.size() <= number) {
            layers.add(new Layer(new ArrayList<>(), new ArrayList<>()));
        }
        return layers.get(number);
    }

    private static List<List<Integer>> links(Layer layer) {
        var links = new ArrayList<List<Integer>>();
        for (int i = 0; i < layer.gates().size(); i++) {
            for (int j = i + 1; j < layer.gates().size(); j++) {
                for (int one : layer.gates().get(i).qubits()) {
                    for (int other : layer.gates().get(j).qubits()) {
                        if (Math.abs(one - other) == 1) {
                            links.add(List.of(Math.min(one, other), Math.max(one, other)));
                        }
                    }
                }
            }
        }
        return links;
    }
}
