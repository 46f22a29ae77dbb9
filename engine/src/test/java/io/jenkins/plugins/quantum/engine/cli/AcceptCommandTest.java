package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.gate.Verdict;
import io.jenkins.plugins.quantum.engine.report.ResultJson;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.run.RunResult.Acceptance.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known faults: what a suite accepts, how that is written into it, and how every report tells it. */
class AcceptCommandTest {
    private static final String SUITE =
            """
            version: 1
            tests:
              - name: ghz
                circuit: ghz.qasm
                gates: {fidelity: {}, resources: {depth: %d}}
            # the end
            """;

    private static final String REASON = "depth grew with the new layout, QML-17";

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void writeASuiteThatFails() throws IOException {
        user = new CommandLineSession(folder);
        user.write("ghz.qasm", CommandLineSession.GHZ);
        user.write("quantum.yml", SUITE.formatted(1));
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private int accept(String... further) {
        String[] command = new String[5 + further.length];
        System.arraycopy(
                new String[] {"accept", "ghz/resources", "--reason", REASON, "--until=" + today().plusDays(30)},
                0,
                command,
                0,
                5);
        System.arraycopy(further, 0, command, 5, further.length);
        return user.type(command);
    }

    private RunResult.GateResult resources() {
        return ResultJson.read(folder.resolve("qmlops-out/result.json")).tests().get(0).gates().stream()
                .filter(gate -> gate.gate().equals("resources"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldKeepAKnownFaultFromMakingTheBuildRedWithoutHidingIt() throws IOException {
        assertThat(user.type("run")).isEqualTo(1);

        assertThat(accept()).as(user.err()).isZero();
        assertThat(folder.resolve("quantum.yml"))
                .content()
                .contains("# the end")
                .contains(REASON);
        assertThat(user.type("run")).as(user.err()).isZero();

        assertThat(user.out())
                .contains("FAIL, ACCEPTED  ghz / resources")
                .contains("Accepted until")
                .contains("1 failed as accepted, 1 passed; exit 0");
        assertThat(resources().verdict()).isEqualTo(Verdict.FAIL);
        assertThat(resources().accepted()).isTrue();
        Path out = folder.resolve("qmlops-out");
        assertThat(Files.readString(out.resolve("junit.xml")))
                .contains("failures=\"0\"")
                .contains("<skipped message=\"FAIL. Accepted until")
                .contains("name=\"acceptance\" value=\"ACCEPTED\"");
        assertThat(Files.readString(out.resolve("summary.md")))
                .contains("FAIL, ACCEPTED")
                .contains("QML-17");
        assertThat(Files.readString(out.resolve("report.html")))
                .contains("FAIL, ACCEPTED")
                .contains("QML-17")
                .contains("1 of 2 gates passed, 1 failed as accepted");
    }

    @Test
    void shouldFailAgainWhereItGetsWorseThanIsAccepted() {
        assertThat(accept("--max", "3")).as(user.err()).isZero();

        assertThat(user.type("run")).isEqualTo(1);

        assertThat(user.out()).contains("but not this").contains("accepted is at most 3");
        assertThat(resources().acceptances().get(0).effect()).isEqualTo(Effect.EXCEEDED);
        assertThat(folder.resolve("qmlops-out/junit.xml"))
                .content()
                .contains("<failure")
                .contains("EXCEEDED");
    }

    @Test
    void shouldAcceptUpToTheCeiling() {
        assertThat(accept("--max", "4", "--min", "0")).as(user.err()).isZero();

        assertThat(user.type("run")).isZero();

        assertThat(user.out()).contains("not below 0.00; not above 4.00");
    }

    @Test
    void shouldFailAgainAfterTheLastDayAndSaySo() throws IOException {
        accept();
        Path suite = folder.resolve("quantum.yml");
        Files.writeString(
                suite,
                Files.readString(suite)
                        .replace(
                                today().plusDays(30).toString(),
                                today().minusDays(1).toString()));

        assertThat(user.type("run")).isEqualTo(1);

        assertThat(user.out()).contains("which is over").contains("it fails again");
        assertThat(resources().acceptances().get(0).effect()).isEqualTo(Effect.EXPIRED);
    }

    @Test
    void shouldSayWhereNothingIsLeftToAccept() throws IOException {
        accept();
        Path suite = folder.resolve("quantum.yml");
        Files.writeString(suite, Files.readString(suite).replace("depth: 1", "depth: 9"));

        assertThat(user.type("run")).isZero();

        assertThat(user.out()).contains("but it passes: remove the entry");
        assertThat(resources().acceptances().get(0).effect()).isEqualTo(Effect.NEEDLESS);
    }

    @Test
    void shouldNotAcceptOnAnotherBackend() {
        assertThat(accept("--backend", "aer")).isZero();

        assertThat(user.type("run")).isEqualTo(1);

        assertThat(resources().acceptances()).isEmpty();
    }

    @Test
    void shouldPutFurtherFaultsIntoTheSameList() throws IOException {
        assertThat(accept()).isZero();
        assertThat(user.type("accept", "ghz/fidelity", "--reason", "a reason: of \"any\" kind", "--until=" + today()))
                .as(user.err())
                .isZero();

        assertThat(Files.readString(folder.resolve("quantum.yml"))).containsOnlyOnce("accept:");
        assertThat(user.type("run")).as(user.err()).isZero();
        assertThat(accept()).isEqualTo(2);
        assertThat(user.err()).contains("expected each fault once");
    }

    @Test
    void shouldExtendAnEmptyListAndRefuseOneInOneLine() throws IOException {
        user.write("quantum.yml", "accept: []\n" + SUITE.formatted(1));
        assertThat(accept()).as(user.err()).isZero();
        assertThat(user.type("run")).as(user.err()).isZero();

        user.write("quantum.yml", SUITE.formatted(1) + "accept: [{test: a}]\n");
        assertThat(accept()).isEqualTo(2);
        assertThat(user.err()).contains("add this entry yourself").contains("test: ghz");
    }

    @ParameterizedTest
    @CsvSource({
        "ghz/cost, money beyond a limit cannot be accepted",
        "ghz/budget, money beyond a limit cannot be accepted",
        "ghz/resource, did you mean 'resources'?",
        "gzh/resources, did you mean 'ghz'?",
        "ghz, parted by a slash",
    })
    void shouldRefuseWhatIsNoGateOfTheSuite(String what, String message) {
        assertThat(user.type("accept", what, "--reason", REASON, "--until=" + today()))
                .isEqualTo(2);

        assertThat(user.err()).contains(message);
        assertThat(folder.resolve("quantum.yml")).content().doesNotContain("accept");
    }

    @ParameterizedTest
    @CsvSource({"2999-01-01, at most 90 days ahead", "2026-02-30, expected a day", "soon, expected a day"})
    void shouldRefuseADayThatIsNoneOrTooFarAhead(String until, String message) throws IOException {
        assertThat(user.type("accept", "ghz/resources", "--reason", REASON, "--until", until))
                .isEqualTo(2);
        assertThat(user.err()).contains(message);

        user.write(
                "quantum.yml",
                SUITE.formatted(1) + "accept: [{test: ghz, gate: resources, reason: a known fault, until: " + until
                        + "}]\n");
        assertThat(user.type("run")).isEqualTo(2);
        assertThat(user.err()).contains("quantum.yml:7:").contains(message);
        assertThat(folder.resolve("qmlops-out")).doesNotExist();
    }

    @Test
    void shouldRefuseAReasonThatSaysNothing() {
        assertThat(user.type("accept", "ghz/resources", "--reason", "flaky", "--until=" + today()))
                .isEqualTo(2);

        assertThat(user.err()).contains("expected a reason of 10 to 500 characters");
    }

    @Test
    void shouldNeverAcceptMissingDataOrAnOpenQuestion() throws IOException {
        user.write(
                "ghz.qasm",
                CommandLineSession.GHZ
                        .replace("q[3]", "q[2]")
                        .replace("c[3]", "c[2]")
                        .replace("cx q[1],q[2];\n", ""));
        user.write(
                "quantum.yml",
                """
                version: 1
                profiles: {pr: {rounds: 1}}
                tests:
                  - name: ghz
                    circuit: ghz.qasm
                    evidence: shots
                    noise: {readout: 0.039}
                    gates: {fidelity: {min: 0.8, margin: 0.1}}
                accept:
                  - {test: ghz, gate: fidelity, reason: a known fault of it, until: %s}
                """
                        .formatted(today()));

        assertThat(user.type("run")).as(user.out() + user.err()).isEqualTo(5);

        assertThat(user.out()).contains("INCONCLUSIVE").doesNotContain("Accepted");
    }
}
