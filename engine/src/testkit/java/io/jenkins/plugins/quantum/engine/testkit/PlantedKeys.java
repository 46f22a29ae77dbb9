package io.jenkins.plugins.quantum.engine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;

/**
 * The keys that tests give to fakes, written down for whoever looks afterwards whether one of them stands in a log, a report or a run's
 * folder. Never those of a real service.
 */
public final class PlantedKeys {
    /** The system property that names the file; without it nothing is written. */
    public static final String FILE = "qmlops.planted";

    private static final int SHORTEST = 8;

    private PlantedKeys() {}

    /** Writes keys down, one a line. */
    public static void note(Collection<String> keys) {
        String file = System.getProperty(FILE, "");
        if (file.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        keys.stream()
                .filter(key -> key.length() >= SHORTEST && !key.contains("\n"))
                .forEach(key -> lines.append(key).append('\n'));
        try {
            Files.write(
                    Path.of(file),
                    lines.toString().getBytes(StandardCharsets.UTF_8),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
