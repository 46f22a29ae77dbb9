package io.jenkins.plugins.quantum.report;

import hudson.util.AtomicFileWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** A text file that grows by lines at its end and is read from there. Bytes that are no text make a damaged line, not a damaged file. */
final class LineFile {
    private static final int BLOCK = 64 << 10;
    private static final byte END = '\n';

    private final Path file;

    LineFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.isRegularFile(file);
    }

    /** All lines that hold something; none where there is no file. */
    List<String> read() throws IOException {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    /** Adds a line; what a crash cut off before it stays a line of its own. */
    void append(String line) throws IOException {
        byte[] text = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try (var channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = channel.size();
            var last = ByteBuffer.allocate(1);
            boolean cut = size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != END;
            var added = ByteBuffer.allocate(text.length + 1);
            if (cut) {
                added.put(END);
            }
            added.put(text).flip();
            while (added.hasRemaining()) {
                size += channel.write(added, size);
            }
            channel.force(false);
        }
    }

    /** Gives the lines from the last to the first, until told to stop. */
    void backwards(Predicate<String> more) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long from = channel.size();
            byte[] rest = {};
            while (from > 0) {
                int length = (int) Math.min(BLOCK, from);
                from -= length;
                byte[] text = block(channel, from, length, rest);
                int end = text.length;
                for (int i = text.length - 1; i >= 0; i--) {
                    if (text[i] == END) {
                        if (i + 1 < end && !more.test(new String(text, i + 1, end - i - 1, StandardCharsets.UTF_8))) {
                            return;
                        }
                        end = i;
                    }
                }
                rest = Arrays.copyOf(text, end);
            }
            if (rest.length > 0) {
                more.test(new String(rest, StandardCharsets.UTF_8));
            }
        } catch (NoSuchFileException e) {
            return; // nothing was recorded
        }
    }

    private static byte[] block(FileChannel channel, long from, int length, byte[] rest) throws IOException {
        var buffer = ByteBuffer.allocate(length + rest.length);
        buffer.limit(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, from + buffer.position()) < 0) {
                throw new IOException("the file became shorter while it was read");
            }
        }
        buffer.limit(buffer.capacity());
        return buffer.put(rest).array();
    }

    /** Writes all lines anew, whole or not at all. */
    void replace(Iterable<String> lines) throws IOException {
        try (var writer = new AtomicFileWriter(file, StandardCharsets.UTF_8)) {
            try {
                for (String line : lines) {
                    writer.write(line);
                    writer.write('\n');
                }
                writer.commit();
            } finally {
                writer.abort();
            }
        }
    }
}
