package io.jenkins.plugins.quantum.engine.backend.aer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;

/** The Python program, sent to the interpreter as its first line of input: nothing has to be copied to where it runs. */
final class AerProgram {
    /** In the order in which they need each other. */
    private static final List<String> PARTS =
            List.of("aer_protocol", "aer_noise", "aer_circuit", "aer_branches", "aer_server");

    private static final String LOADER =
            """
            import json, sys, types
            sys.path[:] = [entry for entry in sys.path if entry]
            for name, text in json.loads(sys.stdin.buffer.readline()).items():
                module = types.ModuleType(name)
                sys.modules[name] = module
                exec(compile(text, name + ".py", "exec"), module.__dict__)
            """;

    private AerProgram() {}

    /** The command that waits for {@link #firstLine}. */
    static List<String> command(String python) {
        return List.of(python, "-u", "-c", LOADER);
    }

    /** The program. */
    static String firstLine() {
        var sources = new LinkedHashMap<String, String>();
        PARTS.forEach(part -> sources.put(part, resource(part + ".py")));
        try {
            return new ObjectMapper().writeValueAsString(sources);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always JSON", e);
        }
    }

    /** A resource beside this class. */
    static String resource(String name) {
        try (var stream = AerProgram.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("missing from the program's jar: " + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
