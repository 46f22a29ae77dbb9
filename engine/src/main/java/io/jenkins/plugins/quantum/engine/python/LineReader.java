package io.jenkins.plugins.quantum.engine.python;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Lines of a stream, read by a daemon thread, so that a reader can stop waiting. A line beyond the cap ends the stream. */
public final class LineReader {
    /** Of one line, in bytes. */
    public static final int LONGEST = 256 << 20;

    private final LinkedBlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    /** A line, or with a null text the end of the stream and the reason, empty for a plain end. */
    public record Line(String text, String reason) {
        /** Whether nothing follows. */
        public boolean end() {
            return text == null;
        }
    }

    /**
     * Starts reading.
     *
     * @param longest
     *     bytes of one line
     */
    public LineReader(InputStream stream, int longest) {
        var thread = new Thread(() -> read(new BufferedInputStream(stream, 1 << 16), longest), "qmlops-python-output");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next line, or null when none came in time. */
    public Line next(long timeout, TimeUnit unit) throws InterruptedException {
        return lines.poll(timeout, unit);
    }

    private void read(InputStream stream, int longest) {
        var line = new ByteArrayOutputStream();
        String reason = "";
        try (stream) {
            for (int next = stream.read(); next >= 0; next = stream.read()) {
                if (next == '\n') {
                    lines.add(new Line(line.toString(StandardCharsets.UTF_8), ""));
                    line = new ByteArrayOutputStream();
                } else if (line.size() >= longest) {
                    reason = "an answer of more than " + longest + " bytes";
                    break;
                } else {
                    line.write(next);
                }
            }
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        }
        lines.add(new Line(null, reason));
    }
}
