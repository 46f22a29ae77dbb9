package io.jenkins.plugins.quantum.engine.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.builtin.BuiltinProvider;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.noise.NoisePresets;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.run.SuiteSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The iris suite on {@code AerBackend} against a hand-written batched Qiskit script, both processes warm, by turns. The command is
 * in bench/README.md.
 */
@EnabledIfSystemProperty(
        named = "qmlops.long",
        matches = "true",
        disabledReason = "a measurement, not a check: set qmlops.long=true")
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAer",
        disabledReason = "Qiskit Aer is not set up: run `qmlops backends setup aer`")
@Timeout(1800)
class AerBenchmarkTest {
    private static final double AIM = 1.1;
    private static final int WARM_UP = 5;
    private static final int PAIRS = 25;
    private static final int SHOTS = 1000;
    private static final double[] LEVELS = {0, 0.25, 0.5, 1, 1.5, 2, 3, 5};
    /** The script's noise is a mixture, of which Aer seems to leave out the least probable terms: about 5e-9; ours is one matrix. */
    private static final double SAME = 1e-7;

    private static final int FLOWERS = 40;
    private static final int PINNED = 3;

    private final PairedTimes exact = new PairedTimes("exact: jobs");
    private final PairedTimes sampled = new PairedTimes(SHOTS + " shots: jobs");
    private final PairedTimes whole = new PairedTimes("exact: whole run, suite to verdicts");
    private final PairedTimes exactReady = new PairedTimes("exact: jobs; other with noise models at hand");
    private final PairedTimes sampledReady = new PairedTimes(SHOTS + " shots: jobs; other with noise models at hand");

    @TempDir
    private Path folder;

    private final KeptAer aer = new KeptAer(Pythons.aer());

    @AfterEach
    void close() {
        aer.end();
    }

    @Test
    void shouldRunTheIrisSuiteAsFastAsAHandWrittenScript() throws Exception {
        var runs = new IrisRuns(folder, aer, new BuiltinProvider(1));
        SuiteSource suite =
                runs.place(IrisModel.trained().withSuite("backends: [builtin]", "backends: [aer]"), "model");
        assertThat(runs.run(suite, 1).exitCode()).isZero();
        List<JobRequest> jobs = aer.requests();
        JobRequest shots = shots(jobs);
        String version;
        try (var script = new PythonRival(Pythons.aer(), "iris_aer_baseline.py")) {
            version = script.ask("version").path("qiskit-aer").asText();
            requireSameAnswers(jobs, script.ask("answers"));
            for (int i = -WARM_UP; i < PAIRS; i++) {
                measure(() -> aer.run(jobs), script, "exact", i, exact, exactReady);
                measure(() -> aer.run(List.of(shots)), script, "shots", i, sampled, sampledReady);
                measure(() -> runs.run(suite, 1), script, "exact", i, whole, null);
            }
        }
        PairedTimes both = PairedTimes.together("exact and shots together: jobs", exact, sampled);
        write(version, List.of(exact, sampled, both, whole, exactReady, sampledReady));
        assertThat(both.ratio()).as(both.markdown()).isLessThanOrEqualTo(AIM);
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static void measure(
            Work work, PythonRival script, String command, int round, PairedTimes times, PairedTimes ready)
            throws Exception {
        long start = System.nanoTime();
        work.run();
        double ours = (System.nanoTime() - start) / 1e9;
        JsonNode theirs = script.ask(command);
        if (round < 0) {
            return;
        }
        times.add(ours, theirs.path("seconds").asDouble());
        if (ready != null) {
            ready.add(
                    ours,
                    theirs.path("seconds").asDouble() - theirs.path("building").asDouble());
        }
    }

    /** The model's job at the device's own noise, with shots. */
    private static JobRequest shots(List<JobRequest> jobs) {
        NoiseModel noise = NoisePresets.find("heron-r2").orElseThrow().model();
        JobRequest model = model(jobs, noise);
        return new JobRequest("shots", model.circuit(), model.bindings(), noise, SHOTS, 0, 1, false);
    }

    private static JobRequest model(List<JobRequest> jobs, NoiseModel noise) {
        return jobs.stream()
                .filter(job -> job.bindings().size() == FLOWERS && job.noise().equals(noise))
                .findFirst()
                .orElseThrow();
    }

    /** The suite asks for nothing but what the script computes, and both find the same probabilities. */
    private void requireSameAnswers(List<JobRequest> jobs, JsonNode answers) throws BackendException {
        assertThat(jobs).hasSize(LEVELS.length + PINNED);
        NoiseModel device = NoisePresets.find("heron-r2").orElseThrow().model();
        for (int level = 0; level < LEVELS.length; level++) {
            JobRequest job = model(jobs, device.scaled(LEVELS[level]));
            JobResult found = aer.run(List.of(job)).get(0);
            for (int flower = 0; flower < FLOWERS; flower++) {
                for (int state = 0; state < 16; state++) {
                    String outcome =
                            String.format("%4s", Integer.toBinaryString(state)).replace(' ', '0');
                    assertThat(found.outcomes().get(flower).distribution().of(outcome))
                            .as("level %s, flower %d, %s", LEVELS[level], flower, outcome)
                            .isCloseTo(
                                    answers.path(level).path(flower).path(state).asDouble(), within(SAME));
                }
            }
        }
    }

    private static void write(String version, List<PairedTimes> all) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "# The iris suite on Qiskit Aer",
                "",
                "Written by the command in [bench/README.md](../README.md), with qiskit-aer " + version + ".",
                "",
                PairedTimes.HEADER));
        lines.addAll(all.stream().map(PairedTimes::markdown).toList());
        String report = String.join("\n", lines) + "\n";
        System.out.println(report);
        Files.writeString(PythonRival.folder().resolve("results").resolve("iris-aer.md"), report);
    }
}
