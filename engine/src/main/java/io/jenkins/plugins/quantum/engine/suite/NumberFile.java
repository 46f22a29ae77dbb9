package io.jenkins.plugins.quantum.engine.suite;

import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Numbers for the parameters of a circuit: a number, a list, lists of lists, or an object with one such value.
 *
 * @param values
 *     finite, row-major, at least one
 * @param shape
 *     length of each level from the outside; empty for a single number
 */
public record NumberFile(double[] values, int[] shape) {
    private static final int MOST_NUMBERS = 1_000_000;
    private static final int DEEPEST = 8;

    /** Whether a text is a number by the grammar of suites. */
    public static boolean isNumber(String text) {
        return Scalars.number(text).isPresent();
    }

    /**
     * A number that stands in the suite itself.
     *
     * @throws IllegalArgumentException
     *     when the text is none; see {@link #isNumber}
     */
    public static NumberFile single(String text) {
        OptionalDouble value = Scalars.number(text);
        return new NumberFile(
                new double[] {value.orElseThrow(() -> new IllegalArgumentException("no number: " + text))}, new int[0]);
    }

    /**
     * Reads a JSON file of at most 10 MB and a million numbers.
     *
     * @param displayName
     *     as the suite names it, for messages
     * @throws InputException
     *     with the place of what is wrong
     */
    public static NumberFile read(Path file, String displayName) {
        TextFile content = TextFile.read(file, displayName);
        var problems = new Problems(displayName, content.text());
        return JsonText.read(content.text(), problems, json -> new Reader(json, problems).file());
    }

    /** Collects numbers and the shape that all lists of a level must have; stops at the first problem. */
    private static final class Reader {
        private final JsonText json;
        private final Problems problems;
        private final DoubleStream.Builder values = DoubleStream.builder();
        private final int[] shape = new int[DEEPEST];
        private int count;
        private int levels = -1;

        Reader(JsonText json, Problems problems) {
            this.json = json;
            this.problems = problems;
            Arrays.fill(shape, -1);
        }

        NumberFile file() throws IOException {
            if (json.token() == JsonToken.START_OBJECT) {
                object();
            } else {
                value(0);
            }
            return problems.any() ? null : new NumberFile(values.build().toArray(), Arrays.copyOf(shape, levels));
        }

        private void object() throws IOException {
            if (json.next() == JsonToken.END_OBJECT) {
                problems.error(json.at(), "expected a named list of numbers, found an empty object", "");
                return;
            }
            json.next();
            value(0);
            if (!problems.any() && json.next() != JsonToken.END_OBJECT) {
                problems.error(
                        json.at(),
                        "expected one named list of numbers, found a second one, " + Scalars.quote(json.name()),
                        "give each input a file of its own");
            }
        }

        private void value(int level) throws IOException {
            if (json.token() == JsonToken.START_ARRAY) {
                list(level);
                return;
            }
            if (levels < 0 || levels == level) {
                levels = level;
                values.add(json.number());
                count++;
            } else if (json.token() != null && json.token().isNumeric()) {
                problems.error(json.at(), "expected a list as beside it, found a number", "lists must be rectangular");
            } else {
                json.number();
            }
            if (count > MOST_NUMBERS) {
                problems.error(json.at(), "expected at most a million numbers, found more", "");
            }
        }

        private void list(int level) throws IOException {
            if (level >= DEEPEST || levels >= 0 && level >= levels) {
                String message = level >= DEEPEST
                        ? "expected at most " + DEEPEST + " levels of lists, found more"
                        : "expected a number as beside it, found a list";
                problems.error(json.at(), message, "lists must be rectangular");
                return;
            }
            var begin = json.at();
            int length = 0;
            while (json.next() != JsonToken.END_ARRAY) {
                value(level + 1);
                length++;
                if (problems.any()) {
                    return;
                }
            }
            if (length == 0) {
                problems.error(begin, "expected numbers, found an empty list", "");
            } else if (shape[level] >= 0 && shape[level] != length) {
                problems.error(
                        begin,
                        "expected a list of " + shape[level] + " as beside it, found one of " + length,
                        "lists must be rectangular");
            }
            shape[level] = length;
        }
    }
}
