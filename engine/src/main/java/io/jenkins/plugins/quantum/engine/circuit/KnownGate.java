package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.GateDefinition.Primitive;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Recognises definitions of standard gates that a library lacks: writers (ours, Qiskit's) define {@code rzz} and its like
 * in the program. Read as the standard gate they count as one gate, as their author meant.
 */
final class KnownGate {
    private KnownGate() {}

    /** The standard gate of the same name when its steps are exactly ours, else the definition itself. */
    static GateDefinition recognise(GateDefinition definition) {
        if (!(definition instanceof GateDefinition.Composite)
                || !(GateLibrary.find(definition.name()) instanceof Primitive known)
                || known.angles() != definition.angles()
                || known.qubits() != definition.qubits()) {
            return definition;
        }
        List<Angle> angles = IntStream.range(0, known.angles())
                .<Angle>mapToObj(i -> new Angle.Input("p" + i))
                .toList();
        int[] qubits = IntStream.range(0, known.qubits()).toArray();
        var block = new Block(new Budget());
        try {
            new GateExpander(name -> null).apply(definition, List.of(), name -> null, angles, qubits, block);
        } catch (Problems.Fault | Budget.OverBudget tooDifferent) {
            return definition;
        }
        boolean same = block.phase().equals(Angles.ZERO)
                && (block.steps().equals(steps(known.gate(), angles, qubits))
                        || isItself(block, known, angles, qubits));
        return same ? known : definition;
    }

    private static boolean isItself(Block block, Primitive known, List<Angle> angles, int[] qubits) {
        return block.steps().equals(List.of(new Instruction.Apply(known.gate(), angles, Block.indices(qubits))));
    }

    private static List<Instruction> steps(Gate gate, List<Angle> angles, int[] qubits) {
        var steps = new ArrayList<Instruction>();
        Decomposition.expand(
                gate, angles, qubits, (part, of, at) -> steps.add(new Instruction.Apply(part, of, Block.indices(at))));
        return steps;
    }
}
