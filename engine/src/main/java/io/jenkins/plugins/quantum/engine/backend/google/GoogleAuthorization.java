package io.jenkins.plugins.quantum.engine.backend.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Credentials;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Buys tokens of Google with the key of a service account, by a signed assertion (RFC 7523), or with the refresh token that
 * {@code gcloud auth application-default login} keeps (RFC 6749, section 6).
 */
final class GoogleAuthorization implements Authorization {
    private static final String SCOPE = "https://www.googleapis.com/auth/cloud-platform";
    private static final String TOKENS = "https://oauth2.googleapis.com/token";
    private static final long LIFE_SECONDS = 3600;

    private final Credentials credentials;
    private final CredentialField field;
    private final String host;
    private final InstantSource clock;
    private final ClientCredentials tokens;

    /**
     * Tokens for the credentials of the moment.
     *
     * @param issuer
     *     the way to the address that the credentials name
     * @param host
     *     of the service, which may sell tokens itself
     */
    GoogleAuthorization(
            HttpService issuer, String host, InstantSource clock, Credentials credentials, CredentialField field) {
        this.host = host;
        this.credentials = credentials;
        this.field = field;
        this.clock = clock;
        tokens = new ClientCredentials(issuer, clock, this::question);
    }

    @Override
    public Map<String, String> headers(Call call, URI address) throws BackendException {
        var headers = new LinkedHashMap<>(tokens.headers(call, address));
        String payer = key().path("quota_project_id").asText("");
        if (!payer.isEmpty()) {
            headers.put("x-goog-user-project", payer);
        }
        return headers;
    }

    @Override
    public void refused() {
        tokens.refused();
    }

    @Override
    public List<String> secrets() {
        return tokens.secrets();
    }

    private JsonNode key() throws BackendException {
        try {
            JsonNode key = Json.MAPPER.readTree(credentials.require(field).reveal());
            if (key != null && key.isObject()) {
                return key;
            }
        } catch (JsonProcessingException e) {
            // The parser's words would show a part of the key.
            throw unusable("is no JSON");
        }
        throw unusable("is no JSON object");
    }

    private Call question(List<String> secrets) throws BackendException {
        JsonNode key = key();
        secrets.add(credentials.require(field).reveal());
        for (String secret : List.of("private_key", "refresh_token", "client_secret")) {
            if (!key.path(secret).asText("").isBlank()) {
                secrets.add(key.path(secret).asText());
            }
        }
        var form = new LinkedHashMap<String, String>();
        String address = address(key);
        switch (key.path("type").asText()) {
            case "service_account" -> {
                form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
                form.put("assertion", assertion(key, address));
                secrets.add(form.get("assertion"));
            }
            case "authorized_user" -> {
                form.put("grant_type", "refresh_token");
                for (String part : List.of("client_id", "client_secret", "refresh_token")) {
                    form.put(part, require(key, part));
                }
            }
            default -> throw unusable("is of another type than service_account and authorized_user");
        }
        var body = new StringBuilder();
        form.forEach((name, value) -> body.append(body.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return new Call(
                "POST",
                address,
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                body.toString().getBytes(StandardCharsets.UTF_8),
                false);
    }

    /** Where tokens are sold: at Google, or at the service itself. Whoever may name a credential may not send this machine elsewhere. */
    private String address(JsonNode key) throws BackendException {
        String named = key.path("token_uri").asText(TOKENS);
        try {
            URI address = new URI(named);
            String there = String.valueOf(address.getHost());
            if (there.equals(host) || "https".equals(address.getScheme()) && there.endsWith(".googleapis.com")) {
                return named;
            }
        } catch (URISyntaxException e) {
            throw unusable("names no address as token_uri");
        }
        throw unusable("names a token_uri that is not Google's");
    }

    private String assertion(JsonNode key, String address) throws BackendException {
        ObjectNode header = Json.object().put("alg", "RS256").put("typ", "JWT");
        if (key.path("private_key_id").isTextual()) {
            header.put("kid", key.path("private_key_id").asText());
        }
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("iss", require(key, "client_email"))
                .put("scope", SCOPE)
                .put("aud", address)
                .put("iat", now)
                .put("exp", now + LIFE_SECONDS);
        String signed = text(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + text(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            byte[] der = Base64.getMimeDecoder()
                    .decode(require(key, "private_key").replaceAll("-----(BEGIN|END) PRIVATE KEY-----", ""));
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der)));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + text(signature.sign());
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // The cause may quote the key.
            throw unusable("has a private_key that is no RSA key in PEM (PKCS #8)");
        }
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private String require(JsonNode key, String part) throws BackendException {
        String value = key.path(part).asText("");
        if (value.isBlank()) {
            throw unusable("lacks " + part);
        }
        return value;
    }

    private BackendException unusable(String why) {
        return new BackendException(
                "the " + field.description() + " " + why
                        + ": use the JSON file of a service account's key, or the one that `gcloud auth application-default"
                        + " login` writes",
                Kind.UNAUTHORISED);
    }
}
