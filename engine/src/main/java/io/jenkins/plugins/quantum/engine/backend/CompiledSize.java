package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How large a circuit is in the gates of a device, on its qubits.
 *
 * @param gates
 *     all that take time
 * @param twoQubit
 *     of them on two qubits
 * @param depth
 *     longest path
 * @param layout
 *     the device's qubit for each qubit of the circuit, as the device names them; empty where the device chooses
 * @param compiler
 *     who made it, for messages
 */
public record CompiledSize(int gates, int twoQubit, int depth, List<String> layout, String compiler) {
    public CompiledSize {
        layout = List.copyOf(layout);
    }

    /** Of a circuit in the device's gates. */
    public static CompiledSize of(CircuitMetrics metrics, List<String> layout, String compiler) {
        return new CompiledSize(metrics.gates(), metrics.twoQubit(), metrics.depth(), layout, compiler);
    }

    /** Of pulses; turns about Z take no time. */
    public static CompiledSize of(List<PhasedGate> pulses, List<String> layout, String compiler) {
        Map<Integer, Integer> depths = new HashMap<>();
        int gates = 0;
        int pairs = 0;
        for (PhasedGate pulse : pulses) {
            if (pulse instanceof PhasedGate.Turn turn) {
                depths.merge(turn.qubit(), 1, Integer::sum);
                gates++;
            } else if (pulse instanceof PhasedGate.Pair pair) {
                int depth = 1 + Math.max(depths.getOrDefault(pair.first(), 0), depths.getOrDefault(pair.second(), 0));
                depths.put(pair.first(), depth);
                depths.put(pair.second(), depth);
                gates++;
                pairs++;
            }
        }
        int depth = depths.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        return new CompiledSize(gates, pairs, depth, layout, compiler);
    }
}
