package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a user sees who types something wrong or names a broken file: one message, exit code 2, and no trace of a result. */
@Timeout(60)
class BadInputTest {
    private static final byte[] BINARY = {0, 1, (byte) 0xFF, (byte) 0xFE, 7, 10, (byte) 0x80};

    private static final String SUITE =
            """
            version: 1
            profiles: {pr: {backends: [builtin], budget: 0 USD}}
            tests:
              - name: model
                model:
                  circuit: model.qasm
                  inputs: {x: data, w: weights.json}
                  data: points.csv
                  predict: {qubit: 0, classes: [left, right], shots: 25}
                noise: light
                gates: {accuracy: {min: 0.60}}
            """;

    private static final String OBSERVABLE_SUITE =
            """
            version: 1
            tests:
              - {name: bell, circuit: ghz.qasm, observable: z.json, gates: {expectation: {target: 0}}}
            """;

    private static final String MODEL =
            """
            OPENQASM 3.0;
            include "stdgates.inc";
            input float x_0;
            input float x_1;
            input float w_0;
            input float w_1;
            qubit[2] q;
            bit[2] c;
            ry(x_0 + w_0) q[0];
            ry(x_1 + w_1) q[1];
            cx q[1], q[0];
            c = measure q;
            """;

    private static final String POINTS = "x0,x1,label\n0.2,0.1,left\n3.0,0.1,right\n0.4,0.2,left\n2.9,0.0,right\n";

    @TempDir
    private Path folder;

    private CommandLineSession user;

    /** Breaks something in a folder that was fine. */
    private interface Fault {
        void plant(CommandLineSession user) throws IOException;
    }

    /** A line of the table: what is wrong, what is typed, what the answer is. */
    private record Case(String name, Fault fault, List<String> typed, int exitCode, List<String> answer) {
        @Override
        public String toString() {
            return name;
        }

        Case typing(String... arguments) {
            return new Case(name, fault, List.of(arguments), exitCode, answer);
        }
    }

    private static Case file(String name, String file, String content, String... answer) {
        return new Case(file + ": " + name, user -> user.write(file, content), List.of("run"), 2, List.of(answer));
    }

    private static Case suite(String name, String from, String to, String... answer) {
        return new Case(
                "suite: " + name,
                user -> {
                    assertThat(SUITE).contains(from);
                    user.write("quantum.yml", SUITE.replace(from, to));
                },
                List.of("run"),
                2,
                answer.length == 0 ? List.of("quantum.yml:") : List.of(answer));
    }

    private static Case typed(String name, List<String> typed, String... answer) {
        return new Case("typed: " + name, user -> {}, typed, 2, List.of(answer));
    }

    private static Case noFile(String file, String... answer) {
        return new Case(
                file + ": missing",
                user -> Files.delete(user.folder().resolve(file)),
                List.of("run"),
                2,
                List.of(answer));
    }

    private static Case directory(String file, String... answer) {
        return new Case(
                file + ": a directory",
                user -> {
                    Files.delete(user.folder().resolve(file));
                    Files.createDirectory(user.folder().resolve(file));
                },
                List.of("run"),
                2,
                List.of(answer));
    }

    private static Case binary(String file, String... answer) {
        return new Case(
                file + ": binary",
                user -> Files.write(user.folder().resolve(file), BINARY),
                List.of("run"),
                2,
                List.of(answer));
    }

