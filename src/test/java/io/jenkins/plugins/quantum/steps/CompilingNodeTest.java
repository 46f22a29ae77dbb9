package io.jenkins.plugins.quantum.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.quantum.agent.NodeCompiler;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jvnet.hudson.test.JenkinsRule;
import org.jvnet.hudson.test.junit.jupiter.WithJenkins;

/** What a build keeps of the node that compiles for it is enough for another step, or another process of the controller. */
@WithJenkins
class CompilingNodeTest {
    @TempDir
    private Path folder;

    @Test
    void shouldCompileOnTheNodeWithItsInterpreterAndKeepNoOtherVariable(JenkinsRule jenkins) throws Exception {
        String workspace = jenkins.jenkins.getRootPath().getRemote();
        CompilingNode.keep(
                folder,
                "",
                workspace,
                Map.of(
                        "QMLOPS_AER_PYTHON", "/no/such/python",
                        "QMLOPS_GOOGLE_PYTHON", "/no/such/cirq",
                        "KEY", "planted-4711"));

        assertThat(Files.readString(folder.resolve(CompilingNode.FILE))).doesNotContain("planted-4711");
        try (var qiskit = CompilingNode.of(folder).of(NodeCompiler.Library.QISKIT, "");
                var cirq = CompilingNode.of(folder).of(NodeCompiler.Library.CIRQ, "")) {
            assertThatThrownBy(() -> qiskit.compile("{}"))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("/no/such/python");
            assertThatThrownBy(() -> cirq.compile("{}"))
                    .isInstanceOf(BackendException.class)
                    .hasMessageContaining("/no/such/cirq");
        }
    }

    @Test
    void shouldAskAgainWhenTheNodeIsBack(JenkinsRule jenkins) throws Exception {
        CompilingNode.keep(folder, "gone", "/workspace", Map.of());

        try (var compiler = CompilingNode.of(folder).of(NodeCompiler.Library.CIRQ, "")) {
            assertThatThrownBy(() -> compiler.compile("{}"))
                    .isInstanceOfSatisfying(BackendException.class, e -> assertThat(e.kind())
                            .isEqualTo(BackendException.Kind.TRANSIENT))
                    .hasMessageContaining("the node gone, which compiles for this run, is away");
        }
    }

    @Test
    void shouldKnowOfNoCompilerWhereNoNodeWas(JenkinsRule jenkins) {
        assertThat(CompilingNode.of(folder)).isNull();
    }
}
