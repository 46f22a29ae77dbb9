package io.jenkins.plugins.quantum.engine.python;

import java.time.Duration;

/**
 * What a user's Python file may use while its circuit is exported.
 *
 * @param time
 *     after which it is ended
 * @param memory
 *     address space in bytes
 * @param output
 *     bytes that it may print, and bytes of the circuit itself
 */
public record ExportLimits(Duration time, long memory, int output) {
    /** Two minutes, 4 GiB, 16 MiB. */
    public static final ExportLimits DEFAULT = new ExportLimits(Duration.ofMinutes(2), 4L << 30, 16 << 20);
}
