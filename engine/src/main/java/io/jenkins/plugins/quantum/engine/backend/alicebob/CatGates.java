package io.jenkins.plugins.quantum.engine.backend.alicebob;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Elementary;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Lowering;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites bound circuits into the gates that a target has, exactly and up to a global phase. Turns about Z by multiples of π/4 become S, T
 * and Z, and those about X and Y are turned into such ones by H. What cannot be written so is refused: nothing is approximated.
 */
final class CatGates {
    /** Nearer to a multiple of π/4 than this, in radians, an angle is taken for it. */
    private static final double ROUNDING = 1e-12;

    private static final List<List<Gate>> EIGHTHS = List.of(
            List.of(),
            List.of(Gate.T),
            List.of(Gate.S),
            List.of(Gate.S, Gate.T),
            List.of(Gate.Z),
            List.of(Gate.Z, Gate.T),
            List.of(Gate.SDG),
            List.of(Gate.TDG));

    private final Set<Gate> gates;
    private final List<Instruction> steps = new ArrayList<>();

    private CatGates(Set<Gate> gates) {
        this.gates = gates;
    }

    /**
     * The circuit in these gates.
     *
     * @throws IllegalArgumentException
     *     naming what the target cannot do
     */
    static Circuit rewrite(Circuit bound, Set<Gate> gates) {
        var rewriting = new CatGates(gates.isEmpty() ? EnumSet.noneOf(Gate.class) : EnumSet.copyOf(gates));
        bound.instructions().forEach(step -> rewriting.add(step, bound.qubitRegisters()));
        return new Circuit(bound.qubitRegisters(), bound.bitRegisters(), List.of(), rewriting.steps);
    }

    private void add(Instruction step, List<Register> registers) {
        if (step instanceof Instruction.Apply apply && !gates.contains(apply.gate())) {
            if (apply.gate() != Gate.ID) {
                var alone = new Circuit(registers, List.of(), List.of(), List.of(apply));
                Lowering.lower(alone).operations().forEach(this::add);
            }
        } else {
            steps.add(step);
        }
    }

    private void add(Elementary operation) {
        if (operation instanceof Elementary.Cnot cnot) {
            apply(Gate.CX, List.of(), cnot.control(), cnot.target());
        } else if (operation instanceof Elementary.Rotation turn) {
            aboutZ(turn.lambda(), turn.qubit());
            aboutY(turn.theta(), turn.qubit());
            aboutZ(turn.phi(), turn.qubit());
        }
    }

    private void aboutZ(double angle, int qubit) {
        long eighths = Math.round(angle / (Math.PI / 4));
        if (Math.abs(angle - eighths * (Math.PI / 4)) <= ROUNDING) {
            List<Gate> discrete = EIGHTHS.get(Math.floorMod(eighths, 8));
            if (gates.containsAll(discrete)) {
                discrete.forEach(gate -> apply(gate, List.of(), qubit));
                return;
            }
        }
        if (!gates.contains(Gate.RZ)) {
            throw new IllegalArgumentException(
                    "a turn about Z by " + angle + " is no multiple of pi/4, and the target has no gate rz");
        }
        apply(Gate.RZ, List.of(Angle.of(angle)), qubit);
    }

    private void aboutY(double angle, int qubit) {
        if (angle == 0) {
            return;
        }
        if (gates.contains(Gate.RY)) {
            apply(Gate.RY, List.of(Angle.of(angle)), qubit);
            return;
        }
        aboutZ(-Math.PI / 2, qubit);
        if (Math.abs(Math.abs(angle) - Math.PI) <= ROUNDING && gates.contains(Gate.X)) {
            apply(Gate.X, List.of(), qubit);
        } else {
            apply(Gate.H, List.of(), qubit);
            aboutZ(angle, qubit);
            apply(Gate.H, List.of(), qubit);
        }
        aboutZ(Math.PI / 2, qubit);
    }

    private void apply(Gate gate, List<Angle> angles, int... qubits) {
        if (!gates.contains(gate)) {
            throw new IllegalArgumentException(
                    "the target has no gate " + gate.name().toLowerCase(Locale.ROOT));
        }
        var at = new ArrayList<Integer>();
        for (int qubit : qubits) {
            at.add(qubit);
        }
        steps.add(new Instruction.Apply(gate, angles, at));
    }

    /** The angle of a gate with one. */
    static double angle(Instruction.Apply apply) {
        return apply.angles().get(0).evaluate(Map.of());
    }
}
