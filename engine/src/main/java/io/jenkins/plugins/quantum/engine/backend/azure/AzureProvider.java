package io.jenkins.plugins.quantum.engine.backend.azure;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.Call;
import io.jenkins.plugins.quantum.engine.backend.http.ClientCredentials;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.KeyOrToken;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Opens targets of a workspace of Azure Quantum. Who asks is told by the workspace's key, or by an application in Microsoft Entra ID. */
public final class AzureProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String SUBSCRIPTION = "subscription";
    private static final String GROUP = "resource-group";
    private static final String WORKSPACE = "workspace";
    private static final String LOCATION = "location";
    private static final String ENDPOINT = "endpoint";
    private static final String TENANT = "tenant";
    private static final String AUTHORITY = "authority";
    private static final String NOISE_MODEL = "noise-model";
    private static final String DEBIAS = "debias";

    private static final String ENTRA = "https://login.microsoftonline.com";
    private static final String SCOPE = "https://quantum.microsoft.com/.default";

    private static final CredentialField KEY =
            new CredentialField("key", "Azure Quantum workspace key, as in " + ConnectionString.VARIABLE);
    private static final CredentialField CLIENT_ID =
            new CredentialField("client-id", "client id of an application in Microsoft Entra ID", "AZURE_CLIENT_ID");
    private static final CredentialField CLIENT_SECRET = new CredentialField(
            "client-secret", "client secret of an application in Microsoft Entra ID", "AZURE_CLIENT_SECRET");

    /** Environment variables of Microsoft's own clients, and parts of a connection string, by option. */
    private static final Map<String, String> VARIABLES = Map.of(
            SUBSCRIPTION, "AZURE_QUANTUM_SUBSCRIPTION_ID",
            GROUP, "AZURE_QUANTUM_WORKSPACE_RG",
            WORKSPACE, "AZURE_QUANTUM_WORKSPACE_NAME",
            LOCATION, "AZURE_QUANTUM_WORKSPACE_LOCATION",
            TENANT, "AZURE_TENANT_ID",
            AUTHORITY, "AZURE_AUTHORITY_HOST");

    private static final Map<String, String> PARTS = Map.of(
            SUBSCRIPTION, "SubscriptionId",
            GROUP, "ResourceGroupName",
            WORKSPACE, "WorkspaceName",
            ENDPOINT, "QuantumEndpoint");

    @Override
    public String type() {
        return "azure";
    }

    /**
     * {@code device}: the target; {@code subscription}, {@code resource-group} and {@code workspace}: where it is; {@code location} or
     * {@code endpoint}: the address of the service; {@code tenant} and {@code authority}: for applications in Entra ID;
     * {@code noise-model} of ionq.simulator; {@code debias}: error mitigation on IonQ's quantum computers.
     */
    @Override
    public Set<String> options() {
        return Set.of(
                DEVICE, SUBSCRIPTION, GROUP, WORKSPACE, LOCATION, ENDPOINT, TENANT, AUTHORITY, NOISE_MODEL, DEBIAS);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY, CLIENT_ID, CLIENT_SECRET);
    }

    /** The key in the connection string of the environment. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        return ConnectionString.of(variables)
                .key()
                .map(key -> Map.of(KEY.name(), key))
                .orElse(Map.of());
    }

    @Override
    public List<String> variables(String option) {
        return VARIABLES.containsKey(option) ? List.of(VARIABLES.get(option)) : List.of();
    }

    /** Microsoft's client takes a workspace's key only in a connection string. */
    @Override
    public Map<String, String> clientVariables(Map<String, String> options, Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>(BackendProvider.super.clientVariables(options, credentials));
        String key = credentials.get(KEY.name());
        if (key != null && options.keySet().containsAll(List.of(SUBSCRIPTION, GROUP, WORKSPACE, LOCATION))) {
            environment.put(
                    ConnectionString.VARIABLE,
                    "SubscriptionId=" + options.get(SUBSCRIPTION) + ";ResourceGroupName=" + options.get(GROUP)
                            + ";WorkspaceName=" + options.get(WORKSPACE) + ";ApiKey=" + key
                            + ";QuantumEndpoint=https://" + options.get(LOCATION) + ".quantum.azure.com/;");
        }
        return environment;
    }

    @Override
    public Optional<String> variable(String option, Map<String, String> variables) {
        return BackendProvider.super.variable(option, variables).or(() -> ConnectionString.of(variables)
                .part(PARTS.getOrDefault(option, "")));
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        AzureTarget target = AzureTarget.of(
                settings.require(DEVICE, "ionq.simulator"),
                settings.option(NOISE_MODEL).orElse(""),
                debias(settings));
        String subscription = part(settings, SUBSCRIPTION, "00000000-0000-0000-0000-000000000000");
        String group = part(settings, GROUP, "my-group");
        String workspace = part(settings, WORKSPACE, "my-workspace");
        String path = "/subscriptions/" + subscription + "/resourceGroups/" + group
                + "/providers/Microsoft.Quantum/workspaces/" + workspace;
        URI address = address(settings);
        var service = new HttpService(settings.network(), "Azure Quantum", address, authorization(settings));
        // Addresses of blobs are absolute and carry a signature of their own.
        var storage = new HttpService(settings.network(), "Azure's storage", address, Authorization.none());
        return new AzureBackend(
                settings.name(),
                "azure " + address.getHost() + " " + subscription + " " + workspace,
                new AzureWorkspace(service, storage, path),
                target);
    }

    private static boolean debias(BackendSettings settings) throws BackendException {
        String text = settings.option(DEBIAS).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw refused("expected debias to be true or false, found another text");
        }
        return text.equals("true");
    }

    private static String part(BackendSettings settings, String key, String example) throws BackendException {
        String text = settings.require(key, example).strip();
        if (!text.matches("[A-Za-z0-9_.()-]{1,100}")) {
            throw refused("expected " + key + " to be a name of Azure such as " + example + ", found another text");
        }
        return text;
    }

    private static URI address(BackendSettings settings) throws BackendException {
        if (settings.option(ENDPOINT).isPresent()) {
            return settings.address(ENDPOINT, "https://westus.quantum.azure.com");
        }
        // Regions have names for people too: "West US".
        String location =
                settings.require(LOCATION, "westus").toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        if (!location.matches("[a-z0-9]{1,40}")) {
            throw refused("expected location to be a region such as westus, found another text");
        }
        return URI.create("https://" + location + ".quantum.azure.com");
    }

    private static Authorization authorization(BackendSettings settings) throws BackendException {
        var issuer = new HttpService(
                settings.network(), "Microsoft Entra ID", settings.address(AUTHORITY, ENTRA), Authorization.none());
        var token = new ClientCredentials(issuer, InstantSource.system(), secrets -> {
            String tenant = part(settings, TENANT, "contoso.onmicrosoft.com");
            Secret secret = settings.credentials().require(CLIENT_SECRET);
            secrets.add(secret.reveal());
            String form = "grant_type=client_credentials&client_id="
                    + encoded(settings.credentials().require(CLIENT_ID).reveal())
                    + "&client_secret=" + encoded(secret.reveal())
                    + "&scope=" + encoded(SCOPE);
            return new Call(
                    "POST",
                    "/" + tenant + "/oauth2/v2.0/token",
                    Map.of("Accept", "application/json", "Content-Type", "application/x-www-form-urlencoded"),
                    form.getBytes(StandardCharsets.UTF_8),
                    true);
        });
        var key = new SecretHeader("x-ms-quantum-api-key", "", settings.credentials(), KEY);
        return new KeyOrToken(settings.credentials(), KEY, key, CLIENT_ID, token);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static BackendException refused(String words) {
        return new BackendException(words, Kind.REFUSED);
    }
}
