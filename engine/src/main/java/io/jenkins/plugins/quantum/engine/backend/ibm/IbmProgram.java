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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A job of the sampler: one unit of work for each set of inputs, each an OpenQASM 3 program over physical qubits with its shots. */
final class IbmProgram {
    /** The tag of every job of this program, by which the list of jobs is asked for. */
    static final String COMMON_TAG = "qmlops";

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

    /** The compiled circuit of one set of inputs, its registers of bits named by {@link #register}, since results come by these names. */
    static String program(CompiledCircuit compiled, Map<String, Double> binding) {
        Circuit bound = compiled.bind(binding);
        var bits = new ArrayList<Register>();
        for (Register register : bound.bitRegisters()) {
            bits.add(new Register(register(bits.size()), register.offset(), register.size()));
        }
        return Qasm.write3(new Circuit(bound.qubitRegisters(), bits, List.of(), bound.instructions()));
    }

    /** The name of a register, the first with the lowest bits: conditions compare whole registers, so that they stay apart. */
    static String register(int index) {
        return "c" + index;
    }
}
