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
        // the children are asked for first: they lose their parent with it
        var family = process.descendants().toList();
        process.destroyForcibly();
        family.forEach(ProcessHandle::destroyForcibly);
    }
}
