package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.backend.samplers.SamplersBackend;
import io.jenkins.plugins.quantum.engine.python.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The example of feature selection, really run on D-Wave's open-source samplers. */
@EnabledIf(
        value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasSamplers",
        disabledReason = "D-Wave's samplers are not set up: run `qmlops backends setup dwave-samplers`")
@Timeout(600)
class AnnealingExampleTest {
    private static final String SUITE = Path.of("..", "examples", "annealing-feature-selection", "suite.yml")
            .toAbsolutePath()
            .normalize()
            .toString();

    @TempDir
    Path folder;

    private JsonNode run(String out, int exit, String... options) throws Exception {
        var session = new CommandLineSession(folder).with(SamplersBackend.LIBRARY.variable(), Pythons.samplers());
        String[] arguments = new String[options.length + 4];
        arguments[0] = "run";
        arguments[1] = SUITE;
        arguments[2] = "--out";
        arguments[3] = out;
        System.arraycopy(options, 0, arguments, 4, options.length);
        assertThat(session.type(arguments)).as(session.err()).isEqualTo(exit);
        return new ObjectMapper()
                .readTree(folder.resolve(out).resolve("result.json").toFile());
    }

    @Test
    void shouldPassOnSimulatedAnnealingAndRepeatToTheByte() throws Exception {
        JsonNode result = run("one", 0);
        JsonNode again = run("two", 0);

        assertThat(again.path("tests")).isEqualTo(result.path("tests"));
        JsonNode test = result.path("tests").path(0);
        assertThat(test.path("subject").asText()).isEqualTo("problem");
        assertThat(test.path("source").asText()).isEqualTo("features.json");
        assertThat(test.path("metrics").path("qubits").asInt()).isEqualTo(12);
        JsonNode rate = test.path("gates").path(0).path("finding");
        assertThat(rate.path("value").asDouble()).isBetween(.6, .8);
        assertThat(rate.path("details").toString())
                .contains("mean radius, mean texture, worst smoothness, worst symmetry");
        assertThat(html("one")).contains("12 variables, 66 couplings");
    }

    @Test
    void shouldFailWithTooFewSweeps() throws Exception {
        JsonNode gates =
                run("short", 1, "--profile", "short").path("tests").path(0).path("gates");

        assertThat(gates.path(0).path("verdict").asText()).isEqualTo("FAIL");
        assertThat(gates.path(1).path("verdict").asText()).isEqualTo("FAIL");
    }

    private String html(String out) throws IOException {
        return Files.readString(folder.resolve(out).resolve("report.html"));
    }
}
