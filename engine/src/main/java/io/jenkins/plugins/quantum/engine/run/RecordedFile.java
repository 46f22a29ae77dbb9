package io.jenkins.plugins.quantum.engine.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.ToIntFunction;

/** Reads what {@code qmlops baseline} wrote beside a suite. */
final class RecordedFile {
    private RecordedFile() {}

    /**
     * The contents of a file.
     *
     * @param nothing
     *     what holds where there is no file; its version is the one expected
     * @param version
     *     reads the version
     * @param what
     *     should have been found, for messages
     * @throws InputException
     *     when the file cannot be read
     */
    static <T> T read(Path folder, String name, Class<T> type, T nothing, ToIntFunction<T> version, String what) {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            return nothing;
        }
        try {
            T read = RunJson.MAPPER.readValue(file.toFile(), type);
            if (read == null) { // the JSON word null, and what follows it is not read
                throw new InputException(
                        SourcePosition.of(name),
                        "expected " + what + ", found null",
                        "restore the file or record it again: qmlops baseline");
            }
            int expected = version.applyAsInt(nothing);
            if (version.applyAsInt(read) != expected) {
                throw new InputException(
                        SourcePosition.of(name),
                        "expected schemaVersion " + expected + ", found " + version.applyAsInt(read),
                        "record it again: qmlops baseline");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw new InputException(
                    new SourcePosition(
                            name,
                            e.getLocation() == null ? 0 : e.getLocation().getLineNr(),
                            e.getLocation() == null ? 0 : e.getLocation().getColumnNr()),
                    "expected " + what + ": " + e.getOriginalMessage(),
                    "restore the file or record it again: qmlops baseline");
        } catch (IOException e) {
            throw new InputException(SourcePosition.of(name), "cannot be read: " + e.getMessage(), "");
        }
    }
}
