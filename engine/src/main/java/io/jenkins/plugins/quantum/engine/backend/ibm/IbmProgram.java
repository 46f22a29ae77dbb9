package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.compile.CompiledCircuit;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.circuit.Register;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** A job of the sampler: one unit of work for each set of inputs, each an OpenQASM 3 program over physical qubits with its shots. */
final class IbmProgram {
    /** The tag of every job of this program, by which the list of jobs is asked for. */
    static final String COMMON_TAG = "qmlops";

    /** The only register of bits, whatever registers the circuit has: results come register by register. */
    static final String REGISTER = "c";

    private static final int LARGEST = 50 << 20;

    private IbmProgram() {}

    /**
     * The body of a submission.
     *
     * @throws BackendException
     *     when it is larger than the service takes
     */
    static ObjectNode write(JobRequest request, CompiledCircuit compiled, IbmOptions options, String clientToken)
            throws BackendException {
        ObjectNode job = Json.object().put("program_id", "sampler").put("backend", options.device());
        job.putArray("tags").add(COMMON_TAG).add(clientToken);
        options.mostSeconds().ifPresent(seconds -> job.put("cost", seconds));
        ObjectNode parameters = job.putObject("params").put("version", 2).put("support_qiskit", false);
        ArrayNode pubs = parameters.putArray("pubs");
        parameters.putObject("options");
        long size = 0;
        for (Map<String, Double> binding : request.bindings()) {
            String program = program(compiled, binding);
            size += program.getBytes(StandardCharsets.UTF_8).length;
            pubs.addArray().add(program).addNull().add(request.shots());
        }
        if (size > LARGEST) {
            throw new BackendException(
                    "the job's programs have " + (size >> 20) + " MB; IBM takes " + (LARGEST >> 20)
                            + ": run fewer points or a smaller circuit",
                    BackendException.Kind.REFUSED);
        }
        return job;
    }

    /** The compiled circuit of one set of inputs, with all its bits in one register. */
    static String program(CompiledCircuit compiled, Map<String, Double> binding) {
        Circuit bound = compiled.bind(binding);
        List<Register> bits = List.of(new Register(REGISTER, 0, bound.bits()));
        return Qasm.write3(new Circuit(bound.qubitRegisters(), bits, List.of(), bound.instructions()));
    }
}
