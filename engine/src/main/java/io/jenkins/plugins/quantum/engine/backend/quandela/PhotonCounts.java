package io.jenkins.plugins.quantum.engine.backend.quandela;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.Counts;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.Outcome;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.InflaterInputStream;

/**
 * Reads counts of photons in modes, as Perceval serialises them, plain or compressed.
 *
 * <p>A state of as many modes as the program has sites becomes one bit a mode: 1 where at least one photon was seen. A state of twice as
 * many modes is read as pairs of modes, one qubit each (dual rail): {@code |1,0>} is 0, {@code |0,1>} is 1; states outside are not counted,
 * and their number is a fact of the result. Mode or pair 0 is bit 0, which is written rightmost.
 */
final class PhotonCounts {
    /** Detail of a reference: how many bits an outcome has. */
    static final String SITES = "sites";

    private static final String COUNTS = ":PCVL:BSCount:";
    private static final String SAMPLES = ":PCVL:BSSamples:";
    private static final String ZIP = ":PCVL:zip:";

    private final int sites;
    private final Map<String, Long> counts = new TreeMap<>();
    private long bunched;
    private long outside;

    private PhotonCounts(int sites) {
        this.sites = sites;
    }

    /** Reads the answer to the question for a result: the result itself is a text in it. */
    static JobResult read(JobRef job, JsonNode answer, String device) throws BackendException {
        try {
            JsonNode inner = Json.MAPPER.readTree(answer.path("results").asText());
            String states = unzipped(inner.path("results").asText());
            var read = new PhotonCounts(Integer.parseInt(job.details().getOrDefault(SITES, "")));
            read.states(states);
            return new JobResult(
                    List.of(Outcome.sampled(new Counts(read.sites, read.counts))),
                    read.facts(job, answer, inner, device));
        } catch (JsonProcessingException | NumberFormatException e) {
            throw damaged(e);
        } catch (IllegalArgumentException | IOException e) {
            throw damaged(e);
        }
    }

    private static BackendException damaged(Exception cause) {
        return new BackendException(
                "the result cannot be read as counts of photons (BSCount) of as many modes, or twice as many, as the"
                        + " program has sites",
                Kind.REFUSED,
                cause);
    }

    private static String unzipped(String text) throws IOException {
        if (!text.startsWith(ZIP)) {
            return text;
        }
        byte[] packed = Base64.getDecoder().decode(text.substring(ZIP.length()));
        try (var inflated = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            byte[] plain = inflated.readNBytes(HttpService.MOST_BYTES);
            return new String(plain, StandardCharsets.UTF_8);
        }
    }

    private void states(String text) {
        if (text.startsWith(COUNTS)) {
            for (String entry : braced(text.substring(COUNTS.length())).split(";")) {
                if (!entry.isBlank()) {
                    int equals = entry.lastIndexOf('=');
                    count(modes(entry.substring(0, Math.max(0, equals))), Long.parseLong(entry.substring(equals + 1)));
                }
            }
        } else if (text.startsWith(SAMPLES)) {
            samples(text.substring(SAMPLES.length()));
        } else {
            throw new IllegalArgumentException("no counts of photons");
        }
    }

    /** Different states separated by {@code ;}, then {@code /} and for each sample the number of its state. */
    private void samples(String text) {
        int slash = text.lastIndexOf('/');
        String[] states = text.substring(0, Math.max(0, slash)).split(";");
        for (String index : text.substring(slash + 1).split(";")) {
            if (!index.isBlank()) {
                int number = Integer.parseInt(index.strip());
                if (number < 0 || number >= states.length) {
                    throw new IllegalArgumentException("a sample of no state");
                }
                count(modes(states[number]), 1);
            }
        }
    }

    private static String braced(String text) {
        if (!text.startsWith("{") || !text.endsWith("}")) {
            throw new IllegalArgumentException("no braces");
        }
        return text.substring(1, text.length() - 1);
    }

    private static int[] modes(String state) {
        if (!state.startsWith("|") || !state.endsWith(">")) {
            throw new IllegalArgumentException("no state");
        }
        return Arrays.stream(state.substring(1, state.length() - 1).split(","))
                .mapToInt(photons -> Integer.parseUnsignedInt(photons.strip()))
                .toArray();
    }

    private void count(int[] modes, long number) {
        if (number < 0 || modes.length != sites && modes.length != 2 * sites) {
            throw new IllegalArgumentException("another number of modes");
        }
        if (Arrays.stream(modes).anyMatch(photons -> photons > 1)) {
            bunched += number;
        }
        var outcome = new char[sites];
        for (int site = 0; site < sites; site++) {
            if (modes.length == sites) {
                outcome[sites - 1 - site] = modes[site] > 0 ? '1' : '0';
            } else if (modes[2 * site] + modes[2 * site + 1] == 1) {
                outcome[sites - 1 - site] = modes[2 * site + 1] == 1 ? '1' : '0';
            } else {
                outside += number;
                return;
            }
        }
        counts.merge(new String(outcome), number, Long::sum);
    }

    private Map<String, String> facts(JobRef job, JsonNode answer, JsonNode inner, String device) {
        var facts = new TreeMap<String, String>();
        facts.put("device", device);
        facts.put("job", job.id());
        facts.put("bunched-samples", String.valueOf(bunched));
        facts.put("samples-outside-code", String.valueOf(outside));
        for (String share : List.of("physical_perf", "logical_perf", "global_perf")) {
            if (inner.path(share).isNumber()) {
                facts.put(share.replace('_', '-'), inner.path(share).asText());
            }
        }
        if (answer.path("duration").isNumber()) {
            facts.put("execution-seconds", answer.path("duration").asText());
        }
        if (answer.path("shots").isNumber()) {
            facts.put("shots-used", answer.path("shots").asText());
        }
        return facts;
    }
}
