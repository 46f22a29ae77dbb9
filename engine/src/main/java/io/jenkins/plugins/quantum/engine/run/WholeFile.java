package io.jenkins.plugins.quantum.engine.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file whole or not at all: beside its place, flushed, then moved there. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * Replaces a file; it gets the permissions that any new file gets.
     *
     * @throws OutputException
     *     when it cannot be written; what was there before is still there
     */
    public static void write(Path target, String text) {
        Path draft = target.resolveSibling("." + target.getFileName() + ".part");
        try {
            try {
                flush(draft, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new OutputException(target, e);
        }
    }

    private static void flush(Path draft, ByteBuffer bytes) throws IOException {
        Files.deleteIfExists(draft);
        try (FileChannel file = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
    }
}
