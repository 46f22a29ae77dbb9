package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.python.PythonBackend;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.backend.python.PythonProcess;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.time.Duration;

/** A compiler in a Python process of this machine, which is started with the first circuit. */
public final class CompilerProcess implements CircuitCompiler {
    private static final Duration START = Duration.ofMinutes(2);
    private static final Duration CIRCUIT = Duration.ofMinutes(10);

    private final PythonLibrary library;
    private final ProcessStarter starter;
    private final PythonBackend.PythonSource python;
    private final Object handover = new Object();
    private PythonProcess process;
    private boolean closed;

    /**
     * Creates it; nothing is started.
     *
     * @param library
     *     that compiles
     * @param python
     *     says which interpreter has it
     */
    public CompilerProcess(PythonLibrary library, ProcessStarter starter, PythonBackend.PythonSource python) {
        this.library = library;
        this.starter = starter;
        this.python = python;
    }

    @Override
    public synchronized String compile(String job) throws BackendException {
        try {
            return running().ask("compile", job, CIRCUIT, share -> {}).toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("compiling was stopped", BackendException.Kind.TRANSIENT, e);
        }
    }

    private PythonProcess running() throws BackendException, InterruptedException {
        synchronized (handover) {
            if (process != null && process.alive()) {
                return process;
            }
        }
        // Outside the lock: close must not wait for a slow start.
        PythonProcess started = PythonProcess.start(library, starter, python.interpreter(), START);
        synchronized (handover) {
            if (closed) {
                started.kill();
                throw new BackendException("the compiler is closed", BackendException.Kind.REFUSED);
            }
            process = started;
        }
        return started;
    }

    @Override
    public void close() {
        synchronized (handover) {
            closed = true;
            if (process != null) {
                process.kill();
            }
        }
    }
}
