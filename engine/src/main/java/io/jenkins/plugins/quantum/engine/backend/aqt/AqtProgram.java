package io.jenkins.plugins.quantum.engine.backend.aqt;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.PhasedCompiler;
import io.jenkins.plugins.quantum.engine.circuit.PhasedGate;
import java.util.Map;

/**
 * Writes circuits in AQT's native gates. Angles are in units of π: R takes theta from 0 to 1 and phi from 0 to 2, RXX takes theta from
 * 0 to 0.5. The last operation measures every qubit. Any two ions can be entangled, so nothing is routed.
 */
final class AqtProgram {
    /** Most operations of one circuit, the measurement included. */
    static final int MOST_OPERATIONS = 2000;

    private AqtProgram() {}

    /** The operations of a bound circuit. */
    static ArrayNode operations(Circuit circuit) {
        ArrayNode operations = Json.array();
        for (PhasedGate gate : PhasedCompiler.compile(circuit, PhasedCompiler.Entangler.XX)) {
            if (gate instanceof PhasedGate.Turn turn) {
                operations
                        .addObject()
                        .put("operation", "R")
                        .put("qubit", turn.qubit())
                        .put("theta", Math.min(1, turn.theta() / Math.PI))
                        .put("phi", turn.phi() / Math.PI);
            } else if (gate instanceof PhasedGate.Frame frame) {
                operations
                        .addObject()
                        .put("operation", "RZ")
                        .put("qubit", frame.qubit())
                        .put("phi", frame.angle() / Math.PI);
            } else if (gate instanceof PhasedGate.Pair pair) {
                ObjectNode rxx = operations.addObject().put("operation", "RXX");
                rxx.putArray("qubits").add(pair.first()).add(pair.second());
                rxx.put("theta", 0.5);
            }
        }
        operations.addObject().put("operation", "MEASURE");
        return operations;
    }

    /**
     * The body that submits a job.
     *
     * @param label
     *     shown beside the job
     */
    static ObjectNode body(JobRequest request, String label) {
        ObjectNode body = Json.object().put("job_type", "quantum_circuit").put("label", label);
        ArrayNode circuits = body.putObject("payload").putArray("circuits");
        for (Map<String, Double> binding : request.bindings()) {
            circuits.addObject()
                    .put("repetitions", request.shots())
                    .put("number_of_qubits", request.circuit().qubits())
                    .set("quantum_circuit", operations(request.circuit().bind(binding)));
        }
        return body;
    }
}
