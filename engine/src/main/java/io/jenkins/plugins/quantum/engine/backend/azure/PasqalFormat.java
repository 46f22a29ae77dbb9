package io.jenkins.plugins.quantum.engine.backend.azure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.NativeProgram;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Pulser sequences, passed on as they are, in Pulser's abstract representation. Results count texts with one character an atom, the first of
 * the register at the left: atom i becomes bit i.
 */
record PasqalFormat() implements TargetFormat {
    @Override
    public String input() {
        return "pasqal.pulser.v1";
    }

    @Override
    public String output() {
        return "pasqal.pulser-results.v1";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    private static NativeProgram sequence(JobRequest request) {
        return (NativeProgram) request.program();
    }

    @Override
    public Optional<String> whyNot(JobRequest request) {
        NativeProgram program = sequence(request);
        if (!program.format().equals("pulser")) {
            return Optional.of("Pasqal takes programs of the format pulser; found " + program.format());
        }
        try {
            if (Json.MAPPER.readTree(program.text()).isObject()) {
                return Optional.empty();
            }
        } catch (IOException e) {
            return Optional.of("the sequence is not JSON; write it with Sequence.to_abstract_repr()");
        }
        return Optional.of("the sequence is no JSON object; write it with Sequence.to_abstract_repr()");
    }

    @Override
    public String program(JobRequest request) {
        return "{\"sequence_builder\":" + sequence(request).text() + "}";
    }

    @Override
    public ObjectNode parameters(JobRequest request) {
        return Json.object().put("shots", request.shots());
    }

    @Override
    public Map<String, String> details(JobRequest request) {
        return Map.of(
                Details.SHOTS, Long.toString(request.shots()),
                Details.BITS, Integer.toString(sequence(request).sites()));
    }

    @Override
    public Outcome read(Map<String, String> details, JsonNode results) throws BackendException {
        int bits = (int) Details.number(details, Details.BITS);
        var counts = new HashMap<String, Long>();
        for (Map.Entry<String, JsonNode> entry :
                (results.has("counter") ? results.path("counter") : results).properties()) {
            JsonNode count = entry.getValue();
            if (!entry.getKey().matches("[01]{" + bits + "}") || !count.isIntegralNumber() || count.asLong() < 0) {
                throw Details.useless("has counts that are no counts of " + bits + " atoms");
            }
            counts.merge(new StringBuilder(entry.getKey()).reverse().toString(), count.asLong(), Long::sum);
        }
        return Outcome.sampled(Details.whole(details, new Counts(bits, counts)));
    }
}
