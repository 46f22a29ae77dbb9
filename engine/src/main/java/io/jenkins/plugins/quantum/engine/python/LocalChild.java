package io.jenkins.plugins.quantum.engine.python;

import java.io.InputStream;
import java.io.OutputStream;

/** A process on this machine. */
record LocalChild(Process process) implements ProcessStarter.Child {
    @Override
    public OutputStream input() {
        return process.getOutputStream();
    }

    @Override
    public InputStream output() {
        return process.getInputStream();
    }

    @Override
    public InputStream errors() {
        return process.getErrorStream();
    }

    @Override
    public int await() throws InterruptedException {
        return process.waitFor();
    }

    @Override
    public void kill() {
        var family = process.descendants().toList();
        // By its handle: Process.destroyForcibly would also close its streams, and wait for ever for a writer that is
        // stuck
        // in one because a child of the process still holds the other end.
        process.toHandle().destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
