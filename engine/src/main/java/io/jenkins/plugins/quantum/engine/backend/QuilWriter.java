package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes circuits that measure at their end in Quil, with Quil's standard gates; bit i is read into {@code ro[i]}. */
public final class QuilWriter {
    private static final Map<Gate, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(Gate.X, "X"),
            Map.entry(Gate.Y, "Y"),
            Map.entry(Gate.Z, "Z"),
            Map.entry(Gate.H, "H"),
            Map.entry(Gate.S, "S"),
            Map.entry(Gate.T, "T"),
            Map.entry(Gate.RX, "RX"),
            Map.entry(Gate.RY, "RY"),
            Map.entry(Gate.RZ, "RZ"),
            Map.entry(Gate.P, "PHASE"),
            Map.entry(Gate.CX, "CNOT"),
            Map.entry(Gate.CZ, "CZ"),
            Map.entry(Gate.CP, "CPHASE"),
            Map.entry(Gate.SWAP, "SWAP"),
            Map.entry(Gate.ISWAP, "ISWAP"),
            Map.entry(Gate.CCX, "CCNOT"),
            Map.entry(Gate.CSWAP, "CSWAP")));

    private static final GateBasis BASIS = new GateBasis(NAMES.keySet());

    private QuilWriter() {}

    /** The program; barriers, which Quil has not, are left out. */
    public static String write(Circuit bound) {
        var text = new StringBuilder("DECLARE ro BIT[").append(bound.bits()).append("]\n");
        var measurements = new StringBuilder();
        for (Instruction step : BASIS.rewrite(bound).instructions()) {
            if (step instanceof Instruction.Apply apply) {
                text.append(NAMES.get(apply.gate()));
                if (!apply.angles().isEmpty()) {
                    text.append(apply.angles().stream()
                            .map(QuilWriter::number)
                            .collect(Collectors.joining(", ", "(", ")")));
                }
                apply.qubits().forEach(qubit -> text.append(' ').append(qubit));
                text.append('\n');
            } else if (step instanceof Instruction.Measure measure) {
                measurements
                        .append("MEASURE ")
                        .append(measure.qubit())
                        .append(" ro[")
                        .append(measure.bit())
                        .append("]\n");
            }
        }
        return text.append(measurements).toString();
    }

    private static String number(Angle angle) {
        return Double.toString(angle.evaluate(Map.of())).replace('E', 'e');
    }
}
