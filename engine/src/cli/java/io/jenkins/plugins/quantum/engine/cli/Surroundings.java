package io.jenkins.plugins.quantum.engine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * The process that a command runs in, so that tests can put another in its place.
 *
 * @param folder
 *     the working folder
 * @param variables
 *     of the environment
 * @param out
 *     results
 * @param err
 *     progress and messages
 * @param terminal
 *     whether {@code err} is a terminal, on which lines can be written over
 * @param clock
 *     for timing
 */
record Surroundings(
        Path folder, Map<String, String> variables, PrintStream out, PrintStream err, boolean terminal, Clock clock) {
    /** Set by the launcher when stderr is a terminal, which Java cannot find out. */
    static final String TERMINAL = "QMLOPS_TERMINAL";

    static Surroundings ofProcess() {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Map<String, String> variables = System.getenv();
        boolean terminal = "1".equals(variables.get(TERMINAL));
        return new Surroundings(Path.of("").toAbsolutePath(), variables, out, err, terminal, Clock.systemUTC());
    }
}
