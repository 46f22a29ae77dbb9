package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Puts the qubits of a circuit on physical qubits: registers {@code $n} in ascending order. */
final class Placement {
    private final Circuit circuit;
    private final List<Integer> layout;
    private final Map<Integer, Integer> places = new HashMap<>();
    private final List<Register> registers = new ArrayList<>();

    /**
     * Prepares it.
     *
     * @param layout
     *     the physical qubit of each qubit
     */
    Placement(Circuit circuit, List<Integer> layout) {
        this.circuit = circuit;
        this.layout = layout;
        for (int physical : new TreeSet<>(layout)) {
            places.put(physical, registers.size());
            registers.add(new Register("$" + physical, registers.size(), 1));
        }
    }

    /** Where a circuit says itself that its qubits are: it names physical ones, or is as wide as the device. */
    static Optional<List<Integer>> said(Circuit circuit, int deviceQubits) {
        var named = new ArrayList<Integer>();
        for (Register register : circuit.qubitRegisters()) {
            if (register.size() != 1 || !register.name().matches("\\$\\d{1,5}")) {
                break;
            }
            named.add(Integer.parseInt(register.name().substring(1)));
        }
        if (named.size() == circuit.qubits()) {
            return Optional.of(named);
        }
        return circuit.qubits() == deviceQubits ? Optional.of(identity(deviceQubits)) : Optional.empty();
    }

    /** Qubit i on physical qubit i. */
    static List<Integer> identity(int qubits) {
        var layout = new ArrayList<Integer>(qubits);
        for (int qubit = 0; qubit < qubits; qubit++) {
            layout.add(qubit);
        }
        return layout;
    }

    Circuit placed() {
        return new Circuit(registers, circuit.bitRegisters(), circuit.inputs(), placed(circuit.instructions()));
    }

    private List<Instruction> placed(List<Instruction> steps) {
        var moved = new ArrayList<Instruction>(steps.size());
        for (Instruction step : steps) {
            if (step instanceof Instruction.Apply apply) {
                moved.add(new Instruction.Apply(apply.gate(), apply.angles(), placedQubits(apply.qubits())));
            } else if (step instanceof Instruction.Measure measure) {
                moved.add(new Instruction.Measure(place(measure.qubit()), measure.bit()));
            } else if (step instanceof Instruction.Reset reset) {
                moved.add(new Instruction.Reset(place(reset.qubit())));
            } else if (step instanceof Instruction.Barrier barrier) {
                moved.add(new Instruction.Barrier(placedQubits(barrier.qubits())));
            } else if (step instanceof Instruction.Conditional conditional) {
                moved.add(new Instruction.Conditional(
                        conditional.condition(), placed(conditional.then()), placed(conditional.otherwise())));
            } else {
                moved.add(step);
            }
        }
        return moved;
    }

    private List<Integer> placedQubits(List<Integer> qubits) {
        return qubits.stream().map(this::place).toList();
    }

    private int place(int qubit) {
        return places.get(layout.get(qubit));
    }
}
