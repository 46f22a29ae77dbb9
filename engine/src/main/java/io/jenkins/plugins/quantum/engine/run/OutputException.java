package io.jenkins.plugins.quantum.engine.run;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
            return fault.getReason() == null ? kind(fault) : fault.getReason();
        }
        return cause.getMessage() == null ? "the system refused it" : cause.getMessage();
    }

    /** Java gives these no words of their own. */
    private static String kind(FileSystemException fault) {
        if (fault instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (fault instanceof FileAlreadyExistsException) {
            return "a file is in the place of a folder";
        }
        if (fault instanceof NoSuchFileException) {
            return "there can be no folder";
        }
        return "the system refused it";
    }
}
