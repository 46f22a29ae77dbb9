package io.jenkins.plugins.quantum;

import hudson.Extension;
import hudson.model.listeners.ItemListener;
import io.jenkins.plugins.quantum.engine.testkit.PlantedKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import jenkins.model.Jenkins;

/**
 * Looks through the home of every Jenkins that a test starts, when it goes down and before the test deletes it, for the keys that tests
 * gave to fake services. Only for {@code ./check}, which says where to write what is found.
 */
@Extension
public class KeysInHome extends ItemListener {
    /** Programs and not what runs leave. */
    private static final Set<String> LEFT_OUT = Set.of("plugins", "war", "caches");

    private static final long LARGEST = 64L << 20;

    @Override
    public void onBeforeShutdown() {
        String file = System.getProperty(PlantedKeys.FILE, "");
        if (file.isEmpty() || !Files.exists(Path.of(file))) {
            return;
        }
        try {
            List<String> keys = Files.readAllLines(Path.of(file));
            Files.walkFileTree(Jenkins.get().getRootDir().toPath(), new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                    return LEFT_OUT.contains(folder.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path found, BasicFileAttributes attributes) throws IOException {
                    if (attributes.isRegularFile() && attributes.size() < LARGEST) {
                        String text = textOf(found);
                        if (keys.stream().anyMatch(text::contains)) {
                            Files.writeString(
                                    Path.of(file + ".found"),
                                    found + "\n",
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.APPEND);
                        }
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path gone, IOException why) {
                    // Jenkins tidies up while it goes down.
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String textOf(Path file) throws IOException {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return ""; // Jenkins tidies up while it goes down
        }
    }
}
