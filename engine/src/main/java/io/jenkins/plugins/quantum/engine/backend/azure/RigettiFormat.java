package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.QuilWriter;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.util.HashMap;
import java.util.Map;

/** Quil for Rigetti's machines, compiled for the device by the service. Results hold one list of bits a shot, in the order of {@code ro}. */
record RigettiFormat() implements TargetFormat {
    @Override
    public String input() {
        return "rigetti.quil.v1";
    }

    @Override
    public String output() {
        return "rigetti.quil-results.v1";
    }

    @Override
    public String contentType() {
        return "text/plain";
    }

    @Override
    public String program(JobRequest request) {
        return QuilWriter.write(request.circuit().bind(request.bindings().get(0)));
    }

    @Override
    public ObjectNode parameters(JobRequest request) {
        return Json.object().put("shots", request.shots());
    }

    @Override
    public Map<String, String> details(JobRequest request) {
        return Map.of(
                Details.SHOTS, Long.toString(request.shots()),
                Details.BITS, Integer.toString(request.circuit().bits()));
    }

    @Override
    public Outcome read(Map<String, String> details, JsonNode results) throws BackendException {
        int bits = (int) Details.number(details, Details.BITS);
        var counts = new HashMap<String, Long>();
        for (JsonNode shot : results.path("ro")) {
            var outcome = new StringBuilder(bits);
            for (int bit = bits - 1; bit >= 0; bit--) {
                outcome.append(shot.path(bit).asText());
            }
            if (shot.size() != bits || !outcome.toString().matches("[01]{" + bits + "}")) {
                throw Details.useless("has a shot without a 0 or 1 for each of " + bits + " bits");
            }
            counts.merge(outcome.toString(), 1L, Long::sum);
        }
        return Outcome.sampled(Details.whole(details, new Counts(bits, counts)));
    }
}
