package io.jenkins.plugins.quantum.engine.backend.google;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.http.Authorization;
import io.jenkins.plugins.quantum.engine.backend.http.HttpService;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Opens processors of Google's Quantum Engine with the key of a service account or a user's own. */
public final class GoogleProvider implements BackendProvider {
    /** Cirq, which lays circuits out and codes them. */
    public static final PythonLibrary LIBRARY = CirqProgram.LIBRARY;

    private static final CredentialField KEY = new CredentialField(
            "key", "Google key (the JSON text of the file that GOOGLE_APPLICATION_CREDENTIALS names)");

    private static final String PROJECT = "project";
    private static final String ENDPOINT = "endpoint";
    private static final String QUBITS = "qubits";
    private static final String SHOTS = "shots";
    private static final String PYTHON = "python";
    private static final String ENGINE = "https://quantum.googleapis.com";

    private static final int MOST_QUBITS = 1000;
    private static final int MOST_RUNS = 100;
    private static final int LARGEST_KEY_FILE = 1 << 16;

    private final Function<String, CircuitCompiler> compilers;
    private final InstantSource clock;

    /**
     * Creates it.
     *
     * @param compilers
     *     makes what asks Cirq, given the interpreter that the option {@code python} names, or an empty text
     * @param clock
     *     by which tokens age
     */
    public GoogleProvider(Function<String, CircuitCompiler> compilers, InstantSource clock) {
        this.compilers = compilers;
        this.clock = clock;
    }

    /** Makes what asks Cirq in processes of this machine. */
    public static Function<String, CircuitCompiler> usual(
            ProcessStarter starter, Map<String, String> variables, Path home) {
        return CirqProgram.usual(starter, variables, home);
    }

    @Override
    public String type() {
        return "google";
    }

    /**
     * {@code device}, {@code run}, {@code snapshot}, {@code config}, {@code layout}: see {@link GoogleProcessor}; {@code project}: of Google
     * Cloud; {@code qubits}, {@code shots}: the most that a circuit may have and be run; {@code python}: the interpreter that has Cirq;
     * {@code endpoint}: another address.
     */
    @Override
    public Set<String> options() {
        var options = new HashSet<>(GoogleProcessor.KEYS);
        options.addAll(Set.of(PROJECT, ENDPOINT, QUBITS, SHOTS, PYTHON));
        return options;
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(KEY);
    }

    /** The file that {@code GOOGLE_APPLICATION_CREDENTIALS} names, else the one that {@code gcloud} keeps. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        String named = variables.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
        try {
            Path folder = variables.containsKey("CLOUDSDK_CONFIG")
                    ? home.resolve(variables.get("CLOUDSDK_CONFIG"))
                    : home.resolve(".config").resolve("gcloud");
            Path file = named.isBlank() ? folder.resolve("application_default_credentials.json") : home.resolve(named);
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_KEY_FILE) {
                return Map.of();
            }
            String text = Files.readString(file);
            return text.isBlank() ? Map.of() : Map.of(KEY.name(), Secret.of(text));
        } catch (IOException | InvalidPathException e) {
            // As if there were no file: what is missing is then asked for by name.
            return Map.of();
        }
    }

    @Override
    public List<String> variables(String option) {
        return option.equals(PROJECT) ? List.of("GOOGLE_CLOUD_PROJECT") : List.of();
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        GoogleProcessor processor = GoogleProcessor.of(settings);
        String project = GoogleProcessor.name(PROJECT, settings.require(PROJECT, "my-project-1234"));
        URI endpoint = settings.address(ENDPOINT, ENGINE);
        // The address of the issuer stands in the key: this one is never asked.
        var issuer = new HttpService(settings.network(), "Google's sign-in", URI.create(ENGINE), Authorization.none());
        var service = new HttpService(
                settings.network(),
                "Google Quantum Engine",
                endpoint,
                new GoogleAuthorization(issuer, endpoint.getHost(), clock, settings.credentials(), KEY));
        return new GoogleBackend(
                settings.name(),
                service,
                project,
                processor,
                Capabilities.remote(
                        type(),
                        type() + "/" + processor.id().toLowerCase(Locale.ROOT),
                        false,
                        (int) settings.number(QUBITS, MOST_QUBITS, 1, MOST_QUBITS),
                        false,
                        MOST_RUNS,
                        1,
                        settings.number(SHOTS, 1_000_000, 1, 100_000_000)),
                compilers.apply(settings.option(PYTHON).orElse("")));
    }
}
