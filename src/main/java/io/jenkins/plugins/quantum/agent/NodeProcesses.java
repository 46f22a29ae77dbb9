package io.jenkins.plugins.quantum.agent;

import hudson.Util;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The processes of a unit. The step's launcher, which knows of containers and variables around the step, is on the controller; so a
 * process is only asked for here, and all that follows goes over named pipes of this node.
 */
final class NodeProcesses implements ProcessStarter, AutoCloseable {
    private static final Logger LOGGER = Logger.getLogger(NodeProcesses.class.getName());
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final List<String> PIPES =
            List.of(LaunchScript.LIFE, LaunchScript.IN, LaunchScript.OUT, LaunchScript.ERR);

    private final Path folder;
    private final Runnable bell;
    private final BooleanSupplier abandoned;
    private final Consumer<String> log;
    private final Map<String, PipedChild> children = new ConcurrentHashMap<>();
    private volatile boolean closed;
    /** Whether this system has no named pipes. */
    private volatile boolean direct;

    /**
     * Creates it.
     *
     * @param folder
     *     for pipes; what an earlier process of this node left there is ended and removed
     * @param bell
     *     tells the controller to look
     * @param abandoned
     *     whether no controller will look any more
     * @param log
     *     takes lines for the user
     */
    NodeProcesses(Path folder, Runnable bell, BooleanSupplier abandoned, Consumer<String> log) {
        this.folder = folder;
        this.bell = bell;
        this.abandoned = abandoned;
        this.log = log;
    }

    /**
     * Removes what an earlier process of this node left. A script that waits at a pipe, or gets there meanwhile, goes on, and sees that
     * nobody wants its process.
     */
    void clean() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<FileChannel> held = new ArrayList<>();
        try (Stream<Path> left = Files.list(folder)) {
            for (Path child : left.toList()) {
                for (String pipe : PIPES) {
                    if (Files.exists(child.resolve(pipe))) {
                        held.add(NamedPipe.hold(child.resolve(pipe)));
                    }
                }
            }
            Util.deleteRecursive(folder.toFile());
        } catch (IOException e) {
            LOGGER.log(Level.WARNING, e, () -> "old pipes stay in " + folder);
        } finally {
            held.forEach(PipedChild::close);
        }
    }

    @Override
    public Child start(List<String> command) throws IOException {
        if (direct) {
            return ProcessStarter.local().start(command);
        }
        PipedChild child;
        Path place = null;
        try {
            Files.createDirectories(folder);
            place = Files.createTempDirectory(folder, "p");
            child = new PipedChild(place, command);
        } catch (IOException e) {
            direct = true;
            LOGGER.log(Level.FINE, e, () -> "no named pipes in " + folder);
            log.accept("This node has no named pipes: Python starts directly on it, outside of containers around the"
                    + " step.");
            return ProcessStarter.local().start(command);
        }
        Path whole = place.toAbsolutePath();
        String id = whole.getName(whole.getNameCount() - 3) + "/" + whole.getFileName();
        children.put(id, child);
        try {
            if (closed) {
                throw new IOException("the run is over");
            }
            bell.run();
            child.awaitStart(PATIENCE, abandoned);
            return child;
        } catch (IOException e) {
            child.kill();
            children.remove(id);
            throw e;
        } finally {
            children.values().removeIf(PipedChild::over);
        }
    }

    /** The processes that nobody has launched yet. */
    List<LaunchRequest> wanted() {
        return children.entrySet().stream()
                .filter(child -> child.getValue().wanted())
                .map(child -> new LaunchRequest(
                        child.getKey(), child.getValue().script().toString()))
                .toList();
    }

    /** Told when the launch of a process is over. */
    void launchEnded(String id, String words) {
        PipedChild child = children.get(id);
        if (child != null) {
            child.launchEnded(words);
        }
    }

    /** Ends them all. */
    @Override
    public void close() {
        closed = true;
        children.values().forEach(PipedChild::kill);
    }
}
