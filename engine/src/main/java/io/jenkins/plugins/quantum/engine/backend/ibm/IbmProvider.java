package io.jenkins.plugins.quantum.engine.backend.ibm;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Opens devices of IBM Quantum Platform with an API key of IBM Cloud. */
public final class IbmProvider implements BackendProvider {
    private static final CredentialField KEY =
            new CredentialField("token", "IBM Cloud API key", "QISKIT_IBM_TOKEN", "IQP_API_TOKEN");

    private static final int LARGEST_PROFILE = 1 << 20;

    private final Function<String, Transpiler> transpilers;
    private final InstantSource clock;

    /**
     * Creates it.
     *
     * @param transpilers
     *     makes a compiler, given the interpreter that the option {@code python} names, or an empty text
     * @param clock
     *     by which tokens age
     */
    public IbmProvider(Function<String, Transpiler> transpilers, InstantSource clock) {
        this.transpilers = transpilers;
        this.clock = clock;
    }

    @Override
    public String type() {
        return "ibm";
    }

    @Override
    public Set<String> options() {
        return IbmOptions.keys();
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    /** The account that Qiskit's tools saved as default, else the only one, in {@code ~/.qiskit/qiskit-ibm.json}. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        Path file = home.resolve(".qiskit").resolve("qiskit-ibm.json");
        var secrets = new HashMap<String, Secret>();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_PROFILE) {
                return secrets;
            }
            JsonNode accounts = Json.MAPPER.readTree(Files.readAllBytes(file));
            JsonNode account = accounts.path("default-ibm-quantum-platform");
            for (JsonNode candidate : accounts) {
                if (candidate.path("is_default_account").asBoolean() || accounts.size() == 1) {
                    account = candidate;
                }
            }
            for (String field : List.of(KEY.name(), IbmOptions.INSTANCE)) {
                String value = account.path(field).asText("");
                if (!value.isBlank()) {
                    secrets.put(field, Secret.of(value));
                }
            }
        } catch (IOException e) {
            // As if there were no file: what is missing is then asked for by name.
            secrets.clear();
        }
        return secrets;
    }

    @Override
    public List<String> variables(String option) {
        return switch (option) {
            case IbmOptions.INSTANCE -> List.of("QISKIT_IBM_INSTANCE");
            case "iam-endpoint" -> List.of("IAM_URL");
            default -> List.of();
        };
    }

    /** Also the channel, which the client would otherwise take from an account that is saved on the machine. */
    @Override
    public Map<String, String> clientVariables(Map<String, String> options, Map<String, String> credentials) {
        Map<String, String> environment = new TreeMap<>(BackendProvider.super.clientVariables(options, credentials));
        environment.put("QISKIT_IBM_CHANNEL", "ibm_quantum_platform");
        return environment;
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        IbmOptions options = IbmOptions.of(settings);
        var issuer = new HttpService(settings.network(), "IBM Cloud", options.issuer(), Authorization.none());
        var service = new HttpService(
                settings.network(),
                "IBM",
                options.endpoint(),
                new IbmAuthorization(issuer, clock, settings.credentials(), KEY, options.instance()));
        Transpiler transpiler = transpilers.apply(settings.option("python").orElse(""));
        return new IbmBackend(settings.name(), options, service, new DeviceCompiler(transpiler));
    }
}
