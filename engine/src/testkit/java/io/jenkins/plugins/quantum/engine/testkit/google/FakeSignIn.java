package io.jenkins.plugins.quantum.engine.testkit.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.testkit.Answer;
import io.jenkins.plugins.quantum.engine.testkit.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Google's token endpoint: it checks the signature, the audience and the time of assertions, and knows one refresh token. */
public final class FakeSignIn {
    /** The refresh token that it knows. */
    public static final String REFRESH = "1//refresh-of-the-fake-9c1d";

    /** The secret of the client that goes with it. */
    public static final String CLIENT_SECRET = "client-secret-of-the-fake-5a7e";

    private static final String ACCOUNT = "qmlops@fake-project.iam.gserviceaccount.com";
    private static final KeyPair KEYS = keys();

    private final Clock clock;
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile int firstValid = 1;

    FakeSignIn(Clock clock) {
        this.clock = clock;
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }

    /** The private key, in PEM. */
    public static String privateKey() {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(KEYS.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    /** The file of the service account's key, for a service at an address. */
    public static String serviceAccount(URI address) {
        return Json.object()
                .put("type", "service_account")
                .put("project_id", "fake-project")
                .put("private_key_id", "key-1")
                .put("private_key", privateKey())
                .put("client_email", ACCOUNT)
                .put("token_uri", address + "/token")
                .toString();
    }

    /** The file that a user's own sign-in leaves, for a service at an address. */
    public static String authorisedUser(URI address) {
        return Json.object()
                .put("type", "authorized_user")
                .put("client_id", "client.apps.googleusercontent.com")
                .put("client_secret", CLIENT_SECRET)
                .put("refresh_token", REFRESH)
                .put("quota_project_id", "payer-project")
                .put("token_uri", address + "/token")
                .toString();
    }

    void expire() {
        firstValid = tokens.get() + 1;
    }

    boolean knows(String authorization) {
        String number = authorization.replace("Bearer ya29.fake-", "");
        return number.matches("\\d{1,6}") && Integer.parseInt(number) >= firstValid;
    }

    Answer answer(Asked request, URI own) {
        Map<String, String> form = new HashMap<>();
        for (String pair : request.text().split("&")) {
            String[] halves = pair.split("=", 2);
            form.put(halves[0], URLDecoder.decode(halves.length > 1 ? halves[1] : "", StandardCharsets.UTF_8));
        }
        String refusal =
                form.getOrDefault("grant_type", "").equals("refresh_token") ? user(form) : assertion(form, own);
        ObjectNode answer = Json.object();
        if (!refusal.isEmpty()) {
            return Answer.json(400, answer.put("error", "invalid_grant").put("error_description", refusal));
        }
        return Answer.json(
                200,
                answer.put("access_token", "ya29.fake-" + tokens.incrementAndGet())
                        .put("expires_in", 3599)
                        .put("token_type", "Bearer"));
    }

    private static String user(Map<String, String> form) {
        boolean right = REFRESH.equals(form.get("refresh_token")) && CLIENT_SECRET.equals(form.get("client_secret"));
        return right ? "" : "Token has been expired or revoked.";
    }

    /** Google's own library names the usual address whatever the key file says. A proxy before the fake has another port. */
    private static boolean meant(String audience, URI own) {
        URI address = URI.create(audience);
        return audience.equals("https://oauth2.googleapis.com/token")
                || "/token".equals(address.getPath()) && own.getHost().equals(address.getHost());
    }

    private String assertion(Map<String, String> form, URI own) {
        String[] parts = form.getOrDefault("assertion", "").split("\\.");
        if (!form.getOrDefault("grant_type", "").equals("urn:ietf:params:oauth:grant-type:jwt-bearer")
                || parts.length != 3) {
            return "Invalid assertion.";
        }
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(KEYS.getPublic());
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            JsonNode header = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[0]));
            JsonNode claims = Json.MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            long now = clock.instant().getEpochSecond();
            boolean right = signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && header.path("alg").asText().equals("RS256")
                    && claims.path("iss").asText().equals(ACCOUNT)
                    && claims.path("scope").asText().contains("auth/cloud-platform")
                    && meant(claims.path("aud").asText(), own)
                    && claims.path("iat").asLong() <= now + 60
                    && claims.path("exp").asLong() > now
                    && claims.path("exp").asLong() - claims.path("iat").asLong() <= 3600;
            return right ? "" : "Invalid JWT Signature.";
        } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
            return "Invalid JWT: " + e.getMessage();
        }
    }
}
