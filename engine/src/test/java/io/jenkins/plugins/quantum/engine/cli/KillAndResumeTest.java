package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

/** A run that was killed with {@code kill -9}, and resumed, ends as if nothing had happened. */
class KillAndResumeTest {
    private static final long SEED = 20_260_101;
    private static final int MOST_ATTEMPTS = 12;
    private static final int LONGEST_EXTRA_MICROS = 40_000;
    private static final String[] REPORTS = {"junit.xml", "summary.md", "report.html", "result.json"};

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [builtin], rounds: 5}}
            tests:
              - name: ghz
                circuit: ghz.qasm
                noise: light
                gates:
                  fidelity: {min: 0.80}
                  allowed-states: {states: ["000", "111"], max-leakage: 0.15}
              - name: ghz-shots
                circuit: ghz.qasm
                noise: heron-r2
                evidence: shots
                gates:
                  fidelity: {min: 0.75}
                  allowed-states: {states: ["000", "111"], max-leakage: 0.30}
              - name: close-call
                circuit: ghz.qasm
                noise: {p2: 0.06}
                evidence: shots
                gates: {fidelity: {min: 0.80, margin: 0.08}}
              - name: model
                model:
                  circuit: model.qasm
                  inputs: {x: data}
                  data: points.csv
                  predict: {qubit: 0, classes: [left, right], shots: 25}
                noise: heron-r2
                gates:
                  accuracy: {min: 0.80}
                  noise-budget: {min: 1.5, metric: accuracy, line: 0.80}
              - name: model-shots
                model:
                  circuit: model.qasm
                  inputs: {x: data}
                  data: points.csv
                  predict: {qubit: 0, classes: [left, right], shots: 25}
                noise: heron-r2
                evidence: shots
                gates: {accuracy: {min: 0.80}}
            """;

    private static final String MODEL =
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            input float x_0;
            input float x_1;
            qubit[2] q;
            bit[2] c;
            ry(x_0) q[0];
            ry(x_1) q[1];
            cx q[1], q[0];
            c = measure q;
            """;

    private static final String POINTS =
            """
            x0,x1,label
            0.2,0.1,left
            0.4,0.0,left
            0.1,0.3,left
            2.9,0.1,right
            2.7,0.2,right
            3.0,0.0,right
            """;

    @TempDir
    private Path folder;

    private final ObjectMapper json = new ObjectMapper();
    private UniformRandomProvider random;

    /** What is left of a run: what it measured, by job, and its result without the timing. */
    private record Outcome(int exitCode, JsonNode result, Map<String, String> evidence) {}

    @BeforeEach
    void writeSuite() throws IOException {
        Files.writeString(folder.resolve("quantum.yml"), SUITE);
        Files.writeString(folder.resolve("ghz.qasm"), CommandLineSession.GHZ);
        Files.writeString(folder.resolve("model.qasm"), MODEL);
        Files.writeString(folder.resolve("points.csv"), POINTS);
        random = Seed.generator(SEED);
    }

    @Test
    void shouldEndAsUndisturbedWhenKilledAtRandomMoments() throws Exception {
        killAndResume(6);
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes minutes")
    void shouldEndAsUndisturbedWhenKilledAtFiftyRandomMoments() throws Exception {
        killAndResume(50);
    }

    @Test
    void shouldLeaveNoHalfReportWhenKilledWhileReportsAreWritten() throws Exception {
        Outcome undisturbed = undisturbed();
        for (int i = 0; i < REPORTS.length; i++) {
            Path out = folder.resolve("reports-" + i);
            String report = REPORTS[i];
            Path draft = out.resolve("." + report + ".part");
            boolean killed = kill(run(out), () -> Files.exists(draft) || Files.exists(out.resolve(report)), i * 500L);

            assertReportsAreWholeOrAbsent(out, undisturbed);
            int code = killed ? type("resume", out.getFileName().toString()) : undisturbed.exitCode();
            assertSame(outcome(out, code), undisturbed, "killed while " + report + " was written");
            assertNoDrafts(out);
        }
    }

    private void killAndResume(int kills) throws Exception {
        Outcome undisturbed = undisturbed();
        long journal = lines(folder.resolve("undisturbed"));
        int struck = 0;
        for (int run = 0; struck < kills; run++) {
            Path out = folder.resolve("run-" + run);
            int code = -1;
            for (int attempt = 0; attempt < MOST_ATTEMPTS && code < 0; attempt++) {
                // A new run first; then resumed until it ends, as a user would, and killed again half of the time.
                boolean begun = lines(out) > 0;
                String[] command =
                        begun ? new String[] {"resume", out.getFileName().toString()} : run(out);
                boolean strike = struck < kills && (attempt == 0 || random.nextBoolean());
                long until = lines(out) + random.nextLong(journal + 1);
                if (strike && kill(command, () -> linesNow(out) >= until, random.nextInt(LONGEST_EXTRA_MICROS))) {
                    struck++;
                    assertReportsAreWholeOrAbsent(out, undisturbed);
                } else if (strike) {
                    code = undisturbed.exitCode(); // it ended before it could be killed
                } else {
                    code = type(command);
                }
            }
            assertSame(outcome(out, code), undisturbed, "run " + run);
            assertNothingMeasuredTwice(out);
        }
    }

    private String[] run(Path out) {
        return new String[] {"run", "--seed", "7", "--out", out.getFileName().toString()};
    }

    private Outcome undisturbed() throws Exception {
        Path out = folder.resolve("undisturbed");
        return outcome(out, type(run(out)));
    }

    private int type(String... arguments) throws Exception {
        try (var child = ChildCommandLine.start(folder, ChildCommandLine.command(arguments))) {
            int code = child.await();
            assertThat(code).as(child.words()).isNotEqualTo(2);
            assertThat(child.words()).doesNotContain("Exception");
            return code;
        }
    }

    private boolean kill(String[] arguments, BooleanSupplier when, long extraMicros) throws Exception {
        try (var child = ChildCommandLine.start(folder, ChildCommandLine.command(arguments))) {
            return child.killWhen(when, extraMicros);
        }
    }

    private Outcome outcome(Path out, int code) throws IOException {
        var result = (ObjectNode) json.readTree(out.resolve("result.json").toFile());
        assertThat(result.path("exitCode").asInt()).isEqualTo(code);
        assertThat(result.remove("timing")).isNotNull();
        Map<String, String> evidence = new TreeMap<>();
        try (Stream<Path> files = Files.list(out.resolve("evidence"))) {
            for (Path file : files.toList()) {
                evidence.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return new Outcome(code, result, evidence);
    }

    private static void assertSame(Outcome found, Outcome undisturbed, String when) {
        assertThat(found.exitCode()).as(when).isEqualTo(undisturbed.exitCode());
        assertThat(found.result()).as(when).isEqualTo(undisturbed.result());
        assertThat(found.evidence()).as(when).isEqualTo(undisturbed.evidence());
        assertThat(undisturbed.evidence()).hasSizeGreaterThan(10);
    }

    /** Whatever stands under the name of a report is a whole report, and says what the undisturbed run says. */
    private void assertReportsAreWholeOrAbsent(Path out, Outcome undisturbed) throws Exception {
        if (Files.exists(out.resolve("result.json"))) {
            var result = (ObjectNode) json.readTree(out.resolve("result.json").toFile());
            result.remove("timing");
            assertThat(result).isEqualTo(undisturbed.result());
        }
        if (Files.exists(out.resolve("junit.xml"))) {
            var source = new InputSource(new StringReader(Files.readString(out.resolve("junit.xml"))));
            assertThat(DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(source)
                            .getElementsByTagName("testcase")
                            .getLength())
                    .isEqualTo(gates(undisturbed.result()));
        }
        if (Files.exists(out.resolve("report.html"))) {
            assertThat(Files.readString(out.resolve("report.html")).strip()).endsWith("</html>");
        }
        if (Files.exists(out.resolve("summary.md"))) {
            assertThat(out.resolve("summary.md"))
                    .hasSameTextualContentAs(folder.resolve("undisturbed").resolve("summary.md"));
        }
    }

    private static int gates(JsonNode result) {
        int gates = 0;
        for (JsonNode test : result.path("tests")) {
            gates += test.path("gates").size();
        }
        return gates;
    }

    private static void assertNoDrafts(Path out) throws IOException {
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
        }
    }

    private void assertNothingMeasuredTwice(Path out) throws IOException {
        Set<String> done = new HashSet<>();
        for (String line : Files.readAllLines(out.resolve("journal.jsonl"))) {
            JsonNode entry = json.readTree(line);
            String key = entry.path("key").asText();
            switch (entry.path("entry").asText()) {
                case "intent" -> assertThat(done).doesNotContain(key);
                case "ended" -> done.add(key);
                default -> assertThat(entry.path("entry").asText()).isIn("started", "submitted", "finished");
            }
        }
    }

    private static long linesNow(Path out) {
        try {
            return lines(out);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Whole lines of the journal; a cut one is not counted. */
    private static long lines(Path out) throws IOException {
        try {
            return new String(Files.readAllBytes(out.resolve("journal.jsonl")), StandardCharsets.UTF_8)
                    .chars()
                    .filter(c -> c == '\n')
                    .count();
        } catch (NoSuchFileException e) {
            return 0;
        }
    }
}