    static Stream<Case> suites() {
        return Stream.of(
                noFile("quantum.yml", "quantum.yml: there is no such file", "qmlops init"),
                directory("quantum.yml", "quantum.yml: expected a file"),
                binary("quantum.yml", "quantum.yml", "UTF-8"),
                file("empty", "quantum.yml", "", "quantum.yml"),
                file("blank", "quantum.yml", " \n\n# nothing\n", "quantum.yml"),
                file("a list", "quantum.yml", "- 1\n", "quantum.yml:1:1"),
                file("no YAML", "quantum.yml", "version: [1\ntests: }{\n", "quantum.yml:"),
                file("nothing in it", "quantum.yml", "version: 1\ntests: []\n", "quantum.yml:2", "test"),
                file("nested too deep", "quantum.yml", "[".repeat(5000), "quantum.yml"),
                suite("version of words", "version: 1", "version: one", "quantum.yml:1:10"),
                suite("unknown version", "version: 1", "version: 2", "quantum.yml:1:10"),
                suite("unknown key", "noise: light", "nosie: light", "quantum.yml:10:5", "did you mean 'noise'"),
                suite("number for a list", "classes: [left, right]", "classes: 2", "quantum.yml:9"),
                suite("list for a text", "circuit: model.qasm", "circuit: [model.qasm]", "quantum.yml:6"),
                suite("text for gates", "{accuracy: {min: 0.60}}", "accurate", "quantum.yml:11"),
                suite("text for a number", "min: 0.60", "min: good", "quantum.yml:11", "good"),
                suite("no finite number", "min: 0.60", "min: .nan", "quantum.yml:11"),
                suite("accuracy above 1", "min: 0.60", "min: 60", "quantum.yml:11", "60"),
                suite("unknown gate", "accuracy:", "acuracy:", "quantum.yml:11:13", "did you mean 'accuracy'"),
                suite("no shots", "shots: 25", "shots: 0", "quantum.yml:9", "0"),
                suite("half a shot", "shots: 25", "shots: 2.5", "quantum.yml:9", "2.5"),
                suite("negative budget", "budget: 0 USD", "budget: -3 USD", "quantum.yml:2", "-3"),
                suite("budget of words", "budget: 0 USD", "budget: lots", "quantum.yml:2", "lots"),
                suite("unknown backend", "[builtin]", "[biultin]", "quantum.yml:2", "biultin"),
                suite("unknown noise", "noise: light", "noise: lihgt", "quantum.yml:10", "did you mean 'light'"),
                suite("negative noise", "noise: light", "noise: {p1: -0.1}", "quantum.yml:10", "-0.1"),
                suite("impossible relaxation", "noise: light", "noise: {t1: 1e-6, t2: 1e-3}", "quantum.yml:10"),
                suite("qubit out of range", "qubit: 0", "qubit: 7", "quantum.yml:9", "expected a qubit from 0 to 1"),
                suite("one class", "[left, right]", "[left]", "quantum.yml:9"),
                suite(
                        "label unknown to the decoder",
                        "[left, right]",
                        "[left, up]",
                        "quantum.yml:8",
                        "'right'",
                        "left, up"),
                suite("file outside", "weights.json", "../../weights.json", "quantum.yml:7", "leads out"),
                suite("absolute file", "weights.json", "/etc/passwd", "quantum.yml:7", "/etc/passwd"),
                suite("unbound inputs", ", w: weights.json", "", "w"),
                suite("inputs that are not there", "w: weights.json", "w: weights.json, v: 0.5", "'v'"),
                suite("no baseline", "min: 0.60", "min: baseline", "quantum.yml:11", "qmlops baseline"));
    }

    static Stream<Case> files() {
        return Stream.of(
                noFile("model.qasm", "model.qasm", "there is no such file"),
                directory("model.qasm", "model.qasm"),
                binary("model.qasm", "model.qasm"),
                file("empty", "model.qasm", "", "model.qasm"),
                file("no circuit", "model.qasm", "Dear Sir or Madam,\n", "model.qasm:1:1"),
                file("unknown gate", "model.qasm", MODEL.replace("cx", "cxx"), "model.qasm:11:1", "cxx"),
                file("division by zero", "model.qasm", MODEL.replace("x_0 + w_0", "x_0 / 0"), "model.qasm:9"),
                file("nested too deep", "model.qasm", MODEL.replace("x_0 + w_0", "(".repeat(100_000)), "model.qasm:"),
                noFile("weights.json", "weights.json", "there is no such file"),
                directory("weights.json", "weights.json"),
                binary("weights.json", "weights.json"),
                file("empty", "weights.json", "", "weights.json"),
                file("too few", "weights.json", "[0.1]", "1", "2"),
                file("too many", "weights.json", "[0.1, 0.2, 0.3]", "3", "2"),
                file("NaN", "weights.json", "[0.1, NaN]", "weights.json:1", "NaN"),
                file("infinite", "weights.json", "[0.1, 1e999]", "weights.json:1", "1e999"),
                file("words", "weights.json", "[\"a\", \"b\"]", "weights.json:1"),
                file("ragged", "weights.json", "[[0.1, 0.2], [0.3]]", "weights.json:1"),
                file("nested too deep", "weights.json", "[".repeat(100_000), "weights.json:1"),
                file("cut off", "weights.json", "[0.1, 0.", "weights.json:1"),
                noFile("points.csv", "points.csv", "there is no such file"),
                directory("points.csv", "points.csv"),
                binary("points.csv", "points.csv"),
                file("empty", "points.csv", "", "points.csv"),
                file("no points", "points.csv", "x0,x1,label\n", "points.csv"),
                file("NaN", "points.csv", POINTS.replace("0.4", "NaN"), "points.csv:4:1", "NaN"),
                file("infinite", "points.csv", POINTS.replace("0.4", "inf"), "points.csv:4:1", "inf"),
                file("words", "points.csv", POINTS.replace("0.4", "four"), "points.csv:4:1", "four"),
                file("gap", "points.csv", POINTS.replace("0.4,", ","), "points.csv:4:1"),
                file("short row", "points.csv", POINTS.replace("0.4,", ""), "points.csv:4"),
                file("column too many", "points.csv", "x0,x1,x2,label\n1,2,3,left\n1,2,3,right\n", "3", "2"),
                file(
                        "unknown label",
                        "points.csv",
                        POINTS.replace("2.9,0.0,right", "2.9,0.0,up"),
                        "'up'",
                        "left, right"),
                file("one class only", "points.csv", "x0,x1,label\n1,2,left\n", "quantum.yml:11"),
                file("no JSON", "qmlops-baseline.json", "{", "qmlops-baseline.json:1"),
                file("other version", "qmlops-baseline.json", "{\"schemaVersion\": 9}", "schemaVersion 1, found 9"));
    }

