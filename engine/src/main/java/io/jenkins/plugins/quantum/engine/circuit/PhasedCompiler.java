package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Rewrites a circuit into {@link PhasedGate}s. Gates on one qubit that follow each other become one pulse, but not across a barrier; no
 * other gate is left out, so that noise which was made longer on purpose stays as long. Exact up to a global phase.
 */
public final class PhasedCompiler {
    /** Below it an angle is rounding. */
    private static final double NEGLIGIBLE = 1e-12;

    private static final double HALF_PI = Math.PI / 2;

    private final Entangler entangler;
    private final OneQubitUnitary[] pending;
    private final List<PhasedGate> gates = new ArrayList<>();

    /** The machine's entangling gate. */
    public enum Entangler {
        /** exp(−i π/4 X⊗X) of trapped ions. */
        XX,
        /** The controlled Z of superconducting circuits, which frames pass. */
        CZ
    }

    private PhasedCompiler(int qubits, Entangler entangler) {
        this.entangler = entangler;
        pending = new OneQubitUnitary[qubits];
        Arrays.fill(pending, OneQubitUnitary.IDENTITY);
    }

    /**
     * The gates of a circuit; its measurements are left out, and so are frames that no pulse follows.
     *
     * @param circuit
     *     bound, not dynamic
     */
    public static List<PhasedGate> compile(Circuit circuit, Entangler entangler) {
        circuit.whyDynamic().ifPresent(reason -> {
            throw new IllegalArgumentException("a circuit that measures only at its end was expected: " + reason);
        });
        var compiler = new PhasedCompiler(circuit.qubits(), entangler);
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Barrier) {
                compiler.flushAll();
                compiler.gates.add(new PhasedGate.Line());
            } else if (step instanceof Instruction.Apply apply) {
                int[] qubits =
                        apply.qubits().stream().mapToInt(Integer::intValue).toArray();
                Decomposition.expand(apply.gate(), apply.angles(), qubits, compiler::add);
            }
        }
        compiler.flushAll();
        return List.copyOf(compiler.gates);
    }

    private void add(Gate gate, List<Angle> angles, int... at) {
        if (gate != Gate.CX) {
            List<Angle> numbers = angles.stream()
                    .map(angle -> Angle.of(angle.evaluate(Map.of())))
                    .toList();
            then(at[0], OneQubitUnitary.of(gate, numbers));
        } else if (entangler == Entangler.CZ) {
            then(at[1], of(Gate.H));
            entangle(at[0], at[1]);
            then(at[1], of(Gate.H));
        } else {
            // D. Maslov, New J. Phys. 19, 023035 (2017), figure 1: a CNOT from one XX gate.
            then(at[0], of(Gate.RY, HALF_PI));
            entangle(at[0], at[1]);
            then(at[0], of(Gate.RX, -HALF_PI));
            then(at[0], of(Gate.RY, -HALF_PI));
            then(at[1], of(Gate.RX, -HALF_PI));
        }
    }

    private static OneQubitUnitary of(Gate gate, double... angles) {
        return OneQubitUnitary.of(
                gate, Arrays.stream(angles).mapToObj(Angle::of).toList());
    }

    private void then(int qubit, OneQubitUnitary next) {
        pending[qubit] = pending[qubit].then(next);
    }

    private void entangle(int first, int second) {
        flush(first);
        flush(second);
        if (entangler == Entangler.XX) {
            frame(first);
            frame(second);
        }
        gates.add(new PhasedGate.Pair(first, second));
    }

    private void flushAll() {
        for (int qubit = 0; qubit < pending.length; qubit++) {
            flush(qubit);
        }
    }

    /** U(θ, φ, λ) = Rz(φ + λ) R(θ, π/2 − λ) up to its phase: plays the pulse, and leaves the frame for later. */
    private void flush(int qubit) {
        double[] euler = pending[qubit].euler();
        double theta = euler[0];
        if (theta > NEGLIGIBLE) {
            gates.add(new PhasedGate.Turn(qubit, Math.min(theta, Math.PI), positive(HALF_PI - euler[2])));
        }
        pending[qubit] = of(Gate.RZ, euler[1] + euler[2]);
    }

    /** Gives the frame to the machine; what is pending is nothing else. */
    private void frame(int qubit) {
        double[] euler = pending[qubit].euler();
        double angle = Math.IEEEremainder(euler[1] + euler[2], 2 * Math.PI);
        if (Math.abs(angle) > NEGLIGIBLE) {
            gates.add(new PhasedGate.Frame(qubit, angle));
        }
        pending[qubit] = OneQubitUnitary.IDENTITY;
    }

    private static double positive(double angle) {
        double reduced = angle % (2 * Math.PI);
        double shifted = reduced < 0 ? reduced + 2 * Math.PI : reduced;
        return shifted >= 2 * Math.PI - NEGLIGIBLE ? 0 : shifted;
    }
}
