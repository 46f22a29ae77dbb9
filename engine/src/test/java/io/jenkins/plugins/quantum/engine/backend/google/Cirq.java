package io.jenkins.plugins.quantum.engine.backend.google;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.CompilerProcess;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.testkit.VendorClient;

/** Cirq in one process for the tests of a class: it takes seconds to load. Tests are skipped by name where it is not installed. */
final class Cirq implements AutoCloseable {
    private CompilerProcess process;

    /** The compiler; its end is that of the class and not that of a backend. */
    synchronized CircuitCompiler compiler() {
        String python = VendorClient.named("google").python().toString();
        if (process == null) {
            process = new CompilerProcess(GoogleProvider.LIBRARY, ProcessStarter.local(), () -> python);
        }
        CompilerProcess shared = process;
        return new CircuitCompiler() {
            @Override
            public String compile(String job) throws BackendException {
                return shared.compile(job);
            }

            @Override
            public void close() {
                // The next test needs it.
            }
        };
    }

    @Override
    public synchronized void close() {
        if (process != null) {
            process.close();
        }
    }
}
