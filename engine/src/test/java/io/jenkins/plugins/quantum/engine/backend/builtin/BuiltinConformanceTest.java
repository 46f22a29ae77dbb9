package io.jenkins.plugins.quantum.engine.backend.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.Distribution;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * The built-in backend against the exact distributions of real circuits. 17 and 18 qubits only with the system property
 * {@code qmlops.long}: a gate takes about 0.05 s there, and the three circuits of 18 qubits have 293, 293 and 801 of them.
 */
@EnabledIfEnvironmentVariable(
        named = "QMLOPS_CONFORMANCE",
        matches = ".+",
        disabledReason = "QMLOPS_CONFORMANCE does not name the folder of conformance circuits")
class BuiltinConformanceTest {
    private static final double LARGEST_TVD = 1e-4;
    private static final double LARGEST_DIFFERENCE = 1e-6;

    /** Outcomes rarer than this do not belong to the support. */
    private static final double SUPPORT = 1e-9;

    private static final long POLL_NANOS = 2_000_000;

    /** Circuits that are slow by their width, with their times. */
    private final List<String> wide = new ArrayList<>();

    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> tally = new TreeMap<>();
    private double worstTvd;
    private String worstTvdAt = "none";
    private double worstDifference;
    private double worstSpurious;
    private double leastGenuine = 1;

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void shouldAgreeWithEveryExpectedDistribution() throws Exception {
        Path folder = Path.of(System.getenv("QMLOPS_CONFORMANCE"));
        var files = new TreeSet<Path>();
        try (var listed = Files.list(folder.resolve("expected"))) {
            listed.filter(p -> p.toString().endsWith(".json")).forEach(files::add);
        }
        try (var backend = new BuiltinBackend("builtin", 1)) {
            for (Path file : files) {
                JsonNode expected = new ObjectMapper().readTree(file.toFile());
                compare(backend, folder, expected);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "[conformance] %d expected files: %s; worst TVD %.3g (%s); worst listed outcome of truncated ones off by %.3g; "
                        + "largest probability outside the support %.3g, smallest inside %.3g; 17 and 18 qubits: %s%n",
                files.size(),
                tally,
                worstTvd,
                worstTvdAt,
                worstDifference,
                worstSpurious,
                leastGenuine,
                wide.isEmpty() ? "none" : String.join(", ", wide));
        assertThat(wrong).isEmpty();
        assertThat(tally.getOrDefault("full", 0)).isGreaterThan(40);
    }

    private void compare(BuiltinBackend backend, Path folder, JsonNode expected) throws Exception {
        String name = expected.get("circuit").asText();
        Circuit circuit = Qasm.read(folder.resolve(name)).circuit().measuringAll();
        int limit = Boolean.getBoolean("qmlops.long") ? Limits.SLOW_QUBITS : Limits.QUBITS;
        if (circuit.dynamic()) {
            count("dynamic, refused");
            return;
        }
        if (circuit.qubits() > limit) {
            count("wider than " + limit + ", left out");
            return;
        }
        var request = new JobRequest(name, circuit, List.of(Map.of()), NoiseModel.none(), 0, 0, 1, true);
        long start = System.nanoTime();
        JobRef job = backend.submit(request, name);
        while (!backend.status(List.of(job)).get(0).state().ended()) {
            LockSupport.parkNanos(POLL_NANOS); // a spin would take the simulator's second core
        }
        if (circuit.qubits() > Limits.QUBITS) {
            wide.add(String.format(Locale.ROOT, "%s %.0f s", name, (System.nanoTime() - start) / 1e9));
        }
        Distribution found = backend.fetch(job).outcomes().get(0).distribution();
        var exact = new TreeMap<String, Double>();
        expected.get("distribution")
                .fields()
                .forEachRemaining(e ->
                        exact.merge(e.getKey().replace(" ", ""), e.getValue().asDouble(), Double::sum));
        if (expected.get("truncated_to_top_64").asBoolean()) {
            count("truncated");
            compareListed(name, found, exact);
        } else {
            count("full");
            compareAll(name, found, exact);
        }
    }

    private void count(String what) {
        tally.merge(what, 1, Integer::sum);
    }

    private void compareListed(String name, Distribution found, Map<String, Double> exact) {
        exact.forEach((outcome, p) -> {
            double difference = Math.abs(found.of(outcome) - p);
            worstDifference = Math.max(worstDifference, difference);
            if (!(difference <= LARGEST_DIFFERENCE)) {
                wrong.add(name + ": outcome " + outcome + " off by " + difference);
            }
        });
    }

    private void compareAll(String name, Distribution found, Map<String, Double> exact) {
        Set<String> outcomes = new HashSet<>(found.probabilities().keySet());
        outcomes.addAll(exact.keySet());
        double tvd = 0;
        for (String outcome : outcomes) {
            double wanted = exact.getOrDefault(outcome, 0.0);
            double p = found.of(outcome);
            tvd += Math.abs(p - wanted) / 2;
            if (wanted > SUPPORT) {
                leastGenuine = Math.min(leastGenuine, wanted);
            } else {
                worstSpurious = Math.max(worstSpurious, p);
            }
            if (wanted > SUPPORT != p > SUPPORT) {
                wrong.add(name + ": support differs at " + outcome + ": expected " + wanted + ", found " + p);
            }
        }
        if (tvd > worstTvd) {
            worstTvd = tvd;
            worstTvdAt = name;
        }
        if (!(tvd <= LARGEST_TVD)) {
            wrong.add(name + ": TVD " + tvd);
        }
    }
}
