package io.jenkins.plugins.quantum.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.run.RunResult;
import io.jenkins.plugins.quantum.engine.testkit.Results;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ResultJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    static RunResult[] runs() {
        return new RunResult[] {Results.passed(), Results.failed(), Results.empty(), Results.hostileRun()};
    }

    private Path file(String text) throws IOException {
        return Files.write(folder.resolve("result.json"), text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonSchema schema() throws IOException {
        try (InputStream in = ResultJson.class.getResourceAsStream(ResultJson.SCHEMA)) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldReadWhatItWrote(RunResult run) throws IOException {
        String text = ResultJson.write(run);
        String stored = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        assertThat(ResultJson.write(ResultJson.read(file(text)))).isEqualTo(stored);
    }

    @Test
    void shouldReadEqualValues() throws IOException {
        assertThat(ResultJson.read(file(ResultJson.write(Results.failed())))).isEqualTo(Results.failed());
    }

    @Test
    void shouldWriteTheSameBytesForTheSameRun() {
        assertThat(ResultJson.write(Results.failed())).isEqualTo(ResultJson.write(Results.failed()));
    }

    @Test
    void shouldBePrettyWithFixedOrderAndLineFeeds() {
        assertThat(ResultJson.write(Results.passed()))
                .startsWith("{\n  \"schemaVersion\": 1,\n  \"runId\": \"0d9f3b51c2aa\",\n")
                .endsWith("}\n")
                .doesNotContain("\r");
    }

    @Test
    void shouldWriteNumbersThatAreNoneAsNull() throws IOException {
        JsonNode finding = JSON.readTree(ResultJson.write(Results.hostileRun())).at("/tests/0/gates/0/finding");
        assertThat(finding.get("value").isNull()).isTrue();
        assertThat(finding.get("lower").isNull()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void shouldKeepToItsPublishedSchema(RunResult run) throws IOException {
        assertThat(schema().validate(JSON.readTree(ResultJson.write(run)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/tests/0/gates/0/verdict, '\"GREEN\"'",
        "/schemaVersion, 2",
        "/tests/0/gates/0/finding/value, '\"0.9\"'",
        "/exitCode, -1",
        "/tests/0/metrics/qubits, null",
        "/tests/0/gates/0/finding/plots/0/kind, '\"pie\"'",
        "/cost/shots, 1.5",
    })
    void shouldRefuseWhatTheSchemaForbids(String pointer, String value) throws IOException {
        JsonNode tree = JSON.readTree(ResultJson.write(Results.passed()));
        int split = pointer.lastIndexOf('/');
        ((ObjectNode) tree.at(pointer.substring(0, split))).set(pointer.substring(split + 1), JSON.readTree(value));
        assertThat(schema().validate(tree)).isNotEmpty();
    }

    @Test
    void shouldSayThatAFileIsMissing() {
        assertThatThrownBy(() -> ResultJson.read(folder.resolve("none.json")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("none.json")
                .hasMessageContaining("there is no such file")
                .hasMessageContaining("folder of a finished qmlops run");
    }

    @Test
    void shouldSayThatAFolderCannotBeRead() {
        assertThatThrownBy(() -> ResultJson.read(folder))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void shouldPointAtBrokenJson() throws IOException {
        Path broken = file("{\n  \"schemaVersion\": 1,\n  oops\n}");
        assertThatThrownBy(() -> ResultJson.read(broken))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("result.json:3:")
                .hasMessageContaining("expected JSON");
    }

    @ParameterizedTest
    @CsvSource({"''", "'[]'", "'{}'", "'7'", "'{\"schemaVersion\":\"1\",\"tests\":[]}'", "'{\"schemaVersion\":1}'"})
    void shouldRefuseForeignJson(String text) throws IOException {
        Path foreign = file(text);
        assertThatThrownBy(() -> ResultJson.read(foreign))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected the result of a qmlops run, found other JSON");
    }

    @Test
    void shouldRefuseANewerVersion() throws IOException {
        Path newer =
                file(ResultJson.write(Results.passed()).replaceFirst("\"schemaVersion\": 1", "\"schemaVersion\": 9"));
        assertThatThrownBy(() -> ResultJson.read(newer))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("expected schemaVersion 1, found 9")
                .hasMessageContaining("newer qmlops");
    }

    @Test
    void shouldRefuseAnOlderVersion() throws IOException {
        Path older = file("{\"schemaVersion\":0,\"tests\":[]}");
        assertThatThrownBy(() -> ResultJson.read(older))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("found 0");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"verdict\": \"PASS\"', '\"verdict\": \"GREEN\"'",
        "'\"verdict\": \"PASS\"', '\"verdict\": null'",
        "'\"suite\": \"quantum.yml\"', '\"suite\": null'",
        "'\"exitCode\": 0', '\"exitCode\": null'",
        "'\"shots\": 0', '\"shots\": \"many\"'",
        "'\"value\": 0.9637', '\"value\": \"NaN\"'",
        "'\"kind\": \"bars\"', '\"kind\": \"pie\"'",
        "'\"warnings\": [ ]', '\"warnings\": null'",
    })
    void shouldRefuseDamage(String whole, String damaged) throws IOException {
        String text = ResultJson.write(Results.passed());
        assertThat(text).contains(whole);
        Path file = file(text.replaceFirst(java.util.regex.Pattern.quote(whole), damaged));
        assertThatThrownBy(() -> ResultJson.read(file))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is damaged");
    }

    @Test
    void shouldRefuseAHugeFile() throws IOException {
        Path huge = folder.resolve("huge.json");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(ResultJson.LARGEST_FILE + 1L);
        }
        assertThatThrownBy(() -> ResultJson.read(huge))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("at most 128 MB");
    }

    @Test
    void shouldRefuseBottomlessNesting() throws IOException {
        Path deep = file("[".repeat(100_000));
        assertThatThrownBy(() -> ResultJson.read(deep)).isInstanceOf(InputException.class);
    }
}
