package io.jenkins.plugins.quantum.engine.run;

import java.io.Serial;
import java.util.concurrent.CancellationException;

/**
 * Thrown by the {@code cancelled} of whoever runs something, to leave the run as it is: the process or its node goes down, and another
 * one will resume. Services go on with the jobs that they have; nothing is cancelled there.
 */
public final class SuspendedException extends CancellationException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** A run is left as it is. */
    public SuspendedException(String why) {
        super(why);
    }
}
