package io.jenkins.plugins.quantum.agent;

import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.BufferedInputStream;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channel;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A process that the controller starts and whose streams are named pipes in a folder of this node. */
final class PipedChild implements ProcessStarter.Child {
    private static final Logger LOGGER = Logger.getLogger(PipedChild.class.getName());
    private static final long GLANCE_MILLIS = 5;
    /** How long the exit code of a process may take whose launch is over, or which was told to end. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(3);

    private final Path folder;
    /** Held while somebody wants the process. */
    private final FileChannel life;
    /** Keep the pipes usable until the process has its ends. */
    private final List<FileChannel> holders = new ArrayList<>();

    private final OutputStream input;
    private final InputStream output;
    private final InputStream errors;
    /** Why there will be no exit code; null while one may come. */
    private volatile String lost;

    /** Makes the pipes and the script in an empty folder. */
    PipedChild(Path folder, List<String> command) throws IOException {
        this.folder = folder;
        Path in = folder.resolve(LaunchScript.IN);
        Path out = folder.resolve(LaunchScript.OUT);
        Path err = folder.resolve(LaunchScript.ERR);
        NamedPipe.make(List.of(in, out, err, folder.resolve(LaunchScript.LIFE)));
        Files.writeString(script(), LaunchScript.of(folder, command), StandardCharsets.UTF_8);
        life = NamedPipe.hold(folder.resolve(LaunchScript.LIFE));
        for (Path pipe : List.of(in, out, err)) {
            holders.add(NamedPipe.hold(pipe));
        }
        input = new FileOutputStream(in.toFile());
        // Buffered: a file's own stream asks for its position in some calls, which a pipe has not.
        output = new BufferedInputStream(new FileInputStream(out.toFile()));
        errors = new BufferedInputStream(new FileInputStream(err.toFile()));
    }

    /** The script that starts it. */
    Path script() {
        return folder.resolve("run.sh");
    }

    /** Whether nobody has launched the script yet. */
    boolean wanted() {
        return lost == null && life.isOpen() && !is(LaunchScript.TAKEN);
    }

    /** Whether nothing is left of it. */
    boolean over() {
        return is(LaunchScript.EXIT) || (lost != null || !life.isOpen()) && !is(LaunchScript.STARTED);
    }

    /** Told when the launch is over, however it ended. */
    void launchEnded(String words) {
        lost = words;
    }

    /**
     * Waits until the process is under way.
     *
     * @throws IOException
     *     when there is no such program, it could not be launched, or nobody launched it in time
     */
    void awaitStart(Duration patience, BooleanSupplier abandoned) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!is(LaunchScript.STARTED)) {
            String words = lost;
            if (is(LaunchScript.REFUSED)) {
                throw new IOException("there is no such program where the step's processes run");
            }
            if (words != null && !is(LaunchScript.STARTED)) {
                throw new IOException("it could not be launched: " + words);
            }
            if (!life.isOpen() || abandoned.getAsBoolean()) {
                throw new IOException("the run is over");
            }
            if (System.nanoTime() > end) {
                throw new IOException("the controller did not launch it within " + patience.toSeconds() + " s");
            }
            pause();
        }
        holders.forEach(PipedChild::close);
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a process was started", e);
        }
    }

    private boolean is(String name) {
        return Files.exists(folder.resolve(name));
    }

    @Override
    public OutputStream input() {
        return input;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public InputStream errors() {
        return errors;
    }

    @Override
    public int await() throws IOException, InterruptedException {
        long last = Long.MAX_VALUE;
        while (!is(LaunchScript.EXIT)) {
            if (last == Long.MAX_VALUE && (lost != null || !life.isOpen())) {
                last = System.nanoTime() + LAST_WORDS.toNanos();
            }
            if (last != Long.MAX_VALUE && System.nanoTime() > last) {
                throw new IOException(lost == null ? "its end is not known" : lost);
            }
            TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
        }
        return Integer.parseInt(
                Files.readString(folder.resolve(LaunchScript.EXIT)).strip());
    }

    @Override
    public void kill() {
        close(life);
        holders.forEach(PipedChild::close);
    }

    static void close(Channel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOGGER.log(Level.FINE, "a pipe could not be closed", e);
        }
    }
}
