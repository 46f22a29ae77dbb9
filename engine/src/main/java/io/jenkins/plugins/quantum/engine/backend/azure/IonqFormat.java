package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqProgram;
import io.jenkins.plugins.quantum.engine.backend.ionq.IonqResults;
import java.util.Map;
import java.util.Optional;

/**
 * IonQ's own JSON. Results are shares of outcomes, numbered with qubit 0 as the lowest bit: of the simulator's exact probabilities shots
 * are drawn here, a device's shares are turned back into counts.
 *
 * @param simulator
 *     whether the target is IonQ's simulator
 * @param noiseModel
 *     of the simulator, or empty
 * @param debias
 *     whether a device symmetrises errors away, which has a price of its own; Azure switches it on where nothing is said
 */
record IonqFormat(boolean simulator, String noiseModel, boolean debias) implements TargetFormat {
    private static final String MODEL = "noise";

    @Override
    public String input() {
        return "ionq.circuit.v1";
    }

    @Override
    public String output() {
        return "ionq.quantum-results.v1";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        return IonqProgram.empty(request.circuit())
                ? Optional.of("IonQ takes no circuit without gates")
                : Optional.empty();
    }

    @Override
    public String program(JobRequest request) {
        return IonqProgram.circuit(request.circuit(), request.bindings().get(0)).toString();
    }

    @Override
    public ObjectNode parameters(JobRequest request) {
        ObjectNode parameters = Json.object().put("shots", request.shots());
        if (!simulator) {
            parameters.putObject("error-mitigation").put("debias", debias);
        } else if (!noiseModel.isEmpty()) {
            parameters.putObject("noise").put("model", noiseModel).put("seed", (int)
                    (request.seed() & Integer.MAX_VALUE));
        }
        return parameters;
    }

    @Override
    public Map<String, String> details(JobRequest request) {
        return Map.of(
                Details.READOUT,
                Readout.of(request.circuit()).toString(),
                Details.SHOTS,
                Long.toString(request.shots()),
                Details.SEED,
                Long.toString(request.seed()),
                MODEL,
                simulator && noiseModel.isEmpty() ? "exact" : "counted");
    }

    @Override
    public Outcome read(Map<String, String> details, JsonNode results) throws BackendException {
        var ionq = new IonqResults(
                Readout.parse(details.getOrDefault(Details.READOUT, "")), Details.number(details, Details.SHOTS));
        JsonNode histogram = results.path("histogram");
        return Outcome.sampled(
                "exact".equals(details.get(MODEL))
                        ? ionq.drawn(histogram, Details.number(details, Details.SEED))
                        : ionq.counted(histogram));
    }
}
