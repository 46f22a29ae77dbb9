package io.jenkins.plugins.quantum.engine.backend.iqm;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendException.Kind;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.CompileOptions;
import io.jenkins.plugins.quantum.engine.backend.compile.DeviceCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.Transpiler;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.http.Json;
import io.jenkins.plugins.quantum.engine.backend.http.SecretHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Opens machines of IQM: at IQM Resonance, or at a server of one's own. */
public final class IqmProvider implements BackendProvider {
    private static final String DEVICE = "device";
    private static final String ENDPOINT = "endpoint";
    private static final String QUBITS = "qubits";
    private static final String PYTHON = "python";
    private static final String RESONANCE = "https://resonance.iqm.tech";

    private static final int MOST_CIRCUITS = 100;
    private static final long MOST_SHOTS = 20_000;
    private static final int MOST_QUBITS = 1000;
    private static final int LARGEST_TOKENS_FILE = 1 << 16;

    /** Of IQM's public machines. */
    private static final Map<String, Integer> KNOWN_QUBITS =
            Map.of("deneb", 6, "garnet", 20, "sirius", 24, "emerald", 54);

    private static final CredentialField TOKEN = new CredentialField("token", "IQM token", "IQM_TOKEN");

    private final Function<String, Transpiler> transpilers;

    /**
     * Creates it.
     *
     * @param transpilers
     *     makes a compiler, given the interpreter that the option {@code python} names, or an empty text
     */
    public IqmProvider(Function<String, Transpiler> transpilers) {
        this.transpilers = transpilers;
    }

    @Override
    public String type() {
        return "iqm";
    }

    /**
     * {@code device}: the alias of the machine, with {@code :mock} for its mock; {@code endpoint}: another server than IQM Resonance;
     * {@code qubits}: how many it has, for machines that are not public; {@code python} and those of {@link CompileOptions}: how circuits
     * are compiled that need routing.
     */
    @Override
    public Set<String> options() {
        var options = new HashSet<>(CompileOptions.KEYS);
        options.addAll(Set.of(DEVICE, ENDPOINT, QUBITS, PYTHON));
        return options;
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    /** The access token in the file that {@code IQM_TOKENS_FILE} names, which IQM's tool for servers of one's own keeps fresh. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        String file = variables.getOrDefault("IQM_TOKENS_FILE", "");
        try {
            Path path = home.resolve(file);
            if (file.isEmpty() || !Files.isRegularFile(path) || Files.size(path) > LARGEST_TOKENS_FILE) {
                return Map.of();
            }
            String token = Json.MAPPER
                    .readTree(Files.readAllBytes(path))
                    .path("access_token")
                    .asText("");
            return token.isBlank() ? Map.of() : Map.of(TOKEN.name(), Secret.of(token));
        } catch (IOException | InvalidPathException e) {
            // As if there were no file: what is missing is then asked for by name.
            return Map.of();
        }
    }

    @Override
    public List<String> variables(String option) {
        return switch (option) {
            case ENDPOINT -> List.of("IQM_SERVER_URL", "IQM_BASE_URL");
            case DEVICE -> List.of("IQM_QUANTUM_COMPUTER", "IQM_QC_ALIAS");
            default -> List.of();
        };
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        String device = settings.require(DEVICE, "garnet");
        if (!device.matches("[A-Za-z0-9_.-]{1,100}(:mock)?")) {
            throw new BackendException(
                    "expected device to be the alias of a machine, for example garnet or garnet:mock, found another text",
                    Kind.REFUSED);
        }
        String machine = device.toLowerCase(Locale.ROOT).replace(":mock", "");
        var service = new HttpService(
                settings.network(),
                "IQM",
                settings.address(ENDPOINT, RESONANCE),
                new SecretHeader("Authorization", "Bearer ", settings.credentials(), TOKEN));
        return new IqmBackend(
                settings.name(),
                service,
                device,
                Capabilities.remote(
                        type(),
                        type() + "/" + device.toLowerCase(Locale.ROOT),
                        device.endsWith(":mock"),
                        (int) settings.number(QUBITS, KNOWN_QUBITS.getOrDefault(machine, MOST_QUBITS), 1, MOST_QUBITS),
                        false,
                        MOST_CIRCUITS,
                        1,
                        MOST_SHOTS),
                new DeviceCompiler(transpilers.apply(settings.option(PYTHON).orElse(""))),
                CompileOptions.of(settings));
    }
}
