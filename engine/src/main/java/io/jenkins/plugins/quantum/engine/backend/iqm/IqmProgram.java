package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.List;
import java.util.Optional;

/**
 * Writes circuits in IQM's native gates on named qubits. The angle and phase of PRX are in radians under these names; older clients send
 * turns as {@code angle_t} and {@code phase_t}. Classical bit i is measured under the key {@code c<i>}.
 */
final class IqmProgram {
    private IqmProgram() {}

    /** The body that submits a job. All sets of inputs use the same qubits. */
    static ObjectNode body(PlacedCircuit placed, IqmArchitecture machine, long shots) {
        ObjectNode body = Json.object();
        ArrayNode circuits = body.putArray("circuits");
        for (List<PhasedGate> program : placed.programs()) {
            ObjectNode one = circuits.addObject().put("name", "circuit-" + circuits.size());
            one.set("instructions", instructions(program, placed, machine));
            one.putObject("metadata");
        }
        return body.put("calibration_set_id", machine.calibrationSet())
                .put("shots", shots)
                .put("heralding_mode", "none")
                .put("dd_mode", "disabled");
    }

    private static ArrayNode instructions(List<PhasedGate> gates, PlacedCircuit placed, IqmArchitecture machine) {
        ArrayNode instructions = Json.array();
        for (PhasedGate gate : gates) {
            if (gate instanceof PhasedGate.Turn turn) {
                add(instructions, "prx", List.of(placed.place(turn.qubit())))
                        .put("angle", turn.theta())
                        .put("phase", turn.phi());
            } else if (gate instanceof PhasedGate.Pair pair) {
                machine.entangle(placed.place(pair.first()), placed.place(pair.second()))
                        .forEach(step -> add(instructions, step.name(), step.locus()));
            } else if (gate instanceof PhasedGate.Line) {
                add(
                        instructions,
                        "barrier",
                        placed.places().stream().flatMap(Optional::stream).toList());
            }
        }
        for (Instruction.Measure measure : placed.measurements()) {
            add(instructions, "measure", List.of(placed.place(measure.qubit()))).put("key", "c" + measure.bit());
        }
        return instructions;
    }

    private static ObjectNode add(ArrayNode instructions, String name, List<String> locus) {
        ObjectNode instruction = instructions.addObject().put("name", name);
        ArrayNode at = instruction.putArray("locus");
        locus.forEach(at::add);
        return instruction.putObject("args");
    }
}
