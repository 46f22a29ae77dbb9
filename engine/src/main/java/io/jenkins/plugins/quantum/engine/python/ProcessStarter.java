package io.jenkins.plugins.quantum.engine.python;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;

/** Starts processes where the build runs: on this machine, or through Jenkins' launcher on an agent or in a container. */
@FunctionalInterface
public interface ProcessStarter {
    /**
     * Starts a command.
     *
     * @param command
     *     the program and its arguments
     * @throws IOException
     *     when it cannot be started, for example because there is no such program
     */
    Child start(List<String> command) throws IOException;

    /** A started process. Each stream is to be used by one thread. */
    interface Child {
        /** What the process reads. */
        OutputStream input();

        /** What it prints. */
        InputStream output();

        /** What it prints as errors. */
        InputStream errors();

        /**
         * Waits for its end.
         *
         * @return its exit code; 128 plus the signal when a signal ended it
         * @throws IOException
         *     when the connection to it is lost
         */
        int await() throws IOException, InterruptedException;

        /** Ends it and every process it started, at once; one that has ended is left as it is. */
        void kill();
    }

    /**
     * Starts nothing.
     *
     * @param why
     *     for the user
     */
    static ProcessStarter refusing(String why) {
        return command -> {
            throw new IOException(why);
        };
    }

    /** Starts processes on this machine. */
    static ProcessStarter local() {
        return command -> new LocalChild(new ProcessBuilder(command).start());
    }
}
