package io.jenkins.plugins.quantum.engine.backend.http.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.backend.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AwsProfileTest {
    @TempDir
    private Path home;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws").resolve("credentials"),
                """
                # keys of two accounts
                [default]
                aws_access_key_id = AKIADEFAULT
                aws_secret_access_key=secret/default=
                ; old
                #aws_session_token = old

                [ ci ]
                aws_access_key_id = AKIACI
                aws_secret_access_key = secretci
                aws_session_token = tokenci==
                region = eu-north-1
                aws_secret_access_key_note
                """);
    }

    private Map<String, String> read(Map<String, String> variables) {
        Map<String, Secret> keys = AwsProfile.read(home, variables);
        var revealed = new java.util.TreeMap<String, String>();
        keys.forEach((name, secret) -> revealed.put(name, secret.reveal()));
        return revealed;
    }

    @Test
    void shouldReadTheDefaultProfile() {
        assertThat(read(Map.of()))
                .isEqualTo(Map.of("access-key-id", "AKIADEFAULT", "secret-access-key", "secret/default="));
    }

    @Test
    void shouldReadTheProfileThatTheEnvironmentNames() {
        Map<String, String> keys =
                Map.of("access-key-id", "AKIACI", "secret-access-key", "secretci", "session-token", "tokenci==");

        assertThat(read(Map.of("AWS_PROFILE", "ci"))).isEqualTo(keys);
        assertThat(read(Map.of("AWS_DEFAULT_PROFILE", "ci"))).isEqualTo(keys);
        assertThat(read(Map.of("AWS_PROFILE", "other"))).isEmpty();
    }

    @Test
    void shouldNotMixTheFileWithKeysOfTheEnvironment() {
        assertThat(read(Map.of("AWS_ACCESS_KEY_ID", "AKIAENV", "AWS_PROFILE", "ci")))
                .isEmpty();
    }

    @Test
    void shouldReadTheFileThatTheEnvironmentNames() throws IOException {
        Path other = home.resolve("keys");
        Files.writeString(other, "[default]\naws_access_key_id = AKIAOTHER\n");

        assertThat(read(Map.of("AWS_SHARED_CREDENTIALS_FILE", other.toString())))
                .isEqualTo(Map.of("access-key-id", "AKIAOTHER"));
        assertThat(read(Map.of(
                        "AWS_SHARED_CREDENTIALS_FILE", home.resolve("none").toString())))
                .isEmpty();
        assertThat(read(Map.of("AWS_SHARED_CREDENTIALS_FILE", "\0"))).isEmpty();
    }
}
