package io.jenkins.plugins.quantum.engine.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An accepted fault as text of a suite. The user's file keeps its order and comments: the entry is put first in the list, or a list at the end.
 *
 * @param min
 *     null for none
 * @param max
 *     null for none
 * @param backend
 *     null for all
 */
record AcceptEntry(String test, String gate, String reason, String until, Double min, Double max, String backend) {
    private static final Pattern KEY = Pattern.compile("^accept[ \\t]*:(.*)$", Pattern.MULTILINE);
    private static final Pattern FIRST_ITEM = Pattern.compile("\\A(?:[ \\t]*(?:#.*)?\\n)*([ \\t]*)-[ \\t]");

    /**
     * The text of a suite with the entry in it.
     *
     * @throws InputException
     *     when the list is written in a form that cannot be extended by a line
     */
    String in(String suite, String named) {
        Matcher key = KEY.matcher(suite);
        if (!key.find()) {
            return suite + (suite.endsWith("\n") ? "" : "\n") + "\naccept:\n" + lines("  ");
        }
        String rest = key.group(1).strip();
        if (rest.equals("[]")) {
            return suite.substring(0, key.start()) + "accept:\n" + lines("  ").stripTrailing()
                    + suite.substring(key.end());
        }
        Matcher item = FIRST_ITEM.matcher(suite.substring(Math.min(suite.length(), key.end() + 1)));
        if (!rest.isEmpty() && !rest.startsWith("#") || !item.find()) {
            throw new InputException(
                    SourcePosition.of(named),
                    "'accept' is written in a form that cannot be extended here",
                    "add this entry yourself:\n" + lines("  "));
        }
        int at = Math.min(suite.length(), key.end() + 1);
        return suite.substring(0, at) + lines(item.group(1)) + suite.substring(at);
    }

    private String lines(String indent) {
        var text = new StringBuilder(indent)
                .append("- test: ")
                .append(quoted(test))
                .append('\n');
        line(text, indent, "gate", quoted(gate));
        if (backend != null) {
            line(text, indent, "backend", quoted(backend));
        }
        line(text, indent, "reason", quoted(reason));
        line(text, indent, "until", until);
        if (min != null) {
            line(text, indent, "min", min.toString());
        }
        if (max != null) {
            line(text, indent, "max", max.toString());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String indent, String key, String value) {
        text.append(indent).append("  ").append(key).append(": ").append(value).append('\n');
    }

    /** YAML reads the strings of JSON. Plain words stay plain. */
    private static String quoted(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9._-]*")
                ? text
                : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
