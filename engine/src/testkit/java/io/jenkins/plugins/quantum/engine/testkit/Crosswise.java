package io.jenkins.plugins.quantum.engine.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Network;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The circuit by which a vendor's client and an adapter are compared: three qubits, measured crosswise, each outcome with a probability of
 * its own, so that no exchange of bits goes unseen.
 */
public final class Crosswise {
    /** Its text. */
    public static final String TEXT = "OPENQASM 3.0; include \"stdgates.inc\"; qubit[3] q; bit[3] c;"
            + " ry(0.4) q[0]; ry(1.1) q[1]; cx q[0], q[1]; rx(2.2) q[2];"
            + " c[2] = measure q[0]; c[0] = measure q[2]; c[1] = measure q[1];";

    private Crosswise() {}

    /** A job of it. */
    public static JobRequest request(int circuits, long shots) {
        return new JobRequest(
                "crosswise",
                Qasm.read("crosswise.qasm", TEXT).circuit(),
                Collections.nCopies(circuits, Map.of()),
                NoiseModel.none(),
                shots,
                0,
                1,
                false);
    }

    /** Opens an adapter on services of this machine. */
    public static Backend open(
            BackendProvider provider, Map<String, String> options, Map<String, String> credentials, Duration patience)
            throws BackendException {
        return provider.open(new BackendSettings(
                "device",
                options,
                field -> Optional.ofNullable(credentials.get(field)).map(Secret::of),
                Network.direct(patience)));
    }

    /** The counts that an adapter gets from a service whose jobs take no time: outcomes with their counts, a circuit each. */
    public static List<JsonNode> counts(Backend backend, int circuits, long shots) throws BackendException {
        JobRef job = backend.submit(request(circuits, shots), "11111111-2222-3333-4444-555555555555");
        backend.status(List.of(job));
        return backend.fetch(job).outcomes().stream().map(Crosswise::json).toList();
    }

    private static JsonNode json(Outcome outcome) {
        ObjectNode counts = Json.object();
        outcome.counts().counts().forEach((bits, count) -> counts.put(bits, count.intValue()));
        return counts;
    }
}
