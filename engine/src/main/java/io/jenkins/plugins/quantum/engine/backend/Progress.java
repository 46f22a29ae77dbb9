package io.jenkins.plugins.quantum.engine.backend;

/** How far a local job has come, and the place where it notices that it was cancelled. Written by one thread, read by many. */
public final class Progress {
    private volatile double share;

    /**
     * Says how much of the work is done. To be called between units of work, often enough that a cancelled job ends within about a second.
     *
     * @param doneShare
     *     0 to 1
     * @throws InterruptedException
     *     when the job was cancelled: the caller lets it pass
     */
    public void reach(double doneShare) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the job was cancelled");
        }
        share = Math.max(0, Math.min(1, doneShare));
    }

    /** What was reached last. */
    public double share() {
        return share;
    }
}
