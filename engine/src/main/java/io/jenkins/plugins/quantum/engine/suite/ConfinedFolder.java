package io.jenkins.plugins.quantum.engine.suite;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/**
 * The folder of a suite and the files that it may name: relative, and inside the nearest folder above that holds
 * {@code .git}, or inside the suite's own folder when none does. A suite of a pull request cannot read the machine's files.
 */
public final class ConfinedFolder {
    private final Path folder;
    private final Path root;

    private ConfinedFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        this.root = root(this.folder);
    }

    /** The folder that a suite stands in; need not exist. */
    public static ConfinedFolder around(Path folder) {
        return new ConfinedFolder(folder);
    }

    /** The folder above which nothing is read. */
    public Path root() {
        return root;
    }

    private static Path root(Path folder) {
        for (Path above = folder; above != null; above = above.getParent()) {
            if (Files.exists(above.resolve(".git"))) {
                return above;
            }
        }
        return folder;
    }

    /**
     * The file that a suite names. It need not exist; when it does, links are followed to make sure that it is inside.
     *
     * @param text
     *     {@code weights.json}, {@code ../shared/vqc.qasm}, {@code model.py:NAME} (gives the file without the name)
     * @param at
     *     where the suite names it
     * @throws InputException
     *     when the path is absolute, malformed, or leads out
     */
    public Path resolve(String text, SourcePosition at) {
        String problem = problemOf(text);
        if (problem.isEmpty()) {
            Path path = folder.resolve(fileName(text)).normalize();
            if (staysInside(path)) {
                return path;
            }
            problem = "expected a file inside the folder " + root.getFileName() + ", found " + Scalars.quote(text)
                    + ", which leads out of it";
        }
        throw new InputException(at, problem, "copy the file next to the suite");
    }

    /** {@code model.py:NAME} names an object of a file. */
    private static String fileName(String text) {
        int object = text.lastIndexOf(".py:");
        return object < 0 ? text : text.substring(0, object + ".py".length());
    }

    private boolean staysInside(Path path) {
        if (!path.startsWith(root)) {
            return false;
        }
        if (!Files.exists(root)) {
            return true;
        }
        Path existing = path;
        while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
            existing = existing.getParent();
        }
        try {
            return existing != null && existing.toRealPath().startsWith(root.toRealPath());
        } catch (IOException e) {
            return false; // a link that leads nowhere
        }
    }

    /** Returns a path that is relative and portable; throws IllegalArgumentException, its message for the user, otherwise. */
    static String requireRelative(String text) {
        String problem = problemOf(text);
        if (!problem.isEmpty()) {
            throw new IllegalArgumentException(problem);
        }
        return text;
    }

    private static String problemOf(String text) {
        String expected = "expected a path relative to the suite, found ";
        if (text.indexOf('\\') >= 0) {
            return "expected '/' between folders, found '\\' in " + Scalars.quote(text);
        }
        boolean drive = text.length() > 1 && text.charAt(1) == ':' && !text.startsWith(".py:", 1);
        if (text.startsWith("/") || text.startsWith("~") || drive || text.contains("://")) {
            return expected + Scalars.quote(text);
        }
        try {
            Path path = Path.of(fileName(text));
            return path.isAbsolute() ? expected + Scalars.quote(text) : "";
        } catch (InvalidPathException e) {
            return "expected a path, found " + Scalars.quote(text);
        }
    }
}
