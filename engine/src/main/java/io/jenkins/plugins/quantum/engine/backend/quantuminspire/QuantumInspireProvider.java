package io.jenkins.plugins.quantum.engine.backend.quantuminspire;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.KeyOrToken;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Opens backends of Quantum Inspire, with the token that a login with the vendor's own command line has left. */
public final class QuantumInspireProvider implements BackendProvider {
    private static final CredentialField REFRESH_TOKEN = new CredentialField(
            "refresh-token", "Quantum Inspire refresh token (run 'qi login' first)", "QUANTUM_INSPIRE_REFRESH_TOKEN");
    private static final CredentialField ACCESS_TOKEN =
            new CredentialField("access-token", "Quantum Inspire access token", "QUANTUM_INSPIRE_ACCESS_TOKEN");

    private static final String HOST = "https://api.quantum-inspire.com";
    private static final String ISSUER = "https://auth.qi2.quantum-inspire.com/realms/oidc_production";
    private static final long LARGEST_PROFILE = 1 << 20;

    /** An access token with less time left is not begun with. */
    private static final int SECONDS_LEFT = 1800;

    private final InstantSource clock;

    /** With the time of this machine. */
    public QuantumInspireProvider() {
        this(InstantSource.system());
    }

    /** With a clock by which tokens age. */
    QuantumInspireProvider(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String type() {
        return "quantum-inspire";
    }

    /**
     * {@code device}: name of the type of backend; {@code qubits} and {@code shots}: the most that a circuit may have and a job may take;
     * {@code member}: id of the membership that owns what is made; {@code endpoint} and {@code issuer}: other addresses.
     */
    @Override
    public Set<String> options() {
        return Set.of("device", "qubits", "shots", "member", "endpoint", "issuer");
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(ACCESS_TOKEN, REFRESH_TOKEN);
    }

    /** The login at the default host, from {@code ~/.quantuminspire/config.json}. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        Path file = home.resolve(".quantuminspire").resolve("config.json");
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_PROFILE) {
                return Map.of();
            }
            JsonNode profile = Json.MAPPER.readTree(Files.readAllBytes(file));
            JsonNode tokens = profile.path("auths")
                    .path(profile.path("default_host").asText(HOST))
                    .path("tokens");
            double end = tokens.path("generated_at").asDouble()
                    + tokens.path("expires_in").asDouble();
            boolean fresh = end > clock.instant().getEpochSecond() + SECONDS_LEFT;
            CredentialField field = fresh ? ACCESS_TOKEN : REFRESH_TOKEN;
            String token = tokens.path(fresh ? "access_token" : "refresh_token").asText("");
            return token.isBlank() ? Map.of() : Map.of(field.name(), Secret.of(token));
        } catch (IOException e) {
            // A file that cannot be read is as good as no login: the message about the missing token says what to do.
            return Map.of();
        }
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require("device", "QX emulator");
        String member = settings.option("member").orElse("");
        if (!member.matches("[0-9]{0,18}")) {
            throw new BackendException("expected member to be a number", Kind.REFUSED);
        }
        URI endpoint = settings.address("endpoint", HOST);
        var service = new HttpService(settings.network(), "Quantum Inspire", endpoint, authorization(settings));
        String lower = device.toLowerCase(Locale.ROOT);
        var capabilities = Capabilities.remote(
                type(),
                type() + "/" + lower,
                lower.contains("emulator") || lower.startsWith("qx"),
                (int) settings.number("qubits", 1000, 1, 1000),
                false,
                1,
                1,
                settings.number("shots", 1024, 1, 1_000_000));
        String owner = settings.credentials()
                .get(REFRESH_TOKEN.name())
                .or(() -> settings.credentials().get(ACCESS_TOKEN.name()))
                .map(Secret::fingerprint)
                .orElse("nobody");
        return new QuantumInspireBackend(
                settings.name(),
                service,
                "quantum-inspire " + endpoint.getHost() + " " + owner,
                device,
                member,
                capabilities);
    }

    private Authorization authorization(BackendSettings settings) throws BackendException {
        var issuer = new HttpService(
                settings.network(),
                "Quantum Inspire's issuer of tokens",
                settings.address("issuer", ISSUER),
                Authorization.none());
        var renewed = new ClientCredentials(issuer, clock, secrets -> {
            String token = settings.credentials().require(REFRESH_TOKEN).reveal();
            secrets.add(token);
            String form = "grant_type=refresh_token&client_id=compute-job-manager&refresh_token="
                    + URLEncoder.encode(token, StandardCharsets.UTF_8);
            return new Call(
                    "POST",
                    "/protocol/openid-connect/token",
                    Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                    form.getBytes(StandardCharsets.UTF_8),
                    true);
        });
        var given = new SecretHeader("Authorization", "Bearer ", settings.credentials(), ACCESS_TOKEN);
        return new KeyOrToken(settings.credentials(), ACCESS_TOKEN, given, REFRESH_TOKEN, renewed);
    }
}
