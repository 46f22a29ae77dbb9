package io.jenkins.plugins.quantum.engine.backend.ionq;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.Angle;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Gate;
import io.jenkins.plugins.quantum.engine.circuit.GateBasis;
import io.jenkins.plugins.quantum.engine.circuit.Instruction;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Jobs in IonQ's JSON form, gate set "qis": rotations in radians, qubits by number, no measurements, since all qubits are measured at
 * the end.
 */
public final class IonqProgram {
    /** Under this key the client token stands in a job's metadata. */
    static final String TOKEN = "client_token";

    static final String SINGLE = "ionq.circuit.v1";
    static final String MULTIPLE = "ionq.multi-circuit.v1";

    private static final Map<Gate, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(Gate.X, "x"),
            Map.entry(Gate.Y, "y"),
            Map.entry(Gate.Z, "z"),
            Map.entry(Gate.H, "h"),
            Map.entry(Gate.S, "s"),
            Map.entry(Gate.SDG, "si"),
            Map.entry(Gate.T, "t"),
            Map.entry(Gate.TDG, "ti"),
            Map.entry(Gate.SX, "v"),
            Map.entry(Gate.SXDG, "vi"),
            Map.entry(Gate.RX, "rx"),
            Map.entry(Gate.RY, "ry"),
            Map.entry(Gate.RZ, "rz"),
            Map.entry(Gate.CX, "x"),
            Map.entry(Gate.SWAP, "swap"),
            Map.entry(Gate.RXX, "xx"),
            Map.entry(Gate.RYY, "yy"),
            Map.entry(Gate.RZZ, "zz")));

    private static final GateBasis BASIS = new GateBasis(NAMES.keySet());

    private IonqProgram() {}

    /** Whether any gate is left to be sent: IonQ takes no empty circuits. */
    public static boolean empty(Circuit circuit) {
        return BASIS.rewrite(circuit).instructions().stream().noneMatch(Instruction.Apply.class::isInstance);
    }

    /**
     * The body of a submission.
     *
     * @param session
     *     id of the session, or an empty text
     */
    static ObjectNode write(JobRequest request, IonqOptions options, String clientToken, String session) {
        boolean single = request.bindings().size() == 1;
        ObjectNode job = Json.object()
                .put("type", single ? SINGLE : MULTIPLE)
                .put("name", "qmlops " + clientToken)
                .put("backend", options.device())
                .put("shots", request.shots());
        job.putObject("metadata").put(TOKEN, clientToken);
        if (options.simulator()) {
            ObjectNode noise = job.putObject("noise").put("model", options.noiseModel());
            if (!options.exactProbabilities()) {
                noise.put("seed", (int) (request.seed() & Integer.MAX_VALUE));
            }
        } else {
            job.putObject("settings").putObject("error_mitigation").put("debiasing", options.debiasing());
            if (options.dryRun()) {
                job.put("dry_run", true);
            }
        }
        if (!session.isEmpty()) {
            job.put("session_id", session);
        }
        if (request.circuit().dynamic()) {
            MidCircuit.write(request.circuit(), request.bindings().get(0), job);
            return job;
        }
        Circuit circuit = BASIS.rewrite(request.circuit());
        ObjectNode input = job.putObject("input").put("gateset", "qis").put("qubits", circuit.qubits());
        if (single) {
            input.set("circuit", gates(circuit, request.bindings().get(0)));
        } else {
            ArrayNode circuits = input.putArray("circuits");
            for (Map<String, Double> binding : request.bindings()) {
                ObjectNode one = circuits.addObject().put("name", "run " + circuits.size());
                one.set("circuit", gates(circuit, binding));
            }
        }
        return job;
    }

    /** A circuit by itself, as resellers of IonQ's machines take it too. */
    public static ObjectNode circuit(Circuit circuit, Map<String, Double> binding) {
        ObjectNode input = Json.object().put("gateset", "qis").put("qubits", circuit.qubits());
        input.set("circuit", gates(BASIS.rewrite(circuit), binding));
        return input;
    }

    private static ArrayNode gates(Circuit circuit, Map<String, Double> binding) {
        ArrayNode gates = Json.array();
        for (Instruction step : circuit.instructions()) {
            if (step instanceof Instruction.Apply apply) {
                add(apply, binding, gates.addObject());
            }
        }
        return gates;
    }

    private static void add(Instruction.Apply apply, Map<String, Double> binding, ObjectNode gate) {
        gate.put("gate", NAMES.get(apply.gate()));
        List<Integer> targets = apply.qubits();
        if (apply.gate() == Gate.CX) {
            gate.putArray("controls").add(apply.qubits().get(0));
            targets = apply.qubits().subList(1, 2);
        }
        targets.forEach(gate.putArray("targets")::add);
        for (Angle angle : apply.angles()) {
            gate.put("rotation", angle.evaluate(binding));
        }
    }
}
