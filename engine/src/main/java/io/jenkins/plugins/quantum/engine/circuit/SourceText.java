package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.util.Arrays;

/** The text of a program with the way from an offset to line and column. Lines end with LF, CR LF or CR. */
final class SourceText {
    private final String file;
    private final char[] chars;
    private int[] lineStarts;

    SourceText(String file, String text) {
        this.file = file;
        this.chars = text.toCharArray();
    }

    int length() {
        return chars.length;
    }

    /** The character at an offset, or NUL behind the end. */
    char at(int offset) {
        return offset < chars.length ? chars[offset] : '\0';
    }

    String slice(int from, int to) {
        return new String(chars, from, to - from);
    }

    String file() {
        return file;
    }

    SourcePosition position(int offset) {
        int line = line(offset);
        return new SourcePosition(file, line + 1, offset - lineStarts[line] + 1);
    }

    /** The line, without its end, that an offset lies in. */
    String lineAround(int offset) {
        int start = lineStarts()[line(offset)];
        int end = start;
        while (end < chars.length && chars[end] != '\n' && chars[end] != '\r') {
            end++;
        }
        return slice(start, end);
    }

    private int line(int offset) {
        int found = Arrays.binarySearch(lineStarts(), offset);
        return found >= 0 ? found : -found - 2;
    }

    private int[] lineStarts() {
        if (lineStarts == null) {
            int[] starts = new int[16];
            int count = 1;
            for (int i = 0; i < chars.length; i++) {
                boolean lineFeedFollows = i + 1 < chars.length && chars[i + 1] == '\n';
                if (chars[i] == '\n' || chars[i] == '\r' && !lineFeedFollows) {
                    if (count == starts.length) {
                        starts = Arrays.copyOf(starts, count * 2);
                    }
                    starts[count++] = i + 1;
                }
            }
            lineStarts = Arrays.copyOf(starts, count);
        }
        return lineStarts;
    }
}