    static Stream<Case> typing() {
        return Stream.of(
                typed("no shots", List.of("run", "--shots", "0"), "--shots: expected a whole number above 0, found 0"),
                typed("negative shots", List.of("run", "--shots", "-5"), "--shots", "-5"),
                typed("shots of words", List.of("run", "--shots", "many"), "--shots", "many"),
                typed("seed of words", List.of("run", "--seed", "x"), "--seed", "x"),
                typed("negative cost", List.of("run", "--max-cost", "-5 USD"), "--max-cost", "-5"),
                typed("cost without currency", List.of("run", "--max-cost", "5"), "--max-cost", "USD"),
                typed("unknown option", List.of("run", "--sots", "5"), "--sots", "--shots"),
                typed("unknown command", List.of("rnu"), "rnu", "run"),
                typed("two suites", List.of("run", "quantum.yml", "quantum.yml"), "quantum.yml"),
                typed("unknown test", List.of("run", "--only", "modle"), "modle", "tests: model"),
                typed("unknown profile", List.of("run", "--profile", "nightly"), "nightly", "profiles: pr"),
                typed("unknown backend", List.of("run", "--backend", "nowhere"), "nowhere", "known here"),
                typed("no run to resume", List.of("resume", "nothing"), "nothing", "no journal"),
                typed("no run to report", List.of("report", "nothing"), "nothing"),
                typed("no run to explain", List.of("explain", "nothing", "model"), "nothing"),
                typed("nothing to compare", List.of("compare", "nothing"), "result.json", "there is no such file"),
                typed("no circuit to inspect", List.of("inspect", "no.qasm"), "no.qasm"),
                typed("no file to export", List.of("export", "no.py:circuit"), "no.py", "there is no such file"),
                typed("no object to export", List.of("export", "model.qasm"), "model.qasm"),
                typed("output is a file", List.of("run", "--out", "points.csv"), "points.csv", "--out"),
                typed("output under a file", List.of("run", "--out", "points.csv/out"), "points.csv", "--out"),
                new Case(
                                "result.json: no JSON",
                                user -> user.write("old/result.json", "{\"schemaVersion\": 1, "),
                                List.of("report", "old"),
                                2,
                                List.of("result.json"))
                        .typing("report", "old"),
                new Case(
                        "result.json: other content",
                        user -> user.write("old/result.json", "[1, 2]"),
                        List.of("explain", "old", "model"),
                        2,
                        List.of("result.json")),
                new Case(
                        "result.json: empty object",
                        user -> user.write("old/result.json", "{}"),
                        List.of("report", "old"),
                        2,
                        List.of("result.json")),
                new Case(
                        "journal.jsonl: binary",
                        user -> Files.write(
                                Files.createDirectory(user.folder().resolve("old"))
                                        .resolve("journal.jsonl"),
                                BINARY),
                        List.of("resume", "old"),
                        2,
                        List.of("old", "no journal")),
                new Case(
                        "journal.jsonl: of another suite",
                        user -> user.write(
                                "old/journal.jsonl",
                                "{\"entry\":\"started\",\"schemaVersion\":1,\"suite\":\"/no/where.yml\",\"named\":\"where.yml\",\"suiteDigest\":\"0\"}\n"),
                        List.of("resume", "old"),
                        2,
                        List.of("where.yml")),
                new Case(
                        "journal.jsonl: names nothing",
                        user -> user.write("old/journal.jsonl", "{\"entry\":\"started\"}\n"),
                        List.of("resume", "old"),
                        2,
                        List.of("old")));
    }

