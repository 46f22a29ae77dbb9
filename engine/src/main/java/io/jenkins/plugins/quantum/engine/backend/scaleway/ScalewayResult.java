package io.jenkins.plugins.quantum.engine.backend.scaleway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.PortableQasm;
import io.jenkins.plugins.quantum.engine.backend.Readout;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

/** Reads a result in Qiskit's form, plain or compressed: counts by hexadecimal number, bit 0 the lowest, or by text, bit 0 rightmost. */
final class ScalewayResult {
    /** Details of a reference: where the bits come from, and how many qubits there are. */
    static final String READOUT = "readout";

    static final String QUBITS = "qubits";

    private static final int COMPRESSED = 2;
    private static final int QISKIT = 2;

    private ScalewayResult() {}

    static JobResult read(JobRef job, String text, String device) throws BackendException {
        try {
            JsonNode answer = Json.MAPPER.readTree(text);
            if (answer.isTextual()) {
                answer = Json.MAPPER.readTree(answer.asText());
            }
            if (answer.path("serialization_format").asInt() != QISKIT) {
                throw new BackendException(
                        "job " + job.id() + " answers in form "
                                + answer.path("serialization_format").asInt()
                                + ", not as Qiskit does: this platform is not"
                                + " supported",
                        Kind.REFUSED);
            }
            JsonNode result =
                    Json.MAPPER.readTree(plain(answer)).path("results").path(0);
            return new JobResult(
                    List.of(Outcome.sampled(counts(job, result))), Map.of("device", device, "job", job.id()));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new BackendException("the result of job " + job.id() + " cannot be read", Kind.REFUSED, e);
        } catch (IOException e) {
            throw new BackendException("the result of job " + job.id() + " is damaged", Kind.TRANSIENT, e);
        }
    }

    private static String plain(JsonNode answer) throws IOException {
        String text = answer.path("serialization").asText();
        if (answer.path("compression_format").asInt() != COMPRESSED) {
            return text;
        }
        try (var inflated = new InflaterInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
            return new String(inflated.readNBytes(HttpService.MOST_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static Counts counts(JobRef job, JsonNode result) throws BackendException {
        Readout readout = Readout.parse(job.details().getOrDefault(READOUT, ""));
        int qubits = Integer.parseInt(job.details().getOrDefault(QUBITS, ""));
        if (!result.at("/data/counts").isObject()) {
            throw new BackendException("the result of job " + job.id() + " has no counts", Kind.REFUSED);
        }
        var counts = new TreeMap<String, Long>();
        for (var entries = result.at("/data/counts").fields(); entries.hasNext(); ) {
            Map.Entry<String, JsonNode> entry = entries.next();
            if (!entry.getValue().isIntegralNumber() || entry.getValue().asLong() < 0) {
                throw new BackendException("job " + job.id() + " has a count that is no number of shots", Kind.REFUSED);
            }
            String seen = bits(entry.getKey(), readout.measured().length);
            counts.merge(
                    PortableQasm.outcome(readout, seen, qubits),
                    entry.getValue().asLong(),
                    Long::sum);
        }
        return new Counts(readout.bits(), counts);
    }

    private static String bits(String key, int measured) {
        if (!key.startsWith("0x")) {
            return key.replace(" ", "");
        }
        String binary = new BigInteger(key.substring(2), 16).toString(2);
        return "0".repeat(Math.max(0, measured - binary.length())) + binary;
    }
}
