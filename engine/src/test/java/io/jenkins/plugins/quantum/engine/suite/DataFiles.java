package io.jenkins.plugins.quantum.engine.suite;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** Writes a file for a test and reads it back by the reader under test. */
record DataFiles(Path folder, String name) {
    Path write(String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    <T> T read(String text, Function<Path, T> reader) throws IOException {
        return reader.apply(write(text));
    }

    /** The answer to a file that must be refused. */
    String refusal(String text, Function<Path, ?> reader) throws IOException {
        Path file = write(text);
        InputException refused = catchThrowableOfType(InputException.class, () -> reader.apply(file));
        return refused == null ? "accepted" : refused.getMessage();
    }
}
