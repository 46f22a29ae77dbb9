package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A circuit in which each angle that depends on chosen inputs can be shifted alone: one new input, the shift, is added to each. With
 * all shifts 0 it is the circuit itself.
 *
 * @param circuit
 *     with the inputs of the original, then the shifts
 * @param places
 *     where angles are shifted, in the order of the circuit
 */
public record ShiftedAngles(Circuit circuit, List<Place> places) {
    public ShiftedAngles {
        places = List.copyOf(places);
    }

    /**
     * One angle of one gate.
     *
     * @param shift
     *     the input that is added to it
     * @param gate
     *     which
     * @param number
     *     of the gate among all steps of the circuit, from 1
     * @param qubits
     *     that it acts on
     * @param slot
     *     which of the gate's angles, from 0
     * @param angle
     *     as the circuit has it
     */
    public record Place(String shift, Gate gate, int number, List<Integer> qubits, int slot, Angle angle) {
        public Place {
            qubits = List.copyOf(qubits);
        }

        /** Whether the mean changes with two frequencies of the angle, 1 and ½, as for rotations with a control; else with 1 only. */
        public boolean controlledRotation() {
            return switch (gate) {
                case CRX, CRY, CRZ -> true;
                case CU -> slot == 0; // its other angles are phases
                default -> false;
            };
        }

        /** For messages: {@code cry on qubits 0, 1 (step 7)}. */
        public String words() {
            StringBuilder on = new StringBuilder();
            for (int qubit : qubits) {
                on.append(on.isEmpty() ? "" : ", ").append(qubit);
            }
            return gate.name().toLowerCase(java.util.Locale.ROOT) + " on qubit" + (qubits.size() == 1 ? " " : "s ") + on
                    + " (step " + number + ")";
        }
    }

    /**
     * Adds shifts to the gates of a circuit.
     *
     * @param circuit
     *     without branches
     * @param inputs
     *     the angles that depend on any of them are shifted
     */
    public static ShiftedAngles of(Circuit circuit, Set<String> inputs) {
        String prefix = "shift";
        while (startsAny(circuit.inputs(), prefix)) {
            prefix += "_";
        }
        var places = new ArrayList<Place>();
        var steps = new ArrayList<Instruction>(circuit.instructions().size());
        for (int number = 0; number < circuit.instructions().size(); number++) {
            Instruction step = circuit.instructions().get(number);
            steps.add(
                    step instanceof Instruction.Apply apply && !apply.angles().isEmpty()
                            ? shifted(apply, number + 1, inputs, prefix, places)
                            : step);
        }
        var all = new ArrayList<>(circuit.inputs());
        places.forEach(place -> all.add(place.shift()));
        return new ShiftedAngles(new Circuit(circuit.qubitRegisters(), circuit.bitRegisters(), all, steps), places);
    }

    private static boolean startsAny(List<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static Instruction shifted(
            Instruction.Apply apply, int number, Set<String> inputs, String prefix, List<Place> places) {
        var angles = new ArrayList<Angle>(apply.angles().size());
        for (int slot = 0; slot < apply.angles().size(); slot++) {
            Angle angle = apply.angles().get(slot);
            if (angle.inputs().stream().noneMatch(inputs::contains)) {
                angles.add(angle);
                continue;
            }
            var place = new Place(prefix + places.size(), apply.gate(), number, apply.qubits(), slot, angle);
            places.add(place);
            angles.add(Angle.operation(Angle.Operator.PLUS, angle, new Angle.Input(place.shift())));
        }
        return new Instruction.Apply(apply.gate(), angles, apply.qubits());
    }

    /** Values for the shifts: 0, but for one place. */
    public Map<String, Double> shifts(Place moved, double by) {
        var shifts = unshifted();
        shifts.put(moved.shift(), by);
        return shifts;
    }

    /** Values for the shifts: all 0. */
    public Map<String, Double> unshifted() {
        var shifts = new java.util.LinkedHashMap<String, Double>();
        places.forEach(place -> shifts.put(place.shift(), 0.0));
        return shifts;
    }
}
