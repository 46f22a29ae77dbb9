package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.nio.file.Path;

/** The file of a native program: a JSON object, passed on letter by letter to the machine, which alone understands it. */
public final class NativeFile {
    private static final int DEEPEST = 100;

    private NativeFile() {}

    /**
     * Its text.
     *
     * @param displayName
     *     as the suite names it, for messages
     * @throws InputException
     *     when there is no such file, or it is no JSON object
     */
    public static String read(Path file, String displayName) {
        String text = TextFile.read(file, displayName).text();
        var factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(TextFile.LARGEST)
                        .build())
                .build();
        try {
            if (!JsonMapper.builder(factory).build().readTree(text).isObject()) {
                throw refused(SourcePosition.of(displayName), null);
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw refused(
                    at == null
                            ? SourcePosition.of(displayName)
                            : new SourcePosition(displayName, at.getLineNr(), at.getColumnNr()),
                    e);
        }
        return text;
    }

    private static InputException refused(SourcePosition at, JsonProcessingException why) {
        return new InputException(
                at,
                "expected a native program as a JSON object, found "
                        + (why == null ? "another value" : "text that is none"),
                "write it with the vendor's tool, for example sequence.to_abstract_repr() of Pulser");
    }
}
