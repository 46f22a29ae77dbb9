package io.jenkins.plugins.quantum.engine.circuit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Makes the noise of a circuit larger by a known factor without changing what it computes, on hardware too: gates are done, undone
 * and done again (Giurgica-Tiron et al., arXiv:2005.10921). How many gates are folded for a factor between odd numbers is chosen as
 * in Mitiq, against which it is tested. Pure: the same call gives the same circuit. Free parameters stay free.
 *
 * <p>All methods take a circuit that measures at its end only, and throw an {@link IllegalArgumentException} for others, for factors
 * outside 1 to {@value #MOST_SCALE}, and where the folded circuit would have more than {@value #MOST_GATES} gates.
 */
public final class GateFolding {
    /** Largest factor. */
    public static final double MOST_SCALE = 101;

    /** Most gates of a folded circuit. */
    public static final long MOST_GATES = 1_000_000;

    private static final double ROUNDING = 1e-6;

    private final Circuit original;
    private final List<Instruction> steps;

    private GateFolding(Circuit original, double scale) {
        if (!(scale >= 1 && scale <= MOST_SCALE)) {
            throw new IllegalArgumentException("expected a factor from 1 to " + MOST_SCALE + ", found " + scale);
        }
        this.original = original;
        steps = GateSequence.of(original).steps();
        if (gates(steps) * scale > MOST_GATES) {
            throw new IllegalArgumentException("a circuit of " + gates(steps) + " gates folded " + scale
                    + " times would have more than " + MOST_GATES + " gates");
        }
    }

    /**
     * The whole circuit U becomes U(U†U)<sup>k</sup>; for a factor between odd numbers the last gates are folded once more, so many
     * that the number of gates comes nearest to the factor.
     */
    public static FoldedCircuit global(Circuit circuit, double scale) {
        var folding = new GateFolding(circuit, scale);
        int whole = (int) ((scale - 1) / 2 + ROUNDING);
        double rest = Math.max(0, scale - 1 - 2 * whole);
        int tail = (int) Math.rint(rest * gates(folding.steps) / 2);
        return folding.finish(folding.whole(whole, tail));
    }

    private List<Instruction> whole(int times, int tail) {
        var forward = new GateSequence(original.qubitRegisters(), original.inputs(), steps);
        var folded = new ArrayList<>(steps);
        if (times > 0) {
            List<Instruction> once = undone(forward, forward);
            IntStream.range(0, times).forEach(i -> folded.addAll(once));
        }
        if (tail > 0) {
            var last = new GateSequence(original.qubitRegisters(), original.inputs(), last(tail));
            folded.addAll(undone(last, last));
        }
        return folded;
    }

    /** A line, the inverse of one, a line, the other. */
    private static List<Instruction> undone(GateSequence one, GateSequence other) {
        var nothing = new GateSequence(one.registers(), one.inputs(), List.of());
        return nothing.barrier().then(one.inverse()).barrier().then(other).steps();
    }

    private List<Instruction> last(int gates) {
        int from = steps.size();
        for (int left = gates; left > 0; left -= steps.get(from) instanceof Instruction.Apply ? 1 : 0) {
            from--;
        }
        return steps.subList(from, steps.size());
    }

    /** The number of gates on two qubits and more: those that local folding can fold. */
    public static int foldable(Circuit circuit) {
        return (int)
                circuit.instructions().stream().filter(GateFolding::entangling).count();
    }

    private static boolean entangling(Instruction step) {
        return step instanceof Instruction.Apply apply && apply.gate().qubits() > 1;
    }

    /** Each gate G on two qubits and more becomes G(G†G)<sup>k</sup>; for a factor between odd numbers the first ones once more. */
    public static FoldedCircuit local(Circuit circuit, double scale) {
        return local(circuit, scale, fromLeft(circuit));
    }

    /**
     * The same with a choice of the gates that are folded once more.
     *
     * @param order
     *     the numbers 0 to {@link #foldable} − 1 in the order of preference; a seeded shuffle folds a random subset
     */
    public static FoldedCircuit local(Circuit circuit, double scale, List<Integer> order) {
        return new GateFolding(circuit, scale).each(scale, order, GateFolding::inverseThenSelf);
    }

    /** After each gate on two qubits and more come k pairs CX CX on its first two qubits; fractions as for {@link #local}. */
    public static FoldedCircuit pairs(Circuit circuit, double scale) {
        return pairs(circuit, scale, fromLeft(circuit));
    }

    /** The same with a choice of the gates that get one more pair, as for {@link #local}. */
    public static FoldedCircuit pairs(Circuit circuit, double scale, List<Integer> order) {
        return new GateFolding(circuit, scale).each(scale, order, GateFolding::pairOfCnots);
    }

    private static List<Integer> fromLeft(Circuit circuit) {
        return IntStream.range(0, foldable(circuit)).boxed().toList();
    }

    /** What is put after a gate to fold it once. */
    @FunctionalInterface
    private interface Fold {
        List<Instruction> after(Instruction.Apply gate, Circuit circuit);
    }

    private FoldedCircuit each(double scale, List<Integer> order, Fold fold) {
        int count = foldable(original);
        if (order.size() != count || new HashSet<>(order).size() != count || !within(order, count)) {
            throw new IllegalArgumentException(
                    "expected an order of the numbers 0 to " + (count - 1) + ", found " + order.size() + " numbers");
        }
        if (count == 0 && scale > 1) {
            throw new IllegalArgumentException("a circuit without gates on two qubits has none to fold");
        }
        int whole = (int) ((scale - 1) / 2 + ROUNDING);
        double missing = count * (scale - 1 - 2 * whole);
        // one more fold adds two gates: it is made as long as it brings the number nearer
        int more = (int) Math.max(0, Math.ceil((missing - ROUNDING - 1) / 2));
        var chosen = new HashSet<>(order.subList(0, Math.min(more, count)));
        var folded = new ArrayList<Instruction>((int) (steps.size() * scale));
        int number = 0;
        for (Instruction step : steps) {
            folded.add(step);
            if (step instanceof Instruction.Apply gate && entangling(step)) {
                int times = whole + (chosen.contains(number) ? 1 : 0);
                if (times > 0) {
                    List<Instruction> once = fold.after(gate, original);
                    IntStream.range(0, times).forEach(i -> folded.addAll(once));
                }
                number++;
            }
        }
        return finish(folded);
    }

    private static boolean within(List<Integer> order, int count) {
        return order.isEmpty() || Collections.min(order) == 0 && Collections.max(order) == count - 1;
    }

    private static List<Instruction> inverseThenSelf(Instruction.Apply gate, Circuit circuit) {
        var alone = new GateSequence(circuit.qubitRegisters(), circuit.inputs(), List.of(gate));
        var fold = new ArrayList<Instruction>();
        fold.add(line(gate));
        fold.addAll(alone.inverse().steps());
        fold.add(line(gate));
        fold.add(gate);
        return fold;
    }

    private static List<Instruction> pairOfCnots(Instruction.Apply gate, Circuit circuit) {
        var cnot = new Instruction.Apply(Gate.CX, List.of(), gate.qubits().subList(0, 2));
        return List.of(line(gate), cnot, line(gate), cnot);
    }

    private static Instruction line(Instruction.Apply gate) {
        return new Instruction.Barrier(gate.qubits().stream().sorted().toList());
    }

    private FoldedCircuit finish(List<Instruction> folded) {
        var sequence = new GateSequence(original.qubitRegisters(), original.inputs(), folded);
        return FoldedCircuit.of(original, sequence.measuredAs(original));
    }

    private static long gates(List<Instruction> steps) {
        return steps.stream().filter(Instruction.Apply.class::isInstance).count();
    }
}
