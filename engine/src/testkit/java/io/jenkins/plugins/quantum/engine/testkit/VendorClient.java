package io.jenkins.plugins.quantum.engine.testkit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A vendor's own Python client, pointed at a fake service: what it sees there is what the vendor's users would see.
 *
 * <p>A script {@code engine/src/test/python/vendors/<name>/<script>.py} runs in the client's pinned environment and prints one JSON value as its last
 * line. It sees none of the caller's variables but {@code PATH}, and an empty home: no credential, no proxy and no configuration of the developer can
 * reach it. Its own folder is not on Python's path, so that a script may be called like the package it imports.
 */
public final class VendorClient {
    private static final Duration USUAL = Duration.ofSeconds(120);
    private static final int LONGEST_OUTPUT = 16 << 20;
    private static final int SHOWN = 2000;

    private final VendorPython client;
    private final Path python;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private Duration deadline = USUAL;

    private VendorClient(VendorPython client, Path python) {
        this.client = client;
        this.python = python;
    }

    /** The client of this name; the test that asks is skipped, with a reason, when it is not installed here. */
    public static VendorClient named(String name) {
        return of(VendorPython.named(name), System.getenv());
    }

    static VendorClient of(VendorPython client, Map<String, String> environment) {
        Optional<Path> python = client.interpreter(environment);
        Assumptions.assumeTrue(
                python.isPresent(),
                () -> "vendor client " + client.name() + ": not tested, " + client.variable()
                        + " names no interpreter and ./check has made none");
        return new VendorClient(client, python.orElseThrow());
    }

    /** The interpreter of its environment, for tests of programs of ours that use the vendor's library. */
    public Path python() {
        return python;
    }

    /** Sets a variable of the script's environment. */
    public VendorClient with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** How long a script may take, two minutes unless told: some clients take ten seconds to load. */
    public VendorClient within(Duration time) {
        deadline = time;
        return this;
    }

    /**
     * Runs a script to its end.
     *
     * @return the JSON value on the last line that it printed
     * @throws AssertionError
     *     when it fails, takes too long or prints no JSON; says what the script said last
     */
    public JsonNode run(String script, String... arguments) throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("qmlops-vendor-");
        try {
            return run(home, script, arguments);
        } finally {
            delete(home);
        }
    }

    private JsonNode run(Path home, String script, String... arguments) throws IOException, InterruptedException {
        Path output = home.resolve("stdout");
        Path errors = home.resolve("stderr");
        String called = "vendor client " + client.name() + ", script " + script;
        Process process = start(home, script, arguments, output, errors);
        try {
            if (!process.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(
                        called + ": not done after " + deadline.toMillis() + " ms: " + lastWords(errors));
            }
        } finally {
            end(process);
        }
        if (process.exitValue() != 0) {
            throw new AssertionError(
                    called + ": ended with exit code " + process.exitValue() + ": " + lastWords(errors));
        }
        return json(called, lastLine(called, output));
    }

    private Process start(Path home, String script, String[] arguments, Path output, Path errors) throws IOException {
        List<String> command = new ArrayList<>(
                List.of(python.toString(), "-I", "-B", client.script(script).toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(home.toFile());
        Map<String, String> environment = builder.environment();
        String path = environment.getOrDefault("PATH", "/usr/bin:/bin");
        environment.clear();
        environment.put("PATH", path);
        environment.put("HOME", home.toString());
        environment.put("TMPDIR", home.toString());
        environment.put("LANG", "C.UTF-8");
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("NO_PROXY", "127.0.0.1,localhost");
        environment.put("no_proxy", "127.0.0.1,localhost");
        environment.putAll(variables);
        builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
    }

    private static String lastLine(String called, Path output) throws IOException {
        if (Files.size(output) > LONGEST_OUTPUT) {
            throw new AssertionError(called + ": printed more than " + LONGEST_OUTPUT + " bytes");
        }
        String text = Files.readString(output).strip();
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    private static JsonNode json(String called, String line) {
        try {
            JsonNode value = new ObjectMapper().readTree(line);
            if (!value.isMissingNode()) {
                return value;
            }
        } catch (JacksonException e) {
            throw new AssertionError(called + ": its last line is not JSON: " + shortened(line), e);
        }
        throw new AssertionError(called + ": printed nothing");
    }

    private static String lastWords(Path errors) throws IOException {
        try (var file = new RandomAccessFile(errors.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - SHOWN));
            var words = new byte[SHOWN];
            int length = Math.max(0, file.read(words));
            return new String(words, 0, length, StandardCharsets.UTF_8).strip();
        }
    }

    private static String shortened(String line) {
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }

    private static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(folder)) {
            deepestFirst =
                    files.sorted((a, b) -> b.getNameCount() - a.getNameCount()).toList();
        }
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }
}
