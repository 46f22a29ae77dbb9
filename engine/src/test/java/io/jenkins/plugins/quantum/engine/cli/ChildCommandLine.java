package io.jenkins.plugins.quantum.engine.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The command line as a process of its own, which can be killed, or run under limits of the operating system. */
final class ChildCommandLine implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path words;

    private ChildCommandLine(Process process, Path words) {
        this.process = process;
        this.words = words;
    }

    /** The command that starts it. */
    static List<String> command(String... arguments) {
        return command(Main.class, arguments);
    }

    /** The command that starts another program of the command line's kind. */
    static List<String> command(Class<?> program, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    static ChildCommandLine start(Path folder, List<String> command) throws IOException {
        return start(folder, command, Map.of());
    }

    /** Starts it with further variables in its environment. */
    static ChildCommandLine start(Path folder, List<String> command, Map<String, String> variables) throws IOException {
        Path words = Files.createTempFile("qmlops-child", ".txt");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(words.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        return new ChildCommandLine(process, words);
    }

    /** Waits for its end and returns its exit code. */
    int await() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the command did not end");
        }
        return process.exitValue();
    }

    /**
     * Kills it, as {@code kill -9} does, once a condition holds and some more time has passed.
     *
     * @return whether it was alive until then
     */
    boolean killWhen(BooleanSupplier condition, long extraMicros) throws InterruptedException {
        while (!condition.getAsBoolean()) {
            if (process.waitFor(200, TimeUnit.MICROSECONDS)) {
                return false;
            }
        }
        boolean ended = process.waitFor(extraMicros, TimeUnit.MICROSECONDS);
        process.destroyForcibly();
        process.waitFor();
        return !ended;
    }

    /** All that it printed, results and messages in the order of printing. */
    String words() throws IOException {
        return Files.readString(words);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(words);
    }
}
