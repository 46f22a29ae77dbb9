package io.jenkins.plugins.quantum.engine.python;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Reads a stream to its end, so that its writer never waits, and keeps the end of it for messages. Thread-safe. */
public final class LastWords {
    private static final int KEPT = 8192;

    private static final int SHOWN = 300;

    private final byte[] ring = new byte[KEPT];
    private long total;
    private final Thread reader;

    /** Starts reading on a daemon thread, which ends with the stream. */
    public LastWords(InputStream stream) {
        reader = new Thread(() -> drain(stream), "qmlops-python-errors");
        reader.setDaemon(true);
        reader.start();
    }

    private void drain(InputStream stream) {
        var buffer = new byte[KEPT];
        try (stream) {
            for (int read = stream.read(buffer); read >= 0; read = stream.read(buffer)) {
                keep(buffer, read);
            }
        } catch (IOException e) {
            // The process was killed while it wrote: what was read until then is all there is.
            keep(new byte[] {'\n'}, 1);
        }
    }

    private synchronized void keep(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (total++ % KEPT)] = bytes[i];
        }
    }

    /** Waits, at most a second, until the stream has ended. */
    public void awaitEnd() throws InterruptedException {
        reader.join(1000);
    }

    /** How many bytes were read. */
    public synchronized long total() {
        return total;
    }

    /** The kept end as text. */
    public synchronized String text() {
        int length = (int) Math.min(total, KEPT);
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = ring[(int) ((total - length + i) % KEPT)];
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** The last line that is not blank, shortened; empty when there is none. */
    public String line() {
        String[] lines = text().strip().split("\\R");
        String last = lines[lines.length - 1].strip();
        return last.length() <= SHOWN ? last : last.substring(0, SHOWN) + "…";
    }
}
