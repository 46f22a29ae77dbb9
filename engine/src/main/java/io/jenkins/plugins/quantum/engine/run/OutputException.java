package io.jenkins.plugins.quantum.engine.run;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The place for results cannot be written. The command line answers with exit code 2; no half-written file is left. */
public class OutputException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    /** Creates it from the fault behind it. */
    public OutputException(Path place, IOException cause) {
        super(
                "cannot write " + place + ": " + reason(cause) + "; free space or choose another place with --out",
                cause);
    }

    /** Creates it with a reason in words. */
    public OutputException(String message) {
        super(message);
    }

    private static String reason(IOException cause) {
        if (cause instanceof FileSystemException fault) {
            String reason = fault.getReason();
            return reason == null ? fault.getClass().getSimpleName() : reason;
        }
        return cause.getMessage();
    }
}
