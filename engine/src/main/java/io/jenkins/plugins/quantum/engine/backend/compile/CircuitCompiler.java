package io.jenkins.plugins.quantum.engine.backend.compile;

import io.jenkins.plugins.quantum.engine.backend.BackendException;

/** Where a vendor's compiler is: in a process of this machine, or of another. */
public interface CircuitCompiler extends AutoCloseable {
    /**
     * The answer to a job, both JSON.
     *
     * @throws BackendException
     *     when the compiler cannot be asked, with what to do
     */
    String compile(String job) throws BackendException;

    @Override
    void close();

    /**
     * Where none can be started.
     *
     * @param advice
     *     why, and what to do, for the user
     */
    static CircuitCompiler none(String advice) {
        return new CircuitCompiler() {
            @Override
            public String compile(String job) throws BackendException {
                throw new BackendException(advice, BackendException.Kind.REFUSED);
            }

            @Override
            public void close() {
                // Nothing was started.
            }
        };
    }
}
