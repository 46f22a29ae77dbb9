package io.jenkins.plugins.quantum.engine.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The keys that tests give to fakes, written down for whoever looks afterwards whether one of them stands in a log, a report or a run's
 * folder. Never those of a real service.
 */
public final class PlantedKeys {
    /** The system property that names the file; without it nothing is written. */
    public static final String FILE = "qmlops.planted";

    /** Shorter ones are words that stand elsewhere too. */
    private static final int SHORTEST = 10;

    /** Headers whose value is, or ends with, what is secret. A client's own token of a submission is none. */
    private static final Pattern SECRET_HEADER = Pattern.compile("authorization|x-auth-token|.*api-?key");

    /** Already in the file: a poller sends the same key thousands of times. */
    private static final Set<String> KNOWN = ConcurrentHashMap.newKeySet();

    private PlantedKeys() {}

    /**
     * Writes down the key that a request carries, whichever test sent it.
     *
     * @param headers
     *     names in lower case
     */
    static void sentWith(Map<String, String> headers) {
        if (System.getProperty(FILE, "").isEmpty()) {
            return;
        }
        headers.forEach((name, value) -> {
            // A signature of AWS is no key: the key itself is never sent.
            if (SECRET_HEADER.matcher(name).matches() && !value.startsWith("AWS4-")) {
                note(List.of(value.substring(value.strip().lastIndexOf(' ') + 1).strip()));
            }
        });
    }

    /** Writes keys down, one a line. */
    public static void note(Collection<String> keys) {
        String file = System.getProperty(FILE, "");
        if (file.isEmpty()) {
            return;
        }
        var lines = new StringBuilder();
        keys.stream()
                .filter(key -> key.length() >= SHORTEST && !key.contains("\n") && KNOWN.add(key))
                .forEach(key -> lines.append(key).append('\n'));
        if (lines.isEmpty()) {
            return;
        }
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
