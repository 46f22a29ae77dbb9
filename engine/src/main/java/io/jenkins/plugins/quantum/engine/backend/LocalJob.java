package io.jenkins.plugins.quantum.engine.backend;

import io.jenkins.plugins.quantum.engine.backend.JobStatus.State;

/** One job of a {@link LocalBackend}. The monitor guards every field; the work itself runs outside it. */
final class LocalJob implements Runnable {
    private final LocalBackend backend;
    private final Progress progress = new Progress();
    private JobRequest request;
    private State state = State.QUEUED;
    private Thread runner;
    private JobResult result;
    private BackendException failure;

    LocalJob(LocalBackend backend, JobRequest request) {
        this.backend = backend;
        this.request = request;
    }

    @Override
    public void run() {
        JobRequest work = start();
        if (work == null) {
            return;
        }
        try {
            end(State.DONE, backend.execute(work, progress), null);
        } catch (InterruptedException e) {
            // The pool's own thread: nothing above it waits for the flag.
            end(State.CANCELLED, null, null);
        } catch (BackendException e) {
            end(State.FAILED, null, e);
        } catch (OutOfMemoryError e) {
            String words = "the simulation ran out of memory; give Java more (-Xmx) or use a narrower circuit";
            end(State.FAILED, null, new BackendException(words, false, e));
        } catch (RuntimeException | Error e) {
            end(
                    State.FAILED,
                    null,
                    new BackendException("the simulation failed with an internal error: " + e, false, e));
        }
    }

    private synchronized JobRequest start() {
        if (state != State.QUEUED) {
            return null;
        }
        state = State.RUNNING;
        runner = Thread.currentThread();
        return request;
    }

    private synchronized void end(State how, JobResult found, BackendException why) {
        runner = null;
        if (state == State.RUNNING) {
            state = how;
            result = found;
            failure = why;
            request = null;
        }
    }

    synchronized void cancel() {
        if (state.ended()) {
            return;
        }
        state = State.CANCELLED;
        request = null;
        if (runner != null) {
            runner.interrupt();
        }
    }

    synchronized State state() {
        return state;
    }

    synchronized JobStatus status(JobRef ref) {
        double share = state == State.DONE ? 1 : progress.share();
        return new JobStatus(ref, state, share, failure == null ? "" : failure.getMessage());
    }

    synchronized JobResult result() throws BackendException {
        if (failure != null) {
            throw failure;
        }
        if (result == null) {
            throw new BackendException(
                    state == State.CANCELLED ? "the job was cancelled" : "the job is not finished",
                    state != State.CANCELLED);
        }
        return result;
    }
}
