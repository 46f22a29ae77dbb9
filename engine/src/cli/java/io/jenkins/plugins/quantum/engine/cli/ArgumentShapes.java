package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Shapes as users type them: {@code w=2,4}. */
final class ArgumentShapes {
    private static final Pattern SHAPE = Pattern.compile("[1-9]\\d{0,6}(,[1-9]\\d{0,6}){0,7}");

    private ArgumentShapes() {}

    static Map<String, int[]> parse(Map<String, String> shapes) {
        var parsed = new TreeMap<String, int[]>();
        shapes.forEach((argument, shape) -> {
            if (!SHAPE.matcher(shape).matches()) {
                throw new InputException(
                        SourcePosition.of("--shape"),
                        "expected numbers separated by commas, found '" + shape + "' for " + argument,
                        "for example --shape " + argument + "=2,4");
            }
            parsed.put(
                    argument,
                    Arrays.stream(shape.split(",")).mapToInt(Integer::parseInt).toArray());
        });
        return parsed;
    }
}
