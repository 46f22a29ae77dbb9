package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String SUITE =
            """
            version: 1
            tests:
              - name: ghz
                circuit: ghz.qasm
                noise: light
                gates:
                  fidelity: {min: %s}
                  allowed-states: {states: ["000", "111"], max-leakage: 0.15}
                  resources: {two-qubit: 2}
            """;

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void sitDown() throws IOException {
        user = new CommandLineSession(folder);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        user.write("quantum.yml", SUITE.formatted("0.80"));
    }

    @Test
    void shouldPassAHealthyCircuitAndWriteAllReports() {
        assertThat(user.type("run")).as(user.err()).isZero();

        assertThat(user.out()).contains("3 passed").contains("Report: qmlops-out/report.html");
        for (String file : new String[] {"result.json", "report.html", "junit.xml", "summary.md", "journal.jsonl"}) {
            assertThat(folder.resolve("qmlops-out").resolve(file)).isNotEmptyFile();
        }
    }

    @Test
    void shouldFailWithReasonAndNextStep() throws IOException {
        user.write("quantum.yml", SUITE.formatted("0.99"));

        assertThat(user.type("run")).isEqualTo(1);

        assertThat(user.out()).contains("FAIL  ghz / fidelity").contains("0.99").contains("quantum.yml:7");
    }

    @Test
    void shouldRepeatItselfByteForByteButForTheTiming() throws IOException {
        user.type("run", "--out", "first");
        user.type("run", "--out", "second");

        assertThat(withoutTiming("first")).isEqualTo(withoutTiming("second")).contains("\"verdict\"");
    }

    private String withoutTiming(String out) throws IOException {
        String json = Files.readString(folder.resolve(out).resolve("result.json"));
        int timing = json.indexOf("\"timing\"");
        assertThat(timing).isPositive();
        return json.substring(0, timing);
    }

    @Test
    void shouldRunABareCircuit() {
        assertThat(user.type("run", "ghz.qasm")).as(user.err()).isZero();

        assertThat(user.out()).contains("ghz / resources").contains("ghz / fidelity");
    }

    @Test
    void shouldPrintTheResultAsJson() {
        assertThat(user.type("run", "--json")).isZero();

        assertThat(user.out()).startsWith("{").contains("\"schemaVersion\"").endsWith("}\n");
    }

    @Test
    void shouldSayWhatWouldBeRunWithoutRunningIt() {
        assertThat(user.type("run", "--dry-run")).isZero();
        assertThat(user.out()).contains("fidelity").contains("Nothing was submitted.");
        assertThat(user.type("estimate")).isZero();
        assertThat(user.out()).contains("allowed-states");
        assertThat(folder.resolve("qmlops-out")).doesNotExist();
    }

    @Test
    void shouldContinueARunWhoseReportIsMissing() throws IOException {
        user.type("run");
        String before = withoutTiming("qmlops-out");
        Files.delete(folder.resolve("qmlops-out/result.json"));

        assertThat(user.type("resume", "qmlops-out")).as(user.err()).isZero();

        assertThat(withoutTiming("qmlops-out")).isEqualTo(before);
    }

    @Test
    void shouldNotResumeASuiteThatHasChanged() throws IOException {
        user.type("run");
        user.write("quantum.yml", SUITE.formatted("0.81"));

        assertThat(user.type("resume", "qmlops-out")).isEqualTo(2);

        assertThat(user.err()).contains("the suite has changed since the run");
    }

    @Test
    void shouldNotResumeWhatIsNoRun() {
        assertThat(user.type("resume", "nothing")).isEqualTo(2);
        assertThat(user.err()).contains("found no journal in it");
        assertThat(folder.resolve("nothing")).doesNotExist();
    }

    @Test
    void shouldExplainAndReportAndCompareAFinishedRun() throws IOException {
        user.type("run", "--out", "old");
        user.write("quantum.yml", SUITE.formatted("0.85").replace("noise: light", "noise: heron-r2"));
        user.type("run");

        assertThat(user.type("explain", "qmlops-out", "ghz")).isZero();
        assertThat(user.out()).contains("fidelity");
        assertThat(user.type("explain", "qmlops-out", "gzh")).isEqualTo(2);
        assertThat(user.err()).contains("tests: ghz");
        assertThat(user.type("report", "qmlops-out")).isZero();
        assertThat(user.out()).contains("report.html");
        assertThat(user.type("compare", "old", "--test", "ghz")).isZero();
        assertThat(user.out()).contains("ghz");
        assertThat(user.type("compare", "no-such-revision")).isEqualTo(2);
        assertThat(user.err()).contains("git revision");
    }

    @Test
    void shouldRecordABaselineAndHoldTheSuiteAgainstIt() throws IOException {
        user.write("quantum.yml", SUITE.formatted("baseline"));
        assertThat(user.type("run")).isEqualTo(2);
        assertThat(user.err()).contains("qmlops baseline");

        assertThat(user.type("baseline", "--runs", "3")).as(user.err()).isZero();

        assertThat(folder.resolve("qmlops-baseline.json"))
                .content()
                .contains("\"fidelity\"")
                .contains("\"runs\"");
        assertThat(user.type("run")).as(user.err()).isZero();
    }

    @Test
    void shouldInspectACircuit() {
        assertThat(user.type("inspect", "ghz.qasm")).isZero();

        assertThat(user.out())
                .contains("OpenQASM 2, 3 qubits")
                .contains("2 CNOTs")
                .contains("digest: ");
    }

    @Test
    void shouldListAndCheckBackends() {
        assertThat(user.type("backends")).isZero();
        assertThat(user.out()).contains("builtin").contains("aer");
        assertThat(user.type("backends", "check", "builtin")).isZero();
        assertThat(user.out()).contains("builtin works");
        assertThat(user.type("backends", "setup", "builtin")).isEqualTo(2);
        assertThat(user.err()).contains("builtin needs nothing");
        assertThat(user.type("backends", "check", "nowhere")).isEqualTo(2);
    }

    @Test
    void shouldWriteAStarterSuiteThatRuns() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        var beginner = new CommandLineSession(empty);

        assertThat(beginner.type("init")).as(beginner.err()).isZero();
        assertThat(beginner.type("run")).as(beginner.err() + beginner.out()).isZero();
        assertThat(beginner.type("init")).isEqualTo(2);
        assertThat(beginner.err()).contains("there is such a file already");
    }

    @Test
    void shouldWriteASuiteForACircuitOfTheUser() throws IOException {
        Files.delete(folder.resolve("quantum.yml"));

        assertThat(user.type("init", "--from", "ghz.qasm", "--noise", "light"))
                .as(user.err())
                .isZero();
        assertThat(user.type("run")).as(user.out() + user.err()).isZero();
        Files.delete(folder.resolve("quantum.yml"));
        assertThat(user.type("init", "--from", "ghz.qasm", "--noise", "lihgt")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("init: ")
                .contains("did you mean 'light'?")
                .doesNotContain("quantum.yml");
        assertThat(folder.resolve("quantum.yml")).doesNotExist();
        assertThat(user.type("init", "--data", "x.csv")).isEqualTo(2);
    }

    @Test
    void shouldWriteASuiteForAModelThatReadsAnObservable() throws IOException {
        Files.delete(folder.resolve("quantum.yml"));
        user.write("z.json", "{\"Z0\": 1}");
        user.write(
                "m.qasm", "OPENQASM 3.0;\ninclude \"stdgates.inc\";\ninput float x_0;\nqubit[1] q;\nrx(x_0) q[0];\n");
        user.write("classes.csv", "x,label\n0.1,up\n0.2,up\n3.0,down\n3.1,down\n");
        user.write("numbers.csv", "x,label\n0.1,0.99\n0.2,0.98\n3.0,-0.98\n3.1,-0.99\n");

        assertThat(user.type("init", "--from=m.qasm", "--data=classes.csv", "--input=x=data", "--observable=z.json"))
                .as(user.err())
                .isZero();
        assertThat(folder.resolve("quantum.yml"))
                .content()
                .contains("predict: {observable: z.json, threshold: 0, classes: [down, up]}");
        assertThat(user.type("run")).as(user.out() + user.err()).isZero();

        Files.delete(folder.resolve("quantum.yml"));
        assertThat(user.type("init", "--from=m.qasm", "--data=numbers.csv", "--input=x=data"))
                .isEqualTo(2);
        assertThat(user.err()).contains("--observable");
        assertThat(user.type("init", "--from=m.qasm", "--data=numbers.csv", "--input=x=data", "--observable=z.json"))
                .as(user.err())
                .isZero();
        assertThat(folder.resolve("quantum.yml"))
                .content()
                .contains("predict: {observable: z.json}")
                .contains("regression-error");
        assertThat(user.type("run")).as(user.out() + user.err()).isZero();
    }

    @Test
    void shouldBindColumnsByNameAndReadTheQubitThatIsMeasured() throws IOException {
        Files.delete(folder.resolve("quantum.yml"));
        user.write(
                "m.qasm",
                """
                OPENQASM 3.0;
                include "stdgates.inc";
                input float temp;
                input float pressure;
                qubit[2] q;
                bit[1] c;
                rx(pressure) q[0];
                rx(temp) q[1];
                c[0] = measure q[1];
                """);
        user.write("points.csv", "pressure,temp,label\n3.0,0.1,cold\n0.1,0.2,cold\n0.1,3.0,hot\n3.0,3.1,hot\n");
        String[] bound = {
            "--from=m.qasm", "--data=points.csv", "--input=temp=data.temp", "--input=pressure=data.pressure"
        };

        assertThat(user.type(init(bound))).isEqualTo(2);
        assertThat(user.err()).contains("does not measure qubit 0", "it measures qubit 1");
        assertThat(user.type(init(bound, "--qubit=1"))).as(user.err()).isZero();
        assertThat(user.type("run")).as(user.out() + user.err()).isZero();

        Files.delete(folder.resolve("quantum.yml"));
        bound[2] = "--input=temp=data.heat";
        assertThat(user.type(init(bound))).isEqualTo(2);
        assertThat(user.err()).contains("no feature column 'heat'; it has: pressure, temp");
    }

    private static String[] init(String[] options, String... more) {
        return Stream.of(Stream.of("init"), Stream.of(options), Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new);
    }

    @Test
    void shouldNotStartFromPointsOfOneClassOrOfThree() throws IOException {
        Files.delete(folder.resolve("quantum.yml"));
        user.write("one.csv", "x,label\n0.1,up\n0.2,up\n");
        user.write("three.csv", "x,label\n0.1,up\n0.2,down\n0.3,strange\n");

        assertThat(user.type("init", "--from=ghz.qasm", "--data=one.csv")).isEqualTo(2);
        assertThat(user.err()).startsWith("one.csv: all points have the label 'up'");
        assertThat(user.type("init", "--from=ghz.qasm", "--data=three.csv")).isEqualTo(2);
        assertThat(user.err())
                .startsWith("three.csv: the labels name 3 classes")
                .contains("bits");
    }

    @Test
    void shouldPrintSchemaCompletionHelpAndVersion() {
        assertThat(user.type("schema")).isZero();
        assertThat(user.out()).contains("\"$schema\"").contains("noise-budget");
        assertThat(user.type("completion")).isZero();
        assertThat(user.out()).contains("qmlops");
        assertThat(user.type("completion", "--help")).isZero();
        assertThat(user.out()).contains("Usage: qmlops completion").doesNotContain("generate-completion");
        assertThat(user.type("run", "--help")).isZero();
        assertThat(user.out()).contains("--profile");
        assertThat(user.type("--version")).isZero();
        assertThat(user.type()).isZero();
        assertThat(user.out()).contains("Exit codes:");
        assertThat(user.type("rnu")).isEqualTo(2);
        assertThat(user.err()).contains("run");
    }

    @Test
    void shouldRefuseWrongChoices() {
        assertThat(user.type("run", "--shots", "0")).isEqualTo(2);
        assertThat(user.err()).contains("--shots: expected a whole number above 0, found 0");
        assertThat(user.type("run", "--max-cost", "lots")).isEqualTo(2);
        assertThat(user.err()).contains("for example 25 USD");
        assertThat(user.type("run", "--profile", "nightly")).isEqualTo(2);
        assertThat(user.err()).contains("profiles: ");
        assertThat(user.type("run", "--only", "gzh")).isEqualTo(2);
        assertThat(user.err()).contains("tests: ghz");
        assertThat(user.type("run", "--backend", "nowhere")).isEqualTo(2);
        assertThat(user.err()).contains("known here: ");
        assertThat(user.type("resume", "--rounds", "-1")).isEqualTo(2);
        assertThat(user.type("baseline", "--runs", "1")).isEqualTo(2);
        assertThat(user.type("export", "model.py:c", "--shape", "w=x")).isEqualTo(2);
        assertThat(user.err()).contains("--shape w=2,4");
        assertThat(user.type("export", "model.py")).isEqualTo(2);
        assertThat(user.err()).contains("for example vqc.py:circuit");
        assertThat(folder.resolve("qmlops-out")).doesNotExist();
    }

    @Test
    void shouldRefuseFilesThatAreNoSuites() throws IOException {
        Files.createDirectory(folder.resolve("folder.yml"));
        Files.write(folder.resolve("binary.yml"), new byte[] {0, 1, (byte) 0xFF, (byte) 0xFE, 7});
        user.write("empty.yml", "");
        Files.write(folder.resolve("binary.qasm"), new byte[] {0, 1, (byte) 0xFF, (byte) 0xFE, 7});
        user.write("empty.qasm", "");
        byte[] large = new byte[2 << 20];
        Arrays.fill(large, (byte) '#');
        Files.write(folder.resolve("large.yml"), large);
        for (String name : new String[] {
            "missing.yml", "folder.yml", "binary.yml", "empty.yml", "binary.qasm", "empty.qasm", "large.yml"
        }) {
            assertThat(user.type("run", name)).as(name).isEqualTo(2);
            assertThat(user.err())
                    .as(name)
                    .contains(name)
                    .doesNotContain("Exception")
                    .doesNotContain("\tat ");
            assertThat(folder.resolve("qmlops-out")).as(name).doesNotExist();
        }
    }

    @Test
    void shouldRefuseAPlaceThatCannotBeWrittenAndKeepAnEarlierResult() throws IOException {
        user.write("taken", "");

        assertThat(user.type("run", "--out", "taken")).isEqualTo(2);

        assertThat(user.err()).contains("cannot write").contains("--out");
        user.type("run");
        String before = Files.readString(folder.resolve("qmlops-out/result.json"));
        user.write("quantum.yml", "version: 1\ntests: []\n");
        assertThat(user.type("run")).isEqualTo(2);
        assertThat(folder.resolve("qmlops-out/result.json")).content().isEqualTo(before);
    }

    @Test
    void shouldEndWithoutDataWhenTheProcessOfABackendCannotStart() throws IOException {
        user.write("aer.yml", SUITE.formatted("0.80").replace("tests:", "profiles: {pr: {backends: [aer]}}\ntests:"));
        user.with("QMLOPS_AER_PYTHON", folder.resolve("no-python").toString());

        assertThat(user.type("run", "aer.yml")).isEqualTo(3);

        assertThat(user.out()).contains("NO_DATA  ghz / fidelity").contains("no-python");
    }
}
