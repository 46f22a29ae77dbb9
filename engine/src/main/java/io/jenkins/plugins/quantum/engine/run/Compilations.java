package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.backend.Backend;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.CompiledSize;
import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.gate.Compilation;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;
import java.util.Optional;

/** Asks backends what their compilers make of circuits. */
final class Compilations {
    private Compilations() {}

    /** What a backend makes of the first circuit of a test and of the recorded one, both with the values of their first runs. */
    static Compilation of(Backend backend, Workload workload) {
        try {
            return new Compilation(size(backend, workload.tasks()), size(backend, workload.recorded()), "");
        } catch (BackendException e) {
            return new Compilation(Optional.empty(), Optional.empty(), e.getMessage());
        }
    }

    private static Optional<CompiledSize> size(Backend backend, List<Workload.Task> tasks) throws BackendException {
        return tasks.isEmpty() || !(tasks.get(0).program() instanceof Circuit circuit)
                ? Optional.empty()
                : backend.compiledSize(circuit, tasks.get(0).bindings().get(0));
    }
}
