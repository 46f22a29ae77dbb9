package io.jenkins.plugins.quantum.engine.backend.dwave;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.BackendProvider;
import io.jenkins.plugins.quantum.engine.backend.BackendSettings;
import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Opens D-Wave's quantum annealers and its hybrid solvers for binary quadratic models. */
public final class DwaveProvider implements BackendProvider {
    static final CredentialField TOKEN =
            new CredentialField("token", "D-Wave Leap API token (SAPI token)", "DWAVE_API_TOKEN");

    static final String DEVICE = "device";
    static final String REGION = "region";
    static final String ENDPOINT = "endpoint";
    static final String ANNEALING_TIME = "annealing-time";
    static final String CHAIN_STRENGTH = "chain-strength";
    static final String TIME_LIMIT = "time-limit";

    /** How D-Wave names its hybrid solvers for binary quadratic models. */
    private static final String HYBRID = "hybrid_binary_quadratic_model_";

    private static final int LARGEST_FILE = 1 << 20;

    @Override
    public String type() {
        return "dwave";
    }

    @Override
    public Set<String> options() {
        return Set.of(DEVICE, REGION, ENDPOINT, ANNEALING_TIME, CHAIN_STRENGTH, TIME_LIMIT);
    }

    @Override
    public List<CredentialField> credentials() {
        return List.of(TOKEN);
    }

    @Override
    public List<String> variables(String option) {
        return switch (option) {
            case DEVICE -> List.of("DWAVE_API_SOLVER");
            case REGION -> List.of("DWAVE_API_REGION");
            case ENDPOINT -> List.of("DWAVE_API_ENDPOINT");
            default -> List.of();
        };
    }

    /** The token in {@code dwave.conf}: of the profile that {@code DWAVE_PROFILE} names, else the first, else the defaults. */
    @Override
    public Map<String, Secret> profile(Path home, Map<String, String> variables) {
        Path file = variables.containsKey("DWAVE_CONFIG_FILE")
                ? Path.of(variables.get("DWAVE_CONFIG_FILE"))
                : home.resolve(".config/dwave/dwave.conf");
        String wanted = variables.getOrDefault("DWAVE_PROFILE", "");
        Map<String, String> tokens = tokens(file);
        String profile = wanted.isEmpty()
                ? tokens.keySet().stream()
                        .filter(name -> !name.equals("defaults"))
                        .findFirst()
                        .orElse("defaults")
                : wanted;
        return Optional.ofNullable(tokens.getOrDefault(profile, tokens.get("defaults")))
                .filter(token -> !token.isBlank())
                .map(token -> Map.of(TOKEN.name(), Secret.of(token)))
                .orElse(Map.of());
    }

    /** The tokens of an INI file by section, in its order. */
    private static Map<String, String> tokens(Path file) {
        var tokens = new LinkedHashMap<String, String>();
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
                return Map.of();
            }
            String section = "";
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String text = line.strip();
                if (text.startsWith("[") && text.endsWith("]")) {
                    section = text.substring(1, text.length() - 1).strip();
                } else if (text.matches("token\\s*[=:].*")) {
                    tokens.put(section, text.replaceFirst("token\\s*[=:]", "").strip());
                }
            }
            return tokens;
        } catch (IOException e) {
            // A profile that cannot be read is as good as none: the message about the missing token names the variable.
            return Map.of();
        }
    }

    @Override
    public Backend open(BackendSettings settings) throws BackendException {
        return settings.option(DEVICE).orElse("").startsWith(HYBRID)
                ? new HybridBackend(settings)
                : new DwaveBackend(settings);
    }
}
