package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A circuit with one plain input in place of each angle that depends on inputs, so that a compiler needs no expressions of ours. */
final class AngleSlots {
    private final Circuit source;
    private final Map<Angle, Integer> slots = new LinkedHashMap<>();

    AngleSlots(Circuit source) {
        this.source = source;
    }

    Circuit circuit() {
        List<Instruction> steps = replaced(source.instructions());
        List<String> inputs =
                slots.values().stream().map(CompiledCircuit::input).toList();
        return new Circuit(source.qubitRegisters(), source.bitRegisters(), inputs, steps);
    }

    /** What the inputs stand for. */
    List<Angle> angles() {
        return List.copyOf(slots.keySet());
    }

    private List<Instruction> replaced(List<Instruction> steps) {
        var replaced = new ArrayList<Instruction>(steps.size());
        for (Instruction step : steps) {
            if (step instanceof Instruction.Apply apply) {
                replaced.add(new Instruction.Apply(
                        apply.gate(), apply.angles().stream().map(this::slot).toList(), apply.qubits()));
            } else if (step instanceof Instruction.Conditional conditional) {
                replaced.add(new Instruction.Conditional(
                        conditional.condition(), replaced(conditional.then()), replaced(conditional.otherwise())));
            } else {
                replaced.add(step);
            }
        }
        return replaced;
    }

    private Angle slot(Angle angle) {
        if (angle.inputs().isEmpty()) {
            return Angle.of(angle.evaluate(Map.of()));
        }
        return new Angle.Input(CompiledCircuit.input(slots.computeIfAbsent(angle, key -> slots.size())));
    }
}
