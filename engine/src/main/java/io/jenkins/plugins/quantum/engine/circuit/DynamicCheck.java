package io.jenkins.plugins.quantum.engine.circuit;

import java.util.BitSet;

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
}
