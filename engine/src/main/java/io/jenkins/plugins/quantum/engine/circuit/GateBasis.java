package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Rewrites circuits into the gates that a machine or service takes, exact up to global phases. Qubits stay where they are: nothing is
 * routed, nothing is optimised but that gates that do nothing vanish.
 */
public final class GateBasis {
    private final Set<Gate> gates;

    /**
     * A basis.
     *
     * @param gates
     *     with U, or RZ and RY, or RZ and SX; and, for circuits with gates on several qubits, CX or CZ
     */
    public GateBasis(Set<Gate> gates) {
        this.gates = gates.isEmpty() ? EnumSet.noneOf(Gate.class) : EnumSet.copyOf(gates);
    }

    /**
     * The circuit in these gates. Gates that are in the basis are kept as they are; inputs stay.
     *
     * @throws IllegalArgumentException
     *     when the basis cannot express a gate
     */
    public Circuit rewrite(Circuit circuit) {
        return new Circuit(
                circuit.qubitRegisters(), circuit.bitRegisters(), circuit.inputs(), rewrite(circuit.instructions()));
    }

    private List<Instruction> rewrite(List<Instruction> steps) {
        var rewritten = new ArrayList<Instruction>(steps.size());
        for (Instruction step : steps) {
            if (step instanceof Instruction.Apply apply) {
                int[] qubits =
                        apply.qubits().stream().mapToInt(Integer::intValue).toArray();
                add(apply.gate(), apply.angles(), qubits, rewritten);
            } else if (step instanceof Instruction.Conditional conditional) {
                rewritten.add(new Instruction.Conditional(
                        conditional.condition(), rewrite(conditional.then()), rewrite(conditional.otherwise())));
            } else {
                rewritten.add(step);
            }
        }
        return rewritten;
    }

    private void add(Gate gate, List<Angle> angles, int[] qubits, List<Instruction> steps) {
        if (gates.contains(gate)) {
            steps.add(new Instruction.Apply(gate, angles, Block.indices(qubits)));
        } else if (gate == Gate.CX) {
            require(Gate.CZ, gate);
            add(Gate.H, List.of(), new int[] {qubits[1]}, steps);
            add(Gate.CZ, List.of(), qubits, steps);
            add(Gate.H, List.of(), new int[] {qubits[1]}, steps);
        } else if (!Decomposition.elementary(gate)) {
            Decomposition.expand(gate, angles, qubits, (part, of, at) -> add(part, of, at.clone(), steps));
        } else if (gate != Gate.ID) {
            one(gate, angles, qubits[0], steps);
        }
    }

    private void one(Gate gate, List<Angle> angles, int qubit, List<Instruction> steps) {
        EulerAngles euler = EulerAngles.of(gate, angles);
        if (euler.virtual() && gates.contains(Gate.RZ)) {
            turn(Gate.RZ, euler.lambda(), qubit, steps);
        } else if (gates.contains(Gate.U)) {
            steps.add(
                    new Instruction.Apply(Gate.U, List.of(euler.theta(), euler.phi(), euler.lambda()), List.of(qubit)));
        } else if (gates.contains(Gate.RY)) {
            require(Gate.RZ, gate);
            turn(Gate.RZ, euler.lambda(), qubit, steps);
            turn(Gate.RY, euler.theta(), qubit, steps);
            turn(Gate.RZ, euler.phi(), qubit, steps);
        } else {
            require(Gate.RZ, gate);
            require(Gate.SX, gate);
            // arXiv:1612.00858, equation 1: U(θ, φ, λ) = RZ(φ + π) √X RZ(θ + π) √X RZ(λ) up to a phase
            turn(Gate.RZ, euler.lambda(), qubit, steps);
            steps.add(new Instruction.Apply(Gate.SX, List.of(), List.of(qubit)));
            turn(Gate.RZ, Angles.sum(euler.theta(), Angles.PI), qubit, steps);
            steps.add(new Instruction.Apply(Gate.SX, List.of(), List.of(qubit)));
            turn(Gate.RZ, Angles.sum(euler.phi(), Angles.PI), qubit, steps);
        }
    }

    private static void turn(Gate gate, Angle angle, int qubit, List<Instruction> steps) {
        if (!angle.equals(Angles.ZERO)) {
            steps.add(new Instruction.Apply(gate, List.of(angle), List.of(qubit)));
        }
    }

    private void require(Gate needed, Gate gate) {
        if (!gates.contains(needed)) {
            throw new IllegalArgumentException(
                    "gate '" + GateNames.of(gate) + "' cannot be written in the gates " + names());
        }
    }

    private String names() {
        return String.join(", ", gates.stream().map(GateNames::of).toList());
    }
}
