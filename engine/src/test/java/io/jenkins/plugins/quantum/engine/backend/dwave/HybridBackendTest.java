package io.jenkins.plugins.quantum.engine.backend.dwave;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.JobRef;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Vartype;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import io.jenkins.plugins.quantum.engine.testkit.dwave.FakeDwave;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HybridBackendTest {
    /** Its lowest state is 0110 with −2.75: no other arrangement of the bits is as low. */
    private static final BinaryQuadraticModel MODEL = new BinaryQuadraticModel(
            Vartype.ISING,
            List.of(1.0, -0.5, -0.25, 0.5),
            List.of(new Coupling(0, 1, 0.25), new Coupling(1, 2, -0.75), new Coupling(0, 3, -0.5)),
            0.75);

    private final FakeDwave service = new FakeDwave();

    @AfterEach
    void stop() {
        service.close();
    }

    private Backend hybrid(Map<String, String> more) throws BackendException {
        var options = new java.util.HashMap<>(Map.of("device", FakeDwave.HYBRID));
        options.putAll(more);
        return DwaveBackends.open(service.uri(), Duration.ofSeconds(20), options);
    }

    private static JobRequest request(BinaryQuadraticModel model, long reads) {
        return new JobRequest("p", model, List.of(Map.of()), NoiseModel.none(), reads, 0, 1, false);
    }

    private static BackendException fault(ThrowingCallable call) {
        return catchThrowableOfType(BackendException.class, call);
    }

    private JsonNode sent() {
        return service.asked().stream()
                .filter(asked -> asked.is("POST", "/sapi/v2/problems/"))
                .reduce((first, second) -> second)
                .map(asked -> FakeDwave.read(asked.body()).get(0))
                .orElseThrow();
    }

    @Test
    void shouldWriteTheFileThatDimodWrites() {
        var model = new BinaryQuadraticModel(
                Vartype.ISING, List.of(1.5, -1.0, 0.0), List.of(new Coupling(0, 1, 2), new Coupling(1, 2, -0.5)), 0.25);

        byte[] file = BqmFile.write(model);

        // As dimod 0.12.23 writes it.
        String header =
                "{\"dtype\": \"float64\", \"itype\": \"int32\", \"ntype\": \"int32\", \"shape\": [3, 2], \"type\":"
                        + " \"BinaryQuadraticModel\", \"variables\": false, \"vartype\": \"SPIN\"}\n";
        assertThat(new String(file, 0, 192, java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo("DIMODBQM\2\0\u00b2\0\0\0" + header + " ".repeat(178 - header.length()));
        assertThat(HexFormat.of().formatHex(file, 192, file.length))
                .isEqualTo("000000000000d03f" + "00000000" + "000000000000f83f" + "01000000" + "000000000000f0bf"
                        + "03000000" + "0000000000000000" + "01000000" + "0000000000000040" + "00000000"
                        + "0000000000000040" + "02000000" + "000000000000e0bf" + "01000000" + "000000000000e0bf");
    }

    @Test
    void shouldSendAReferenceToTheUploadedModel() throws Exception {
        hybrid(Map.of()).submit(request(MODEL, 1), "token-1");

        JsonNode sent = sent();
        String file = sent.at("/data/data").asText();
        assertThat(sent.toString())
                .isEqualTo(
                        "{\"solver\":{\"name\":\"hybrid_binary_quadratic_model_version2p\"},\"data\":{\"format\":\"ref\","
                                + "\"data\":\"" + file
                                + "\"},\"type\":\"bqm\",\"label\":\"token-1\",\"params\":{\"time_limit\":3.0}}");
        assertThat(service.asked())
                .extracting(asked -> asked.method() + " " + asked.path().replace(file, "ID"))
                .containsSubsequence(
                        "POST /sapi/v2/bqm/multipart",
                        "PUT /sapi/v2/bqm/multipart/ID/part/1",
                        "POST /sapi/v2/bqm/multipart/ID/combine",
                        "POST /sapi/v2/problems/");
    }

    @Test
    void shouldUploadLargeModelsInParts() throws Exception {
        var large = new BinaryQuadraticModel(Vartype.QUBO, Collections.nCopies(900_000, 1.0), List.of(), 0);

        BackendException refusal = fault(() -> hybrid(Map.of()).submit(request(large, 1), "t"));

        assertThat(refusal).hasMessageContaining("too many variables for this fake");
        assertThat(service.calls("PUT")).isEqualTo(3);
    }

    @Test
    void shouldTellWhatWasChargedAndTheLowestEnergy() throws Exception {
        Backend backend = hybrid(Map.of("time-limit", "5"));
        JobRef job = backend.submit(request(MODEL, 1), "t");

        JobResult result = backend.fetch(job);

        assertThat(sent().at("/params/time_limit").asDouble()).isEqualTo(5);
        assertThat(result.outcomes().get(0).counts().counts()).isEqualTo(Map.of("0110", 1L));
        assertThat(result.facts())
                .containsEntry("billed", "5")
                .containsEntry("billed.unit", "s")
                .containsEntry("execution-seconds", "4.998766")
                .containsEntry("lowest-energy", String.valueOf(MODEL.energy("0110")));
    }

    @Test
    void shouldReadTheShortestTimeOnTheSolversLine() throws Exception {
        var model = new BinaryQuadraticModel(Vartype.QUBO, Collections.nCopies(2560, 1.0), List.of(), 0);

        assertThat(hybrid(Map.of()).estimate(request(model, 1)).orElseThrow().amount())
                .isEqualByComparingTo("6.5");
        assertThat(fault(() -> hybrid(Map.of("time-limit", "4")).submit(request(model, 1), "t")))
                .hasMessageContaining("takes at least 6.5 s for 2560 variables; found 4.0 as time-limit")
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
        assertThat(service.calls("PUT")).isZero();
    }

    @Test
    void shouldTakeOneReadAProblem() throws Exception {
        assertThat(hybrid(Map.of()).whyNot(request(MODEL, 2)).orElseThrow()).contains("takes 1 to 1 shots");
        assertThat(hybrid(Map.of())
                        .whyNot(request(new BinaryQuadraticModel(Vartype.QUBO, List.of(Double.NaN), List.of(), 0), 1)))
                .hasValueSatisfying(why -> assertThat(why).contains("not a finite number"));
    }

    @Test
    void shouldSayWhenAnUploadFailsThatNothingIsInDoubt() throws Exception {
        service.plant(asked -> asked.path().endsWith("/combine"), Answer.of(500));

        assertThat(fault(() -> hybrid(Map.of()).submit(request(MODEL, 1), "t")).kind())
                .isEqualTo(Kind.TRANSIENT);
        assertThat(service.jobs().accepted()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"format\":\"qp\"}|not in the form 'bq'",
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[]},\"vectors\":{\"energy\":{\"data\":[]}}}}|0 samples",
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[[1]]},\"vectors\":{\"energy\":{\"data\":[1,2]}}}}|1 samples and 2",
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[[1]]},\"vectors\":{\"energy\":{\"data\":[1]}},\"variable_labels\":[0,1]}}|not as long",
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[[1]]},\"vectors\":{\"energy\":{\"data\":[1]}},\"variable_labels\":[9]}}|has not",
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[[1]]},\"vectors\":{\"energy\":{\"data\":[1]}},\"variable_labels\":[\"a\"]}}|has not",
            })
    void shouldRefuseAnAnswerThatDoesNotFit(String answer, String words) throws Exception {
        JsonNode read = Json.MAPPER.readTree(answer);

        assertThat(fault(() -> new BqAnswer(read).best(4)))
                .hasMessageContaining(words)
                .extracting(BackendException::kind)
                .isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldReadRowsOfValuesAndOfSeveralWords() throws Exception {
        JsonNode plain = Json.MAPPER.readTree(
                "{\"format\":\"bq\",\"data\":{\"sample_data\":{\"data\":[[1,-1,1],[-1,1,1]]},"
                        + "\"vectors\":{\"energy\":{\"data\":[2,-1]}},\"variable_labels\":[0,2,1],\"sample_packed\":false}}");
        assertThat(new BqAnswer(plain).best(4)).isEqualTo(new BqAnswer.Sample("0110", -1));

        ObjectNode packed = Json.object().put("format", "bq");
        ObjectNode set = packed.putObject("data").put("sample_packed", true);
        // Variables 0, 31 and 33 are one.
        set.putObject("sample_data")
                .putArray("data")
                .addArray()
                .add(2_147_483_649L)
                .add(2);
        set.putObject("vectors").putObject("energy").putArray("data").add(0.5);
        var labels = set.putArray("variable_labels");
        for (int i = 0; i < 34; i++) {
            labels.add(i);
        }
        assertThat(new BqAnswer(packed).best(34).outcome()).isEqualTo("1010000000000000000000000000000001");
    }

    @Test
    void shouldSeeWhatTheVendorsClientSees() throws Exception {
        Backend backend = hybrid(Map.of("time-limit", "5"));
        JobResult ours = backend.fetch(backend.submit(request(MODEL, 1), "ours"));
        service.jobs().taking(Duration.ZERO, Duration.ofSeconds(2));

        JsonNode seen = VendorClient.named("dwave")
                .run("hybrid", service.uri() + "/sapi/v2/", FakeDwave.TOKEN, FakeDwave.HYBRID, problem(), "cancel");

        assertThat(Base64.getDecoder().decode(seen.path("file").asText())).isEqualTo(BqmFile.write(MODEL));
        var theirs = new StringBuilder();
        seen.path("sample").forEach(value -> theirs.insert(0, value.asInt() == 1 ? '1' : '0'));
        assertThat(ours.outcomes().get(0).counts().counts()).isEqualTo(Map.of(theirs.toString(), 1L));
        assertThat(seen.path("energy").asDouble())
                .isEqualTo(Double.parseDouble(ours.facts().get("lowest-energy")));
        assertThat(seen.path("charge").asDouble() / 1e6)
                .isEqualTo(Double.parseDouble(ours.facts().get("billed")));
        assertThat(seen.path("cancelled").asBoolean()).isTrue();
    }

    private static String problem() {
        ObjectNode problem = Json.object().put("offset", MODEL.offset()).put("vartype", "SPIN");
        ObjectNode linear = problem.putObject("linear");
        for (int i = 0; i < MODEL.variables(); i++) {
            linear.put(String.valueOf(i), MODEL.linear().get(i));
        }
        ObjectNode quadratic = problem.putObject("quadratic");
        MODEL.quadratic().forEach(c -> quadratic.put(c.first() + "," + c.second(), c.bias()));
        return problem.toString();
    }
}
