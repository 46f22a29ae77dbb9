package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A circuit as Cirq is asked to compile it: turns about the three axes in half turns, and CZ. Angles that depend on inputs are symbols, so that
 * one program serves all inputs.
 */
final class CirqJob {
    private final Readout readout;
    private final Map<Angle, String> symbols = new LinkedHashMap<>();
    private final ArrayNode steps = Json.array();

    CirqJob(Circuit circuit) {
        readout = Readout.of(circuit);
        var basis = new GateBasis(EnumSet.of(Gate.RX, Gate.RY, Gate.RZ, Gate.CZ));
        for (Instruction step : basis.rewrite(circuit).instructions()) {
            if (step instanceof Instruction.Apply apply) {
                add(apply);
            } else if (step instanceof Instruction.Barrier barrier) {
                barrier.qubits().forEach(steps.addArray().add("b").addArray()::add);
            }
        }
    }

    private void add(Instruction.Apply apply) {
        int first = apply.qubits().get(0);
        if (apply.gate() == Gate.CZ) {
            steps.addArray().add("cz").add(first).add(apply.qubits().get(1));
            return;
        }
        ArrayNode turn = steps.addArray()
                .add(
                        switch (apply.gate()) {
                            case RX -> "x";
                            case RY -> "y";
                            default -> "z";
                        })
                .add(first);
        Angle angle = apply.angles().get(0);
        if (angle.inputs().isEmpty()) {
            turn.add(halfTurns(angle, Map.of()));
        } else {
            turn.add(symbols.computeIfAbsent(angle, key -> "p" + symbols.size()));
        }
    }

    /** From −1 to 1: Cirq's powers of X, Y and Z repeat after two half turns. */
    private static double halfTurns(Angle angle, Map<String, Double> inputs) {
        return Math.IEEEremainder(angle.evaluate(inputs) / Math.PI, 2);
    }

    /** Which of the circuit's qubits each classical bit shows; Cirq's keys are named after them. */
    Readout readout() {
        return readout;
    }

    /** What the symbols stand for, in half turns. */
    Map<String, Double> values(Map<String, Double> inputs) {
        Map<String, Double> values = new LinkedHashMap<>();
        symbols.forEach((angle, name) -> values.put(name, halfTurns(angle, inputs)));
        return values;
    }

    /**
     * The job.
     *
     * @param spec
     *     of the processor
     * @param layout
     *     the processor's qubits, or none
     * @param first
     *     inputs of the run that is shown as OpenQASM
     */
    String text(String device, JsonNode spec, List<String> layout, Map<String, Double> first) {
        ObjectNode job = Json.object().put("id", "compile").put("device", device);
        job.set("spec", spec);
        layout.forEach(job.putArray("layout")::add);
        job.set("steps", steps);
        for (int qubit : readout.measured()) {
            job.withArray("/measure").add(qubit);
        }
        ObjectNode values = job.putObject("symbols");
        values(first).forEach(values::put);
        return job.toString();
    }

    /**
     * The runs of one program: repetitions and, where there are symbols, their values.
     *
     * @param bindings
     *     one a run
     */
    ObjectNode runContext(List<Map<String, Double>> bindings, long shots) {
        ObjectNode context = Json.object().put("@type", "type.googleapis.com/cirq.google.api.v2.RunContext");
        ArrayNode sweeps = context.putArray("parameterSweeps");
        for (Map<String, Double> binding : bindings) {
            ObjectNode sweep = sweeps.addObject().put("repetitions", shots);
            var points = new ArrayList<ObjectNode>();
            values(binding).forEach((name, value) -> {
                ObjectNode single = Json.object();
                single.putObject("singleSweep")
                        .put("parameterKey", name)
                        .putObject("points")
                        .putArray("points")
                        .add(value);
                points.add(single);
            });
            if (!points.isEmpty()) {
                sweep.putObject("sweep")
                        .putObject("sweepFunction")
                        .put("functionType", "ZIP")
                        .putArray("sweeps")
                        .addAll(points);
            }
        }
        return context;
    }
}
