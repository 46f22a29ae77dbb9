package io.jenkins.plugins.quantum.engine.run.dispatch;

import java.time.Duration;

/** Waits. A seam: tests do not. */
@FunctionalInterface
public interface Sleeper {
    /** Waits for a time. */
    void sleep(Duration duration) throws InterruptedException;
}
