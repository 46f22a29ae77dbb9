package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/** Walks a circuit for {@link CircuitMetrics}. */
final class MetricsCount {
    private final Circuit circuit;
    private final DepthCount depth;
    private final DepthCount twoQubitDepth;
    private int gates;
    private int oneQubit;
    private int twoQubit;
    private int tCount;
    private int measurements;
    private int cnots;

    MetricsCount(Circuit circuit) {
        this.circuit = circuit;
        this.depth = new DepthCount(circuit.qubits(), circuit.bits());
        this.twoQubitDepth = new DepthCount(circuit.qubits(), circuit.bits());
    }

    CircuitMetrics count() {
        circuit.instructions().forEach(this::count);
        return new CircuitMetrics(
                circuit.qubits(),
                gates,
                oneQubit,
                twoQubit,
                depth.deepest(),
                twoQubitDepth.deepest(),
                tCount,
                measurements,
                cnots);
    }

    private void count(Instruction step) {
        if (step instanceof Instruction.Apply apply) {
            int[] qubits = indices(apply.qubits());
            if (apply.gate().qubits() > 2) {
                Decomposition.expand(
                        apply.gate(), apply.angles(), qubits, (gate, angles, at) -> countGate(gate, angles, at));
            } else {
                countGate(apply.gate(), apply.angles(), qubits);
            }
        } else if (step instanceof Instruction.Measure measure) {
            measurements++;
            countStep(measure.qubit(), depth.bit(measure.bit()));
        } else if (step instanceof Instruction.Reset reset) {
            countStep(reset.qubit());
        } else if (step instanceof Instruction.Barrier barrier) {
            depth.align(barrier.qubits());
            twoQubitDepth.align(barrier.qubits());
        } else if (step instanceof Instruction.Conditional conditional) {
            depth.open(conditional.condition());
            twoQubitDepth.open(conditional.condition());
            conditional.then().forEach(this::count);
            depth.otherwise();
            twoQubitDepth.otherwise();
            conditional.otherwise().forEach(this::count);
            depth.close();
            twoQubitDepth.close();
        }
    }

    private void countStep(int... wires) {
        depth.step(1, wires);
        twoQubitDepth.step(0, wires);
    }

    private void countGate(Gate gate, List<Angle> angles, int[] qubits) {
        gates++;
        boolean two = gate.qubits() == 2;
        if (two) {
            twoQubit++;
            Decomposition.expand(gate, angles, qubits, (part, ignored, at) -> cnots += part == Gate.CX ? 1 : 0);
        } else if (gate != Gate.ID) {
            oneQubit++;
        }
        if (gate == Gate.T || gate == Gate.TDG) {
            tCount++;
        }
        depth.step(1, qubits);
        twoQubitDepth.step(two ? 1 : 0, qubits);
    }

    private static int[] indices(List<Integer> wires) {
        return wires.stream().mapToInt(Integer::intValue).toArray();
    }
}
