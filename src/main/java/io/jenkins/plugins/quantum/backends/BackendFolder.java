package io.jenkins.plugins.quantum.backends;

import com.fasterxml.jackson.core.JsonProcessingException;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.util.AtomicFileWriter;
import io.jenkins.plugins.quantum.engine.run.RunJson;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What is kept of a backend, in {@code JENKINS_HOME/quantum/backends/NAME/}: small files of JSON, each written whole or not at all. */
final class BackendFolder {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Path folder;

    private BackendFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * That of a backend.
     *
     * @throws IllegalArgumentException
     *     when the name cannot be that of a backend
     */
    @NonNull
    static BackendFolder of(@NonNull String backend) {
        if (!NAME.matcher(backend).matches()) {
            throw new IllegalArgumentException("not a backend's name");
        }
        return new BackendFolder(
                JenkinsFacade.home().resolve("quantum").resolve("backends").resolve(backend));
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Reads a value; empty where there is none or it is damaged. */
    <T> Optional<T> read(String name, Class<T> type) throws IOException {
        try {
            return parse(Files.readString(file(name), StandardCharsets.UTF_8), type);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Reads a value a line; a damaged line is left out. */
    <T> List<T> readLines(String name, Class<T> type) throws IOException {
        try {
            List<T> values = new ArrayList<>();
            new String(Files.readAllBytes(file(name)), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(line -> parse(line, type).ifPresent(values::add));
            return values;
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static <T> Optional<T> parse(String json, Class<T> type) {
        try {
            return Optional.ofNullable(RunJson.MAPPER.readValue(json, type));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    void write(String name, Object value) throws IOException {
        writeText(name, json(value));
    }

    void writeLines(String name, List<?> values) throws IOException {
        var text = new StringBuilder();
        for (Object value : values) {
            text.append(json(value)).append('\n');
        }
        writeText(name, text.toString());
    }

    private static String json(Object value) throws IOException {
        return RunJson.MAPPER.writeValueAsString(value);
    }

    void writeText(String name, String text) throws IOException {
        Path file = file(name);
        Files.createDirectories(file.resolveSibling(""));
        try (var writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            try {
                writer.write(text);
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }
}
