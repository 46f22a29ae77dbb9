package io.jenkins.plugins.quantum.engine.backend.pasqal;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.KeyOrToken;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Opens machines and emulators of Pasqal. Who asks is told by a token, or by a user's name and password with which the issuer gives one,
 * as Pasqal's own client does it, or by a service account's id and secret.
 */
public final class PasqalProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String PROJECT = "project";
    private static final String REGION = "region";
    private static final String ENDPOINT = "endpoint";
    private static final String ISSUER = "issuer";
    private static final String RUNS = "most-runs";

    private static final long USUAL_RUNS = 2_000;
    private static final String AUDIENCE = "https://apis.pasqal.cloud/account/api/v1";

    private static final CredentialField TOKEN = new CredentialField("token", "Pasqal access token", "PASQAL_TOKEN");
    private static final CredentialField USER =
            new CredentialField("username", "Pasqal user name or service account's client id", "PASQAL_USERNAME");
    private static final CredentialField PASSWORD =
            new CredentialField("password", "Pasqal password or service account's client secret", "PASQAL_PASSWORD");

    /** Where a region's service is and how its issuer is asked, as Pasqal's own client has them. */
    private record Region(String core, String issuer, String client, String realm, String grant) {}

    private static final Map<String, Region> REGIONS = Map.of(
            "fr",
            new Region(
                    "https://apis.pasqal.cloud/core-fast",
                    "https://pasqal.eu.auth0.com/oauth/token",
                    "PeZvo7Atx7IVv3iel59asJSb4Ig7vuSB",
                    "pcs-users",
                    "http://auth0.com/oauth/grant-type/password-realm"),
            "sa",
            new Region(
                    "https://apis.sa.pasqal.cloud/core-fast",
                    "https://auth.sa.pasqal.cloud/realms/pasqal-cloud/protocol/openid-connect/token",
                    "cloud-sdk",
                    "pasqal-cloud",
                    "password"));

    @Override
    public String type() {
        return "pasqal";
    }

    /**
     * {@code device}: its type, for example {@code EMU_FREE}; {@code project}: who pays; {@code region}: {@code fr} or {@code sa};
     * {@code most-runs}: most runs of a job that the device takes; {@code endpoint} and {@code issuer}: other addresses.
     */
    @Override
    public Set<String> options() {
        return Set.of(DEVICE, PROJECT, REGION, ENDPOINT, ISSUER, RUNS);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN, USER, PASSWORD);
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require(DEVICE, "EMU_FREE");
        String project = settings.require(PROJECT, "11111111-2222-3333-4444-555555555555");
        if (!device.matches("[A-Z0-9_]{1,60}") || !project.matches("[A-Za-z0-9-]{1,60}")) {
            throw new BackendException(
                    "expected device to be a type such as EMU_FREE and project to be the project's id", Kind.REFUSED);
        }
        Region region = REGIONS.get(settings.option(REGION).orElse("fr"));
        if (region == null) {
            throw new BackendException("expected region to be fr or sa", Kind.REFUSED);
        }
        var core = new HttpService(
                settings.network(),
                "Pasqal",
                settings.address(ENDPOINT, region.core()),
                authorization(settings, region));
        return new PasqalBackend(
                settings.name(), core, device, project, settings.number(RUNS, USUAL_RUNS, 1, 1_000_000));
    }

    private static Authorization authorization(BackendSettings settings, Region region) throws BackendException {
        var issuer = new HttpService(
                settings.network(),
                "Pasqal's issuer of tokens",
                settings.address(ISSUER, region.issuer()),
                Authorization.none());
        var bought = new ClientCredentials(issuer, InstantSource.system(), secrets -> {
            String user = settings.credentials().require(USER).reveal();
            String password = settings.credentials().require(PASSWORD).reveal();
            secrets.add(password);
            return question(region, user, password);
        });
        var own = new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN);
        return new KeyOrToken(settings.credentials(), TOKEN, own, USER, bought);
    }

    /** A person's name is an address of mail; the id of a service account is none. */
    private static Call question(Region region, String user, String password) {
        var form = new LinkedHashMap<String, String>();
        if (user.contains("@")) {
            form.put("client_id", region.client());
            form.put("grant_type", region.grant());
            form.put("realm", region.realm());
            form.put("audience", AUDIENCE);
            form.put("username", user);
            form.put("password", password);
        } else {
            form.put("client_id", user);
            form.put("client_secret", password);
            form.put("grant_type", "client_credentials");
            form.put("audience", AUDIENCE);
        }
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return new Call(
                "POST",
                "",
                Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                body.getBytes(StandardCharsets.UTF_8),
                true);
    }
}
