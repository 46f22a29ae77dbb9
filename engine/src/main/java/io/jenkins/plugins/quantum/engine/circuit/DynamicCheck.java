package io.jenkins.plugins.quantum.engine.circuit;

import java.util.BitSet;
import java.util.List;
import java.util.stream.Collectors;

/** Finds the first step that needs a backend with measurement in mid-circuit, reset or classical control. */
final class DynamicCheck {
    private DynamicCheck() {}

    /** The first such step, or null. A reset of an untouched qubit and a measurement after which the qubit rests are not dynamic. */
    static Instruction firstDynamic(Circuit circuit) {
        var touched = new BitSet();
        var measured = new BitSet();
        var written = new BitSet();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Conditional) {
                return step;
            } else if (step instanceof Instruction.Apply apply) {
                for (int qubit : apply.qubits()) {
                    if (measured.get(qubit)) {
                        return step;
                    }
                    touched.set(qubit);
                }
            } else if (step instanceof Instruction.Reset reset) {
                if (touched.get(reset.qubit()) || measured.get(reset.qubit())) {
                    return step;
                }
            } else if (step instanceof Instruction.Measure measure) {
                if (measured.get(measure.qubit()) || written.get(measure.bit())) {
                    return step;
                }
                measured.set(measure.qubit());
                written.set(measure.bit());
            }
        }
        return null;
    }

    /** A step in words, with the names of its registers. */
    static String describe(Instruction step, Circuit circuit) {
        if (step instanceof Instruction.Conditional conditional) {
            return "steps under a condition on "
                    + element(circuit.bitRegisters(), conditional.condition().firstBit());
        } else if (step instanceof Instruction.Apply apply) {
            return "gate '" + GateNames.of(apply.gate()) + "' on "
                    + apply.qubits().stream()
                            .map(qubit -> element(circuit.qubitRegisters(), qubit))
                            .collect(Collectors.joining(", "))
                    + " after a measurement";
        } else if (step instanceof Instruction.Reset reset) {
            return "reset of " + element(circuit.qubitRegisters(), reset.qubit()) + " after its first use";
        }
        var measure = (Instruction.Measure) step;
        return "a second measurement of " + element(circuit.qubitRegisters(), measure.qubit()) + " or into "
                + element(circuit.bitRegisters(), measure.bit());
    }

    private static String element(List<Register> registers, int index) {
        for (Register register : registers) {
            if (index >= register.offset() && index < register.offset() + register.size()) {
                return register.element(index);
            }
        }
        return "number " + index;
    }
}
