package io.jenkins.plugins.quantum.engine.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.quantum.engine.python.Pythons;
import io.jenkins.plugins.quantum.engine.python.UserPython;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Python objects that misbehave, as a user of the command line meets them. Needs some Python 3. */
@EnabledIf(value = "io.jenkins.plugins.quantum.engine.python.Pythons#hasAny", disabledReason = "there is no python3")
@DisabledOnOs(OS.WINDOWS)
@Timeout(300)
class HostilePythonTest {
    private static final String SUITE =
            """
            version: 1
            tests:
              - {name: model, circuit: model.py:circuit, gates: {fidelity: {min: 0.8}}}
            """;

    @TempDir
    private Path folder;

    private CommandLineSession user;

    @BeforeEach
    void sitDown() throws IOException {
        user = new CommandLineSession(folder).with(UserPython.VARIABLE, Pythons.any());
        user.write("quantum.yml", SUITE);
    }

    @Test
    void shouldStopAllocationWithoutEnd() throws IOException {
        run("blocks = []\nwhile True:\n    blocks.append(bytearray(1 << 26))\n", "model.py:3", "memory");
    }

    @Test
    void shouldStopAGigabyteOfPrints() throws IOException {
        run("for _ in range(1 << 10):\n    print('x' * (1 << 20))\n", "model.py", "prints more than 16 MB");
    }

    @Test
    void shouldStopAGigabyteOfErrors() throws IOException {
        run(
                "import sys\nfor _ in range(1 << 10):\n    sys.stderr.write('x' * (1 << 20))\n",
                "model.py",
                "prints more than 16 MB");
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes two minutes")
    void shouldEndALoop() throws IOException {
        run("while True:\n    pass\n", "model.py", "still running after 120 s");
    }

    @Test
    @EnabledIfSystemProperty(named = "qmlops.long", matches = "true", disabledReason = "takes two minutes")
    void shouldEndARecursion() throws IOException {
        run("import sys\nsys.setrecursionlimit(1 << 30)\ndef f(): return f()\nf()\n", "model.py");
    }

    @Test
    void shouldAnswerForCodeThatIsWrong() throws IOException {
        run("circuit = 1 / 0\n", "model.py:1", "ZeroDivisionError");
        run("circuit = = 1\n", "model.py:1", "SyntaxError");
        run("import no_such_module\n", "model.py:1", "no_such_module");
        run("circuits = 1\n", "model.py", "did you mean 'circuits'");
        run("circuit = 1\n", "model.py", "int");
        run("", "model.py", "circuit");
        run("raise SystemExit(0)\n", "model.py", "SystemExit");
        run("import os\nos._exit(0)\n", "model.py", "ended without an answer");
        run("import os\nos.kill(os.getpid(), 9)\n", "model.py", "killed");
        run("circuit = '\\u001b[2J' + 5\n", "model.py:1", "TypeError");
    }

    private void run(String source, String... answer) throws IOException {
        user.write("model.py", source);

        assertThat(user.type("run")).as(user.err()).isEqualTo(2);

        assertThat(user.err()).contains(answer);
        Answers.assertOneMessage(user);
        assertThat(user.err()).doesNotContain("\u001b");
        assertThat(folder.resolve("qmlops-out")).doesNotExist();
    }
}
