package io.jenkins.plugins.quantum.engine.backend.python;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * A Python library that a backend computes with, and the program that drives it. The program is sent to the interpreter as its first line
 * of input: nothing has to be copied to where it runs.
 *
 * @param type
 *     of the backend, as suites write it; also names the environment's folder
 * @param title
 *     the library's name for users
 * @param variable
 *     of the environment: names an interpreter to use instead of that of the set-up
 * @param module
 *     that must load when the set-up is done
 * @param place
 *     a class beside whose resources the program and {@code requirements.txt} lie
 * @param parts
 *     modules of the program, without their ending, in the order in which they need each other
 */
public record PythonLibrary(
        String type, String title, String variable, String module, Class<?> place, List<String> parts) {
    static final String REQUIREMENTS = "requirements.txt";

    /** The part of every program that exchanges lines with {@link PythonProcess}. */
    private static final String PROTOCOL = "protocol";

    private static final String LOADER =
            """
            import json, sys, types
            sys.path[:] = [entry for entry in sys.path if entry]
            for name, text in json.loads(sys.stdin.buffer.readline()).items():
                module = types.ModuleType(name)
                sys.modules[name] = module
                exec(compile(text, name + ".py", "exec"), module.__dict__)
            """;

    public PythonLibrary {
        parts = List.copyOf(parts);
    }

    /** The command that waits for {@link #firstLine}. */
    List<String> command(String python) {
        return List.of(python, "-u", "-c", LOADER);
    }

    /** The program. */
    String firstLine() {
        var sources = new LinkedHashMap<String, String>();
        sources.put(PROTOCOL, text(PythonLibrary.class, PROTOCOL + ".py"));
        parts.forEach(part -> sources.put(part, text(place, part + ".py")));
        try {
            return new ObjectMapper().writeValueAsString(sources);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    /** The exact versions that the set-up installs. */
    String requirements() {
        return text(place, REQUIREMENTS);
    }

    /** What a user does to have it. */
    String setup() {
        return "qmlops backends setup " + type;
    }

    private static String text(Class<?> place, String name) {
        try (var stream = place.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the program's jar: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
