package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A user's JSON text, read token by token with the place of each; depth and lengths are bounded, no key may stand twice. */
final class JsonText implements AutoCloseable {
    private static final int LONGEST_NUMBER = 100;
    private static final int LONGEST_STRING = 10_000;
    private static final int DEEPEST = 20;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_STRING)
                    .maxNameLength(LONGEST_STRING)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Pattern NO_NUMBER = Pattern.compile("Non-standard token '([^']*)'");

    private final Problems problems;
    private final JsonParser parser;

    JsonText(String text, Problems problems) throws IOException {
        this.problems = problems;
        this.parser = FACTORY.createParser(text);
    }

    /** What reads one file. */
    @FunctionalInterface
    interface Reading<T> {
        T read(JsonText json) throws IOException;
    }

    /**
     * Reads a text that must be one JSON value.
     *
     * @throws InputException
     *     when it is no JSON, goes on after the value, or the reading found problems
     */
    static <T> T read(String text, Problems problems, Reading<T> reading) {
        T result = null;
        try (var json = new JsonText(text, problems)) {
            json.next();
            result = reading.read(json);
            if (!problems.any() && json.next() != null) {
                problems.error(json.at(), "expected the end of the file, found more", "a file holds one JSON value");
            }
        } catch (JsonProcessingException e) {
            JsonLocation where = e.getLocation();
            int line = where == null ? 0 : where.getLineNr() - 1;
            int column = where == null ? 0 : where.getColumnNr() - 1;
            problems.error(problems.at(line, Math.max(0, column - readBefore(e))), words(e.getOriginalMessage()), "");
        } catch (IOException e) {
            throw new IllegalStateException("text in memory can be read", e);
        }
        problems.throwIfAny();
        return result;
    }

    /** How many characters Jackson has read past the place to be told: a word such as NaN is read before it is refused. */
    private static int readBefore(JsonProcessingException e) {
        Matcher word = NO_NUMBER.matcher(e.getOriginalMessage());
        return word.find() ? word.group(1).length() : 0;
    }

    private static String words(String message) {
        if (NO_NUMBER.matcher(message).find()) {
            return "expected a finite number, found NaN or Infinity";
        }
        if (message.startsWith("Duplicate field")) {
            return "expected each key once, found " + message.substring("Duplicate field ".length()) + " again";
        }
        if (message.contains("end-of-input")) {
            return "expected the rest of the JSON value, found the end of the file";
        }
        if (message.contains("exceeds the maximum")) {
            return "expected numbers, keys and nesting of usual size, found more";
        }
        return "expected JSON, found an error in its syntax: " + message.split("[:(\\n]", 2)[0].trim();
    }

    /** Moves to the next token; null at the end. */
    JsonToken next() throws IOException {
        return parser.nextToken();
    }

    JsonToken token() {
        return parser.currentToken();
    }

    String name() throws IOException {
        return parser.currentName();
    }

    /** The text of the current name, text or number. */
    String text() throws IOException {
        return parser.getText();
    }

    /** The number here; a problem and NaN when it is not a finite number. */
    double number() throws IOException {
        if (token() == null || !token().isNumeric()) {
            problems.error(at(), "expected a number, found " + describe(), "");
            return Double.NaN;
        }
        double value = parser.getDoubleValue();
        if (!Double.isFinite(value)) {
            problems.error(at(), "expected a finite number, found " + Scalars.quote(parser.getText()), "");
        }
        return value;
    }

    /** Where the current token begins. */
    SourcePosition at() {
        JsonLocation where = parser.currentTokenLocation();
        return problems.at(where.getLineNr() - 1, where.getColumnNr() - 1);
    }

    /** The current token in a user's words. */
    String describe() throws IOException {
        JsonToken token = token();
        if (token == null) {
            return "the end of the file";
        }
        return switch (token) {
            case START_ARRAY -> "a list";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "the text " + Scalars.quote(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getText();
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getText();
            default -> "the end of a list or object";
        };
    }

    /** Skips a list or object that begins here. */
    void skip() throws IOException {
        parser.skipChildren();
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
