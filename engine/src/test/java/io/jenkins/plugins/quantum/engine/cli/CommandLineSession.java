package io.jenkins.plugins.quantum.engine.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** A user at a command line in a folder. */
final class CommandLineSession {
    static final String GHZ =
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[3];
            creg c[3];
            h q[0];
            cx q[0],q[1];
            cx q[1],q[2];
            measure q -> c;
            """;

    private final Path folder;
    private final Map<String, String> variables = new HashMap<>(Map.of("PATH", System.getenv("PATH")));
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    CommandLineSession(Path folder) {
        this.folder = folder;
    }

    CommandLineSession with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    /** Runs a command and returns its exit code. */
    int type(String... arguments) {
        out.reset();
        err.reset();
        return Main.execute(surroundings(), arguments);
    }

    Surroundings surroundings() {
        return new Surroundings(
                folder,
                variables,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                Clock.systemUTC());
    }

    String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    Path folder() {
        return folder;
    }
}
