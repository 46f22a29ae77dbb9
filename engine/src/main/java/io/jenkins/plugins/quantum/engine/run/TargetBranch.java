package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the branch that a change request wants to join says: the folder {@value #FOLDER} beside the suite, written by whoever runs the
 * change. It holds the target's suite as {@value #SUITE} (none where the target has no such suite), and, under their own names, what
 * {@code qmlops baseline} recorded there and the noise files that its suite names.
 *
 * @param folder
 *     where it is
 * @param suite
 *     text of the target's suite
 * @param digest
 *     of all of it
 */
public record TargetBranch(Path folder, Optional<String> suite, String digest) {
    /** Name of the folder. */
    public static final String FOLDER = ".qmlops-target";

    /** Name of the suite in it. */
    public static final String SUITE = "suite.yml";

    private static final int MOST_FILES = 200;

    /**
     * The target branch's part beside a suite; empty where there is none: then the suite itself holds.
     *
     * @throws InputException
     *     when it cannot be read
     */
    static Optional<TargetBranch> beside(Path suite) {
        Path parent = suite.toAbsolutePath().normalize().getParent();
        Path folder = parent == null ? null : parent.resolve(FOLDER);
        if (folder == null || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try {
            var all = new StringBuilder();
            Optional<String> text = Optional.empty();
            for (String name : names(folder)) {
                String content = Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
                all.append(name).append('\n').append(content).append('\n');
                if (name.equals(SUITE)) {
                    text = Optional.of(content);
                }
            }
            return Optional.of(new TargetBranch(folder, text, Job.sha256(all.toString())));
        } catch (IOException e) {
            throw new InputException(
                    SourcePosition.of(FOLDER), "what the target branch says cannot be read: " + e.getMessage(), "");
        }
    }

    /** The files in it, relative, in a fixed order. */
    List<String> names() {
        try {
            return names(folder);
        } catch (IOException e) {
            throw new InputException(
                    SourcePosition.of(FOLDER), "what the target branch says cannot be read: " + e.getMessage(), "");
        }
    }

    private static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .limit(MOST_FILES)
                    .forEach(names::add);
        }
        return names;
    }
}
