package io.jenkins.plugins.quantum.engine.cli;

import io.jenkins.plugins.quantum.engine.run.TemporaryFolder;
import java.io.IOException;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files of a git revision in a temporary folder, removed on close. The user's own work tree, index and branches are not
 * touched.
 *
 * @param root
 *     the temporary folder: the root of the repository
 * @param folder
 *     the folder in it that corresponds to the one that the caller is in
 */
record GitCheckout(TemporaryFolder root, Path folder) implements AutoCloseable {
    /** There is no such revision, or no repository. */
    static final class NoRevisionException extends IOException {
        @Serial
        private static final long serialVersionUID = 1L;

        NoRevisionException(String message) {
            super(message);
        }
    }

    static GitCheckout of(Path folder, String revision) throws IOException, InterruptedException {
        String commit = git(folder, "rev-parse", "--verify", "--end-of-options", revision + "^{commit}");
        String prefix = git(folder, "rev-parse", "--show-prefix");
        String top = git(folder, "rev-parse", "--show-toplevel");
        TemporaryFolder temporary = TemporaryFolder.create();
        Path root = temporary.path();
        Path index = root.resolve(".qmlops-index");
        git(Path.of(top), List.of("GIT_INDEX_FILE=" + index), "--work-tree=" + root, "read-tree", commit);
        git(
                Path.of(top),
                List.of("GIT_INDEX_FILE=" + index),
                "--work-tree=" + root,
                "checkout-index",
                "--all",
                "--force",
                "--prefix=" + root + "/");
        return new GitCheckout(temporary, root.resolve(prefix));
    }

    private static String git(Path folder, String... arguments) throws IOException, InterruptedException {
        return git(folder, List.of(), arguments);
    }

    private static String git(Path folder, List<String> variables, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        variables.forEach(variable -> {
            int equals = variable.indexOf('=');
            builder.environment().put(variable.substring(0, equals), variable.substring(equals + 1));
        });
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new NoRevisionException("git cannot be started");
        }
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new NoRevisionException(output.lines().findFirst().orElse("git failed"));
        }
        return output;
    }

    @Override
    public void close() {
        root.close();
    }
}
