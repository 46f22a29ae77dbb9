package io.jenkins.plugins.quantum.engine.circuit;

import java.util.Arrays;
import java.util.List;

/**
 * Puts controls on a gate, exact with its phase. What {@link Gate} has is used; beyond that, several controls come down
 * to controlled phases by the recursion of Barenco et al., Phys. Rev. A 52, 3457 (1995), lemma 7.5.
 */
final class Controls {
    /** The number of gates triples with every control. */
    static final int MOST = 10;

    private final Block out;

    Controls(Block out) {
        this.out = out;
    }

    /** A whole block, its phase included. */
    void control(Block block, int[] controls) {
        for (Instruction step : block.steps()) {
            if (step instanceof Instruction.Apply apply) {
                control(apply.gate(), apply.angles(), controls, Block.indices(apply.qubits()));
            } else {
                out.add(step);
            }
        }
        if (!(block.phase() instanceof Angle.Value value) || value.radians() != 0) {
            phase(block.phase(), controls);
        }
    }

    private void control(Gate gate, List<Angle> angles, int[] controls, int[] qubits) {
        int last = qubits[qubits.length - 1];
        Gate base = base(gate);
        if (base != null) {
            int[] more = join(controls, Arrays.copyOf(qubits, qubits.length - 1));
            if (gate == Gate.CU) {
                phase(angles.get(3), more);
                controlOne(Gate.U, angles.subList(0, 3), more, last);
            } else {
                controlOne(base, angles, more, last);
            }
        } else if (gate == Gate.SWAP && controls.length == 1) {
            out.apply(Gate.CSWAP, angles, controls[0], qubits[0], qubits[1]);
        } else if (gate.qubits() == 1) {
            controlOne(gate, angles, controls, last);
        } else if (gate == Gate.CSWAP) {
            out.apply(Gate.CX, List.of(), qubits[2], qubits[1]);
            not(join(controls, qubits[0], qubits[1]), qubits[2]);
            out.apply(Gate.CX, List.of(), qubits[2], qubits[1]);
        } else {
            Decomposition.expand(gate, angles, qubits, (part, of, at) -> control(part, of, controls, at));
        }
    }

    /** The gate of which this is the controlled one. */
    static Gate base(Gate gate) {
        return switch (gate) {
            case CX, CCX -> Gate.X;
            case CY -> Gate.Y;
            case CZ, CCZ -> Gate.Z;
            case CH -> Gate.H;
            case CS -> Gate.S;
            case CSDG -> Gate.SDG;
            case CSX -> Gate.SX;
            case CP -> Gate.P;
            case CRX -> Gate.RX;
            case CRY -> Gate.RY;
            case CRZ -> Gate.RZ;
            case CU -> Gate.U;
            default -> null;
        };
    }

    private void controlOne(Gate gate, List<Angle> angles, int[] controls, int target) {
        if (controls.length == 1 && single(gate, angles, controls[0], target)) {
            return;
        }
        switch (gate) {
            case ID -> {}
            case X -> not(controls, target);
            case Y -> {
                out.apply(Gate.SDG, List.of(), target);
                not(controls, target);
                out.apply(Gate.S, List.of(), target);
            }
            case Z -> phase(Angles.PI, join(controls, target));
            case S -> phase(Angles.HALF_PI, join(controls, target));
            case SDG -> phase(Angles.negated(Angles.HALF_PI), join(controls, target));
            case T -> phase(Angles.QUARTER_PI, join(controls, target));
            case TDG -> phase(Angles.negated(Angles.QUARTER_PI), join(controls, target));
            case P -> phase(angles.get(0), join(controls, target));
            case H -> {
                out.apply(Gate.RY, List.of(Angles.QUARTER_PI), target);
                not(controls, target);
                out.apply(Gate.RY, List.of(Angles.negated(Angles.QUARTER_PI)), target);
            }
            case SX -> betweenHadamards(Gate.S, List.of(), controls, target);
            case SXDG -> betweenHadamards(Gate.SDG, List.of(), controls, target);
            case RX -> betweenHadamards(Gate.RZ, angles, controls, target);
            case RY, RZ -> rotation(gate, angles.get(0), controls, target);
            case U -> unitary(angles, controls, target);
            default -> throw new IllegalArgumentException(gate + " acts on more than one qubit");
        }
    }

    /** One control, where that is a standard gate. */
    private boolean single(Gate gate, List<Angle> angles, int control, int target) {
        switch (gate) {
            case T, TDG ->
                out.apply(
                        Gate.CP,
                        List.of(gate == Gate.T ? Angles.QUARTER_PI : Angles.negated(Angles.QUARTER_PI)),
                        control,
                        target);
            case U ->
                out.apply(Gate.CU, List.of(angles.get(0), angles.get(1), angles.get(2), Angles.ZERO), control, target);
            case ID, SXDG -> {
                return false;
            }
            default -> out.apply(Gate.valueOf("C" + gate.name()), angles, control, target);
        }
        return true;
    }

    private void betweenHadamards(Gate gate, List<Angle> angles, int[] controls, int target) {
        out.apply(Gate.H, List.of(), target);
        controlOne(gate, angles, controls, target);
        out.apply(Gate.H, List.of(), target);
    }

    private void rotation(Gate gate, Angle angle, int[] controls, int target) {
        Angle half = Angles.half(angle);
        out.apply(gate, List.of(half), target);
        not(controls, target);
        out.apply(gate, List.of(Angles.negated(half)), target);
        not(controls, target);
    }

    private void unitary(List<Angle> angles, int[] controls, int target) {
        Angle theta = Angles.half(angles.get(0));
        Angle phi = angles.get(1);
        Angle lambda = angles.get(2);
        Angle mean = Angles.half(Angles.sum(phi, lambda));
        phase(mean, controls);
        out.apply(Gate.P, List.of(Angles.half(Angles.difference(lambda, phi))), target);
        not(controls, target);
        out.apply(Gate.U, List.of(Angles.negated(theta), Angles.ZERO, Angles.negated(mean)), target);
        not(controls, target);
        out.apply(Gate.U, List.of(theta, phi, Angles.ZERO), target);
    }

    private void not(int[] controls, int target) {
        if (controls.length == 1) {
            out.apply(Gate.CX, List.of(), controls[0], target);
        } else if (controls.length == 2) {
            out.apply(Gate.CCX, List.of(), controls[0], controls[1], target);
        } else {
            out.apply(Gate.H, List.of(), target);
            phase(Angles.PI, join(controls, target));
            out.apply(Gate.H, List.of(), target);
        }
    }

    /** The phase of the state in which all these qubits are 1. */
    private void phase(Angle angle, int[] qubits) {
        int count = qubits.length;
        if (count == 1) {
            out.apply(Gate.P, List.of(angle), qubits[0]);
        } else if (count == 2) {
            boolean half = angle.equals(Angles.PI);
            out.apply(half ? Gate.CZ : Gate.CP, half ? List.of() : List.of(angle), qubits[0], qubits[1]);
        } else if (count == 3 && angle.equals(Angles.PI)) {
            out.apply(Gate.CCZ, List.of(), qubits[0], qubits[1], qubits[2]);
        } else {
            int[] others = Arrays.copyOf(qubits, count - 2);
            int pivot = qubits[count - 2];
            int target = qubits[count - 1];
            Angle half = Angles.half(angle);
            out.apply(Gate.CP, List.of(half), pivot, target);
            not(others, pivot);
            out.apply(Gate.CP, List.of(Angles.negated(half)), pivot, target);
            not(others, pivot);
            phase(half, join(others, target));
        }
    }

    private static int[] join(int[] first, int... second) {
        int[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
