package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.Problems.Fault;
import java.util.List;

/** Powers of a block of gates: whole ones of any block, fractional ones of gates on one qubit. */
final class Powers {
    private static final int LONGEST_REPETITION = 8;

    private Powers() {}

    static void raise(Block block, double exponent, Block out, int at) {
        if (exponent == 1) {
            out.addAll(block);
        } else if (!raiseOnOneQubit(block, exponent, out) && !raiseAngle(block, exponent, out)) {
            repeat(block, exponent, out, at);
        }
    }

    private static void repeat(Block block, double exponent, Block out, int at) {
        if (exponent != Math.rint(exponent)) {
            throw new Fault(
                    at,
                    "a fractional power is read of gates on one qubit with numbers as angles only",
                    "write ctrl @ pow(…) @ g for a power of a controlled gate");
        }
        Block base = block;
        if (exponent < 0) {
            base = block.fresh();
            Inversion.invert(block, base);
        }
        double count = Math.abs(exponent);
        for (double i = 0; i < count; i++) {
            out.budget().steps(1);
            out.addAll(base);
        }
    }

    /** Small whole powers stay as written: their gates are what a reader of the circuit expects. */
    private static boolean raiseOnOneQubit(Block block, double exponent, Block out) {
        boolean few = exponent == Math.rint(exponent) && Math.abs(exponent) <= LONGEST_REPETITION;
        if (few || block.steps().isEmpty() || !(block.phase() instanceof Angle.Value phase)) {
            return false;
        }
        OneQubitUnitary product = OneQubitUnitary.IDENTITY.withPhase(phase.radians());
        int qubit = -1;
        for (Instruction step : block.steps()) {
            if (!(step instanceof Instruction.Apply apply)
                    || apply.gate().qubits() != 1
                    || qubit >= 0 && qubit != apply.qubits().get(0)
                    || apply.angles().stream().anyMatch(angle -> !(angle instanceof Angle.Value))) {
                return false;
            }
            qubit = apply.qubits().get(0);
            product = product.then(OneQubitUnitary.of(apply.gate(), apply.angles()));
        }
        double[] euler = product.power(exponent).euler();
        out.apply(Gate.U, List.of(Angle.of(euler[0]), Angle.of(euler[1]), Angle.of(euler[2])), qubit);
        out.addPhase(Angle.of(euler[3]));
        return true;
    }

    /** A rotation or phase gate on any number of qubits takes a whole power into its angle; a number also a fractional one. */
    private static boolean raiseAngle(Block block, double exponent, Block out) {
        if (block.steps().size() != 1
                || !(block.steps().get(0) instanceof Instruction.Apply apply)
                || !block.phase().equals(Angles.ZERO)) {
            return false;
        }
        double period = period(apply.gate());
        if (period == 0) {
            return false;
        }
        Angle angle = apply.angles().get(0);
        if (exponent != Math.rint(exponent)) {
            if (!(angle instanceof Angle.Value value)) {
                return false;
            }
            angle = Angle.of(Math.IEEEremainder(value.radians(), period));
        }
        out.apply(apply.gate(), List.of(Angles.scaled(angle, exponent)), Block.indices(apply.qubits()));
        return true;
    }

    /** In which angle the gate, its phase included, repeats; 0 for gates that are no rotation. */
    private static double period(Gate gate) {
        return switch (gate) {
            case P, CP -> 2 * Math.PI;
            case RX, RY, RZ, CRX, CRY, CRZ, RXX, RYY, RZZ, RZX -> 4 * Math.PI;
            default -> 0;
        };
    }
}
