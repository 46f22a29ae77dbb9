package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Circuits that measure or reset in mid-circuit, which IonQ's list of gates cannot say: they go as OpenQASM 3, one in a job, and come back as the values of the
 * register in each shot. IonQ's services run no branches yet.
 */
final class MidCircuit {
    static final String TYPE = "ionq.qasm3.v1";

    private static final String REGISTER = "c";
    private static final String SHOTS = "ionq.result.shots.json.v2";

    /** The compiler that keeps the names of registers. */
    private static final String SERVICE = "v0.4";

    private static final GateBasis BASIS = new GateBasis(Set.of(
            Gate.X, Gate.Y, Gate.Z, Gate.H, Gate.S, Gate.SDG, Gate.T, Gate.TDG, Gate.SX, Gate.RX, Gate.RY, Gate.RZ,
            Gate.CX, Gate.SWAP));

    private MidCircuit() {}

    /** Why it cannot run, though it may measure and reset anywhere. */
    static Optional<String> whyNot(Circuit circuit) {
        boolean branches = circuit.instructions().stream()
                .anyMatch(step -> step instanceof Instruction.Conditional || step instanceof Instruction.Pragma);
        return branches
                ? Optional.of("IonQ measures and resets in mid-circuit, but runs no branches: take the if out")
                : Optional.empty();
    }

    /** Writes a circuit into the body of a submission. */
    static void write(Circuit circuit, Map<String, Double> binding, ObjectNode job) {
        job.put("type", TYPE);
        job.withObject("/settings").putObject("compilation").put("service_version", SERVICE);
        Circuit bound = BASIS.rewrite(circuit).bind(binding).inOneRegister();
        job.putObject("input").put("qubits", bound.qubits()).put("data", Qasm.write3(bound));
    }

    /** The address of the shots of a job that is done. */
    static String path(JsonNode job) throws BackendException {
        String artifact = job.path("results").path(SHOTS).path("id").asText("");
        if (!artifact.matches("[A-Za-z0-9_-]{1,200}")) {
            throw new BackendException("IonQ does not say yet where the shots are", Kind.TRANSIENT);
        }
        return "/jobs/" + job.path("id").asText() + "/artifacts/" + artifact;
    }

    /**
     * Counts the shots of {@code {"shots": [{"registers": {"c": [bit 0, bit 1, …]}}, …]}}.
     *
     * @param shots
     *     how many were asked for
     */
    static Counts counts(JsonNode answer, int bits, long shots) throws BackendException {
        var counts = new TreeMap<String, Long>();
        for (JsonNode shot : answer.path("shots")) {
            JsonNode register = shot.path("registers").path(REGISTER);
            var outcome = new StringBuilder();
            for (JsonNode bit : register) {
                outcome.insert(0, bit.asText());
            }
            if (!outcome.toString().matches("[01]{" + bits + "}")) {
                throw new BackendException("IonQ's shot is no register of " + bits + " bits", Kind.REFUSED);
            }
            counts.merge(outcome.toString(), 1L, Long::sum);
        }
        long counted = counts.values().stream().mapToLong(Long::longValue).sum();
        if (counted != shots) {
            throw new BackendException("IonQ answered " + counted + " shots of " + shots, Kind.REFUSED);
        }
        return new Counts(bits, counts);
    }
}
