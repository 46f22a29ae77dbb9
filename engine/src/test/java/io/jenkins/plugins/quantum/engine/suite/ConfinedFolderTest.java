package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfinedFolderTest {
    private static final SourcePosition AT = new SourcePosition("quantum.yml", 3, 7);

    @TempDir
    Path temp;

    private Path suite;

    @BeforeEach
    void layout() throws IOException {
        suite = Files.createDirectories(temp.resolve("repository/tests/suite"));
    }

    private Path resolve(String text) {
        return ConfinedFolder.around(suite).resolve(text, AT);
    }

    @Test
    void shouldResolveFilesOfTheSuitesFolderAlsoWhenMissing() {
        assertThat(resolve("a/b.qasm")).isEqualTo(suite.resolve("a/b.qasm"));
        assertThat(resolve("model.py:circuit")).isEqualTo(suite.resolve("model.py"));
    }

    @Test
    void shouldNotLeaveTheSuitesFolderWithoutARepository() {
        assertThatThrownBy(() -> resolve("../a.qasm"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("quantum.yml:3:7: expected a file inside the folder suite")
                .hasMessageContaining("copy the file next to the suite");
    }

    @Test
    void shouldMoveFreelyInsideTheRepository() throws IOException {
        Files.createDirectory(temp.resolve("repository/.git"));

        assertThat(resolve("../../a.qasm")).isEqualTo(temp.resolve("repository/a.qasm"));
        assertThatThrownBy(() -> resolve("../../../a.qasm")).isInstanceOf(InputException.class);
    }

    @Test
    void shouldNotFollowLinksOut() throws IOException {
        Path secret = Files.writeString(temp.resolve("secret.json"), "[1]");
        Files.createSymbolicLink(suite.resolve("link.json"), secret);
        Files.createSymbolicLink(suite.resolve("folder"), temp);
        Files.createSymbolicLink(suite.resolve("dangling.json"), temp.resolve("nowhere"));
        Path inside = Files.writeString(suite.resolve("inside.json"), "[1]");
        Files.createSymbolicLink(suite.resolve("fine.json"), inside);

        assertThatThrownBy(() -> resolve("link.json")).hasMessageContaining("leads out");
        assertThatThrownBy(() -> resolve("folder/secret.json")).hasMessageContaining("leads out");
        assertThatThrownBy(() -> resolve("folder/new.json")).hasMessageContaining("leads out");
        assertThatThrownBy(() -> resolve("dangling.json")).hasMessageContaining("leads out");
        assertThat(resolve("fine.json")).isEqualTo(suite.resolve("fine.json"));
    }

    @Test
    void shouldWorkForAFolderThatDoesNotExist() {
        suite = temp.resolve("nowhere");

        assertThat(resolve("a.qasm")).isEqualTo(suite.resolve("a.qasm"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd.json",
                "~/a.json",
                "C:/a.json",
                "c:a.json",
                "http://host/a.json",
                "a\\b.json",
                "a\0.json"
            })
    void shouldRefusePathsThatAreNotRelativeAndPortable(String text) {
        assertThatThrownBy(() -> resolve(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("quantum.yml:3:7");
    }
}