    static Stream<Case> observables() {
        return Stream.of(
                        file("missing", "none.json", "", "z.json", "there is no such file"),
                        file("empty", "z.json", "", "z.json"),
                        file("a list", "z.json", "[1]", "z.json:1"),
                        file("NaN", "z.json", "{\"Z0\": NaN}", "z.json:1", "NaN"),
                        file("no Pauli string", "z.json", "{\"Q0\": 1}", "z.json:1", "Q0"),
                        file("qubit out of range", "z.json", "{\"Z9\": 1}", "z.json:1", "9"))
                .map(c -> new Case(
                        "observable " + c.name(),
                        user -> {
                            user.write("quantum.yml", OBSERVABLE_SUITE);
                            c.fault().plant(user);
                        },
                        c.typed(),
                        2,
                        c.answer()));
    }

    @BeforeEach
    void sitDown() throws IOException {
        user = new CommandLineSession(folder);
        user.write("quantum.yml", SUITE);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        user.write("model.qasm", MODEL);
        user.write("weights.json", "[0.1, 0.2]");
        user.write("points.csv", POINTS);
    }

    @Test
    void shouldRunBeforeAnythingIsBroken() {
        assertThat(user.type("run")).as(user.err()).isZero();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"suites", "files", "typing", "observables"})
    void shouldAnswerWithOneMessage(Case line) throws IOException {
        line.fault().plant(user);

        int code = user.type(line.typed().toArray(String[]::new));

        assertThat(code).as(user.err()).isEqualTo(line.exitCode());
        assertThat(user.err()).contains(line.answer());
        Answers.assertOneMessage(user);
        assertNoTraceOfAResult();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void shouldNotWaitForAPipeOrReadADevice() throws Exception {
        for (String file : new String[] {"model.qasm", "weights.json", "points.csv", "quantum.yml"}) {
            byte[] before = Files.readAllBytes(folder.resolve(file));
            Files.delete(folder.resolve(file));
            Process mkfifo = new ProcessBuilder("mkfifo", folder.resolve(file).toString()).start();
            assumeTrue(mkfifo.waitFor(10, TimeUnit.SECONDS) && mkfifo.exitValue() == 0, "mkfifo is missing");

            assertThat(user.type("run")).as(file).isEqualTo(2);
            assertThat(user.err()).contains(file);
            Answers.assertOneMessage(user);

            Files.delete(folder.resolve(file));
            Files.createSymbolicLink(folder.resolve(file), Path.of(file));
            assertThat(user.type("run")).as(file).isEqualTo(2);
            assertThat(user.err()).contains(file);
            Answers.assertOneMessage(user);

            Files.delete(folder.resolve(file));
            Files.write(folder.resolve(file), before);
        }
        assertNoTraceOfAResult();
    }

    @Test
    void shouldRefuseFilesThatAreTooLarge() throws IOException {
        byte[] large = new byte[40 << 20];
        Arrays.fill(large, (byte) ' ');
        for (String file : new String[] {"model.qasm", "weights.json", "points.csv", "quantum.yml"}) {
            byte[] before = Files.readAllBytes(folder.resolve(file));
            System.arraycopy(before, 0, large, 0, before.length);
            Files.write(folder.resolve(file), large);

            assertThat(user.type("run")).as(file).isEqualTo(2);
            assertThat(user.err()).as(file).contains(file);
            Answers.assertOneMessage(user);

            Files.write(folder.resolve(file), before);
        }
    }

    @Test
    void shouldNotPrintControlCharactersOfAFile() throws IOException {
        user.write("quantum.yml", "version: 1\n\"\u001b[2Jtests\": 1\n");

        assertThat(user.type("run")).isEqualTo(2);

        assertThat(user.err().getBytes(StandardCharsets.UTF_8)).doesNotContain(0x1b);
        Answers.assertOneMessage(user);
    }

    private void assertNoTraceOfAResult() throws IOException {
        assertThat(folder.resolve("qmlops-out")).doesNotExist();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .noneMatch(
                            name -> name.endsWith(".part") || name.equals("report.html") || name.equals("junit.xml"));
        }
    }
}
