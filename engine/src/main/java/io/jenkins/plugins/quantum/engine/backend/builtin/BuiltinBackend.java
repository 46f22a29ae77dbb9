package io.jenkins.plugins.quantum.engine.backend.builtin;

import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.Capabilities;
import io.jenkins.plugins.quantum.engine.backend.JobRequest;
import io.jenkins.plugins.quantum.engine.backend.JobResult;
import io.jenkins.plugins.quantum.engine.backend.LocalBackend;
import io.jenkins.plugins.quantum.engine.backend.Progress;

/** The default backend: an ideal simulator with noise by inserted Pauli errors, without anything to install. */
public final class BuiltinBackend extends LocalBackend {
    private final Object checking = new Object();
    private boolean checked;
    private BackendException defect;

    /**
     * Creates it.
     *
     * @param name
     *     under which suites know it
     * @param threads
     *     how many jobs run at once
     */
    public BuiltinBackend(String name, int threads) {
        super(name, threads);
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(
                "builtin", true, Limits.QUBITS, Limits.SWEEP_QUBITS, Limits.SLOW_QUBITS, true, false, true, true);
    }

    @Override
    protected void check(JobRequest request) throws BackendException {
        Limits.check(request);
    }

    @Override
    protected JobResult execute(JobRequest request, Progress progress) throws BackendException, InterruptedException {
        selfCheck();
        return new BuiltinJob(request, progress).run();
    }

    private void selfCheck() throws BackendException, InterruptedException {
        synchronized (checking) {
            if (!checked) {
                try {
                    SelfCheck.run(circuit -> new StrangeSimulator(circuit).ideal(false));
                } catch (BackendException e) {
                    defect = e;
                }
                checked = true;
            }
            if (defect != null) {
                throw defect;
            }
        }
    }
}
