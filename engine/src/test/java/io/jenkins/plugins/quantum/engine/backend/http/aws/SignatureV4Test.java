package io.jenkins.plugins.quantum.engine.backend.http.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures held against botocore, Amazon's own: stored ones always, fresh ones where it is installed. */
class SignatureV4Test {
    @Test
    void shouldSignAsBotocoreDid() throws Exception {
        try (InputStream in = getClass().getResourceAsStream("botocore-signatures.json")) {
            JsonNode cases = Json.MAPPER.readTree(in);
            assertThat(cases).hasSize(12);
            for (JsonNode one : cases) {
                assertThat(signed(one).get("Authorization"))
                        .isEqualTo(one.path("authorization").asText());
            }
        }
    }

    @Test
    void shouldSignAsBotocoreDoes() throws Exception {
        JsonNode cases = VendorClient.named("braket").run("sign", "300", "20261122");

        assertThat(cases).hasSize(300);
        for (JsonNode one : cases) {
            assertThat(signed(one).get("Authorization"))
                    .as(one.path("url").asText())
                    .isEqualTo(one.path("authorization").asText());
        }
    }

    private static Map<String, String> signed(JsonNode one) throws BackendException {
        var headers = new HashMap<String, String>(Map.of("Accept", "application/json"));
        one.path("headers")
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        String body = one.path("body").asText();
        var call = new Call(
                one.path("method").asText(),
                "/",
                headers,
                body.isEmpty() ? null : body.getBytes(StandardCharsets.UTF_8),
                false);
        Map<String, String> names =
                Map.of("access-key-id", "id", "secret-access-key", "secret", "session-token", "token");
        var signature =
                new SignatureV4(one.path("region").asText(), one.path("service").asText());
        return new AwsAuthorization(
                        signature,
                        field -> Optional.of(one.path("keys").path(names.get(field)))
                                .filter(JsonNode::isTextual)
                                .map(value -> Secret.of(value.asText())),
                        InstantSource.fixed(Instant.parse(one.path("time").asText())))
                .headers(call, URI.create(one.path("url").asText()));
    }

    @Test
    void shouldEncodeAllButWhatAlwaysMayStand() {
        assertThat(SignatureV4.encoded("arn:aws:braket:::device/quantum-simulator/amazon/sv1"))
                .isEqualTo("arn%3Aaws%3Abraket%3A%3A%3Adevice%2Fquantum-simulator%2Famazon%2Fsv1");
        assertThat(SignatureV4.encoded("aZ09-._~ é")).isEqualTo("aZ09-._~%20%C3%A9");
    }

    @Test
    void shouldResolveDotsInThePathThatIsSigned() {
        var headers = new java.util.TreeMap<>(Map.of("host", "h", "x-amz-date", "20260101T000000Z"));
        var signature = new SignatureV4("us-east-1", "braket");
        String straight = signature.sign(request("/a/c", headers), "k");

        assertThat(signature.sign(request("/a/./b/../c", headers), "k")).isEqualTo(straight);
        assertThat(signature.sign(request("/../a/c", headers), "k")).isEqualTo(straight);
        assertThat(signature.sign(request("/a/c/", headers), "k")).isNotEqualTo(straight);
    }

    private static SignatureV4.Request request(String path, java.util.SortedMap<String, String> headers) {
        return new SignatureV4.Request("GET", path, "", headers, SignatureV4.hash(new byte[0]));
    }
}
