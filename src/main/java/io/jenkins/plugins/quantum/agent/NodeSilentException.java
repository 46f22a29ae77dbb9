package io.jenkins.plugins.quantum.agent;

import java.io.IOException;

/** A node that is connected did not answer in time. Its unit may well be at work. */
public final class NodeSilentException extends IOException {
    private static final long serialVersionUID = 1L;

    NodeSilentException(long seconds, Throwable cause) {
        super("the node did not answer within " + seconds + " s", cause);
    }
}
