package io.jenkins.plugins.quantum.engine.suite;

import java.util.ArrayList;
import java.util.List;

/** Splits comma-separated text by RFC 4180; keeps where each field begins. Blank lines are skipped. */
final class CsvReader {
    private static final int END = -1;

    /**
     * One field.
     *
     * @param line
     *     from 0
     * @param column
     *     from 0
     */
    record Field(String text, int line, int column) {}

    private final String text;
    private final Problems problems;
    private int next;
    private int line;
    private int lineStart;

    CsvReader(String text, Problems problems) {
        this.text = text;
        this.problems = problems;
    }

    /** The next row that is not blank; empty at the end of the text. */
    List<Field> row() {
        while (next < text.length() && lineEnds()) {
            endLine();
        }
        List<Field> fields = new ArrayList<>();
        if (next >= text.length()) {
            return fields;
        }
        fields.add(field());
        while (peek() == ',') {
            next++;
            fields.add(field());
        }
        if (next < text.length()) {
            endLine();
        }
        return fields;
    }

    private Field field() {
        int fieldLine = line;
        int column = next - lineStart;
        var content = new StringBuilder();
        if (peek() == '"') {
            quoted(content, fieldLine, column);
            int after = next;
            while (peek() != ',' && !lineEnds()) {
                next++;
            }
            if (!text.substring(after, next).isBlank()) {
                problems.error(
                        problems.at(line, after - lineStart),
                        "expected ',' or the end of the line after a closing quote, found "
                                + Scalars.quote(text.substring(after, next)),
                        "inside quotes, write a quote twice");
            }
        } else {
            int start = next;
            while (peek() != ',' && !lineEnds()) {
                next++;
            }
            content.append(text.substring(start, next).trim());
        }
        return new Field(content.toString(), fieldLine, column);
    }

    private void quoted(StringBuilder content, int startLine, int startColumn) {
        next++;
        while (next < text.length()) {
            char c = text.charAt(next);
            if (c == '"' && next + 1 < text.length() && text.charAt(next + 1) == '"') {
                content.append('"');
                next += 2;
            } else if (c == '"') {
                next++;
                return;
            } else if (lineEnds()) {
                content.append('\n');
                endLine();
            } else {
                content.append(c);
                next++;
            }
        }
        problems.error(
                problems.at(startLine, startColumn),
                "expected a closing quote, found the end of the file",
                "close the quoted text that begins here");
    }

    private int peek() {
        return next < text.length() ? text.charAt(next) : END;
    }

    private boolean lineEnds() {
        int c = peek();
        return c == END || c == '\n' || c == '\r';
    }

    private void endLine() {
        if (text.charAt(next) == '\r' && next + 1 < text.length() && text.charAt(next + 1) == '\n') {
            next++;
        }
        next++;
        line++;
        lineStart = next;
    }
}
