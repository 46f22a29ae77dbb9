package io.jenkins.plugins.quantum.engine.noise;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The JSON of a calibration file. Some services wrap it as text into other JSON; it is unwrapped, and places in it then are that of the
 * text. Depth and lengths are bounded, no key may stand twice.
 */
final class CalibrationText {
    private static final int DEEPEST = 40;
    private static final int LONGEST_NUMBER = 64;
    private static final int MOST_WRAPPINGS = 3;

    /** Where AWS has the device's document, as text. */
    private static final String WRAPPED = "deviceCapabilities";

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String file;
    private final byte[] bytes;
    private final JsonNode root;
    private final boolean wrapped;

    /**
     * Parses.
     *
     * @throws InputException
     *     when it is no JSON, or too deep
     */
    CalibrationText(String file, byte[] bytes) {
        this.file = file;
        this.bytes = bytes.clone();
        JsonNode inner = parse(bytes, true);
        int wrappings = 0;
        while (wrappings < MOST_WRAPPINGS && content(inner).isTextual()) {
            inner = parse(content(inner).textValue().getBytes(StandardCharsets.UTF_8), false);
            wrappings++;
        }
        this.root = inner;
        this.wrapped = wrappings > 0;
    }

    private static JsonNode content(JsonNode node) {
        return node.path(WRAPPED).isTextual() ? node.path(WRAPPED) : node;
    }

    JsonNode root() {
        return root;
    }

    private JsonNode parse(byte[] json, boolean outer) {
        var mapper = new ObjectMapper(FACTORY).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try {
            return mapper.readTree(json);
        } catch (StreamConstraintsException e) {
            throw new InputException(
                    SourcePosition.of(file),
                    "expected at most " + DEEPEST + " levels of nesting and numbers of " + LONGEST_NUMBER
                            + " characters, found more",
                    "");
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            SourcePosition position = at == null || !outer ? new SourcePosition(file, 1, 1) : position(at);
            throw new InputException(position, "expected JSON: " + e.getOriginalMessage(), "correct the file");
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory can be read", e);
        }
    }

    private SourcePosition position(JsonLocation at) {
        return new SourcePosition(file, Math.max(0, at.getLineNr()), Math.max(0, at.getColumnNr()));
    }

    /** The places of what JSON pointers point to; of something that is not there, the place of what should hold it. */
    Map<String, SourcePosition> places(Collection<String> pointers) {
        var wanted = new HashMap<String, SourcePosition>();
        pointers.forEach(pointer -> wanted.put(pointer, new SourcePosition(file, 1, 1)));
        if (wrapped || wanted.isEmpty()) {
            return wanted;
        }
        var depth = new HashMap<String, Integer>();
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME && !token.isStructEnd()) {
                    String here = pointer(parser, token);
                    SourcePosition position = position(parser.currentTokenLocation());
                    for (String pointer : pointers) {
                        if (holds(here, pointer) && here.length() >= depth.getOrDefault(pointer, 0)) {
                            depth.put(pointer, here.length());
                            wanted.put(pointer, position);
                        }
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("what was parsed before can be parsed again", e);
        }
        return wanted;
    }

    /** Where an object or list begins, Jackson's context is already inside of it. */
    private static String pointer(JsonParser parser, JsonToken token) {
        var context = parser.getParsingContext();
        return (token.isStructStart() ? context.getParent() : context)
                .pathAsPointer()
                .toString();
    }

    private static boolean holds(String outer, String inner) {
        return inner.equals(outer) || outer.isEmpty() || inner.startsWith(outer + "/");
    }
}
