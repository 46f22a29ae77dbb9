package io.jenkins.plugins.quantum.agent;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Named pipes of the operating system. */
final class NamedPipe {
    private static final int PATIENCE_SECONDS = 30;

    private NamedPipe() {}

    /**
     * Makes pipes that only the user of this process can open.
     *
     * @throws IOException
     *     where the system has none
     */
    static void make(List<Path> files) throws IOException {
        List<String> command = new ArrayList<>(List.of("mkfifo", "-m", "600"));
        files.forEach(file -> command.add(file.toString()));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("mkfifo failed in " + files.get(0).getParent());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while pipes were made", e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Opens both ends at once, which never waits and lets whoever waits for either end go on. */
    static FileChannel hold(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
