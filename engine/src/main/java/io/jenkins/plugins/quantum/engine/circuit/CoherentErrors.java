package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.List;

/**
 * What a circuit does on a device that turns too far, the same way in every run. Pure; nothing is drawn; free parameters stay free.
 *
 * <p>Gates on one qubit are pulses U(θ, φ, λ), except those that only shift a frame (id, z, s, t, rz, p and their inverses), which
 * are exact. A gate on two qubits is what it says, followed by an error for each of its CNOTs.
 *
 * @param overRotation
 *     ε: a pulse that should turn by θ turns by θ(1 + ε)
 * @param cxOverRotation
 *     ε′ in radians: each CNOT is followed by RZX(ε′) = e<sup>−iε′/2·Z⊗X</sup>, Z on its control, the error of an echoed
 *     cross-resonance gate (Sheldon et al., Physical Review A 93, 060302, 2016)
 */
public record CoherentErrors(double overRotation, double cxOverRotation) {
    /** Refuses numbers that are none. */
    public CoherentErrors {
        if (!Double.isFinite(overRotation) || !Double.isFinite(cxOverRotation)) {
            throw new IllegalArgumentException(
                    "expected finite errors, found " + overRotation + " and " + cxOverRotation);
        }
    }

    /**
     * The circuit under these errors.
     *
     * @throws IllegalArgumentException
     *     when it measures, resets or branches before its end
     */
    public Circuit apply(Circuit circuit) {
        GateSequence sequence = GateSequence.of(circuit);
        var steps = new ArrayList<Instruction>();
        for (Instruction step : sequence.steps()) {
            if (step instanceof Instruction.Apply gate) {
                add(gate, steps);
            } else {
                steps.add(step);
            }
        }
        return new GateSequence(sequence.registers(), sequence.inputs(), steps).measuredAs(circuit);
    }

    private void add(Instruction.Apply gate, List<Instruction> steps) {
        if (gate.gate().qubits() == 1) {
            steps.add(overRotation == 0 ? gate : turned(gate));
        } else if (cxOverRotation == 0) {
            steps.add(gate);
        } else {
            int[] qubits = Block.indices(gate.qubits());
            Decomposition.expand(gate.gate(), gate.angles(), qubits, (part, angles, at) -> {
                steps.add(new Instruction.Apply(part, angles, Block.indices(at)));
                if (part == Gate.CX) {
                    steps.add(new Instruction.Apply(Gate.RZX, List.of(Angle.of(cxOverRotation)), Block.indices(at)));
                }
            });
        }
    }

    private Instruction turned(Instruction.Apply gate) {
        EulerAngles euler = EulerAngles.of(gate.gate(), gate.angles());
        return euler.virtual()
                ? gate
                : new Instruction.Apply(
                        Gate.U,
                        List.of(Angles.scaled(euler.theta(), 1 + overRotation), euler.phi(), euler.lambda()),
                        gate.qubits());
    }
}
