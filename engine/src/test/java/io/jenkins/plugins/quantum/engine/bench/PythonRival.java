package io.jenkins.plugins.quantum.engine.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A script of {@code bench/} that answers each line it reads with one line of JSON, and times itself. */
final class PythonRival implements AutoCloseable {
    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final BufferedReader output;

    PythonRival(String python, String script, String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(python, folder().resolve(script).toString()));
        command.addAll(List.of(arguments));
        process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** The folder of the scripts and of the results. */
    static Path folder() {
        return Path.of(System.getProperty("basedir", "."), "..", "bench").normalize();
    }

    JsonNode ask(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
        String answer = output.readLine();
        if (answer == null) {
            throw new IOException("the script ended; its last words are above");
        }
        return json.readTree(answer);
    }

    @Override
    public void close() throws IOException {
        // the script ends with its input
        process.getOutputStream().close();
        output.close();
    }
}
