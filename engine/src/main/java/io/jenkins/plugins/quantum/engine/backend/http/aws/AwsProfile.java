package io.jenkins.plugins.quantum.engine.backend.http.aws;

import io.jenkins.plugins.quantum.engine.backend.CredentialField;
import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Keys in the credentials file that AWS's own tools write: {@code ~/.aws/credentials}, sections by profile. */
public final class AwsProfile {
    private static final int MOST_BYTES = 1 << 20;

    private AwsProfile() {}

    /**
     * The keys of the profile that {@code AWS_PROFILE} names, else of {@code default}. None where the environment holds a key
     * already: a key's parts never come from two places.
     *
     * @return by name of the {@link CredentialField}
     */
    public static Map<String, Secret> read(Path home, Map<String, String> variables) {
        if (!variables
                .getOrDefault(AwsAuthorization.KEY_ID.variables().get(0), "")
                .isBlank()) {
            return Map.of();
        }
        String profile = first(variables, "AWS_PROFILE", "AWS_DEFAULT_PROFILE", "default");
        Map<String, String> section = section(file(home, variables), profile);
        var keys = new HashMap<String, Secret>();
        for (CredentialField field : AwsAuthorization.FIELDS) {
            String value = section.get("aws_" + field.name().replace('-', '_'));
            if (value != null && !value.isBlank()) {
                keys.put(field.name(), Secret.of(value));
            }
        }
        return keys;
    }

    private static String first(Map<String, String> variables, String name, String older, String otherwise) {
        String value = variables.getOrDefault(name, variables.getOrDefault(older, ""));
        return value.isBlank() ? otherwise : value.strip();
    }

    /** The file's text; empty where there is none, which is not a fault: keys may come from elsewhere. */
    private static String file(Path home, Map<String, String> variables) {
        String named = variables.getOrDefault("AWS_SHARED_CREDENTIALS_FILE", "");
        try {
            Path file = named.isBlank() ? home.resolve(".aws").resolve("credentials") : Path.of(named);
            if (!Files.isRegularFile(file)) {
                return "";
            }
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
            }
        } catch (IOException | InvalidPathException e) {
            // The missing key is reported, with the places where it can be, when it is needed.
            return "";
        }
    }

    private static Map<String, String> section(String text, String wanted) {
        var section = new HashMap<String, String>();
        boolean inside = false;
        for (String line : text.lines().map(String::strip).toList()) {
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.endsWith("]")) {
                inside = line.substring(1, line.length() - 1).strip().equals(wanted);
            } else if (inside && equals > 0 && !line.startsWith("#") && !line.startsWith(";")) {
                section.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        }
        return section;
    }
}
