package io.jenkins.plugins.quantum.engine.diagnostic;

/**
 * A place in a user's file.
 *
 * @param file
 *     the file as the user knows it (relative to the suite or as typed)
 * @param line
 *     counted from 1; 0 where the whole file is meant
 * @param column
 *     counted from 1; 0 where the whole line is meant
 */
public record SourcePosition(String file, int line, int column) {
    /** The whole of a file. */
    public static SourcePosition of(String file) {
        return new SourcePosition(file, 0, 0);
    }

    @Override
    public String toString() {
        if (line <= 0) {
            return file;
        }
        return column <= 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
