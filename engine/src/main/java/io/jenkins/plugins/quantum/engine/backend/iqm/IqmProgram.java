package io.jenkins.plugins.quantum.engine.backend.iqm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler.Entangler;
import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Writes circuits in IQM's native gates on named qubits. The angle and phase of PRX are in radians under these names; older clients send
 * turns as {@code angle_t} and {@code phase_t}. Classical bit i is measured under the key {@code c<i>}.
 */
final class IqmProgram {
    private final IqmArchitecture machine;
    private final String[] places;

    private IqmProgram(IqmArchitecture machine, String[] places) {
        this.machine = machine;
        this.places = places;
    }

    /**
     * The body that submits a job. All sets of inputs use the same qubits.
     *
     * @throws BackendException
     *     when the circuit does not fit the machine
     */
    static ObjectNode body(JobRequest request, IqmArchitecture machine) throws BackendException {
        Circuit circuit = request.circuit();
        List<List<PhasedGate>> programs = request.bindings().stream()
                .map(binding -> PhasedCompiler.compile(circuit.bind(binding), Entangler.CZ))
                .toList();
        // Which pulses there are may depend on the inputs; which pairs are entangled does not.
        List<PhasedGate> all = programs.stream().flatMap(List::stream).toList();
        String[] places = Placement.find(
                        machine, circuit.qubits(), all, Readout.of(circuit).measured())
                .orElseThrow(() -> new BackendException(
                        "the circuit does not fit the couplings of the machine without swaps, and IQM's service does not"
                                + " route: entangle neighbours only, or run it where any two qubits are coupled",
                        Kind.REFUSED));
        var program = new IqmProgram(machine, places);
        ObjectNode body = Json.object();
        ArrayNode circuits = body.putArray("circuits");
        for (int i = 0; i < programs.size(); i++) {
            ObjectNode one = circuits.addObject().put("name", "circuit-" + i);
            one.set("instructions", program.instructions(programs.get(i), circuit));
            one.putObject("metadata");
        }
        return body.put("calibration_set_id", machine.calibrationSet())
                .put("shots", request.shots())
                .put("heralding_mode", "none")
                .put("dd_mode", "disabled");
    }

    private ArrayNode instructions(List<PhasedGate> gates, Circuit circuit) {
        ArrayNode instructions = Json.array();
        for (PhasedGate gate : gates) {
            if (gate instanceof PhasedGate.Turn turn) {
                add(instructions, "prx", List.of(places[turn.qubit()]))
                        .put("angle", turn.theta())
                        .put("phase", turn.phi());
            } else if (gate instanceof PhasedGate.Pair pair) {
                machine.entangle(places[pair.first()], places[pair.second()])
                        .forEach(step -> add(instructions, step.name(), step.locus()));
            } else if (gate instanceof PhasedGate.Line) {
                add(
                        instructions,
                        "barrier",
                        Arrays.stream(places).filter(Objects::nonNull).toList());
            }
        }
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Measure measure) {
                add(instructions, "measure", List.of(places[measure.qubit()])).put("key", "c" + measure.bit());
            }
        }
        return instructions;
    }

    private static ObjectNode add(ArrayNode instructions, String name, List<String> locus) {
        ObjectNode instruction = instructions.addObject().put("name", name);
        ArrayNode at = instruction.putArray("locus");
        locus.forEach(at::add);
        return instruction.putObject("args");
    }

    /** What a reference must say to read the results. */
    static Map<String, String> details(JobRequest request) {
        return Map.of(
                IqmResult.READOUT, Readout.of(request.circuit()).toString(),
                IqmResult.CIRCUITS, Integer.toString(request.bindings().size()));
    }
}
