package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.CircuitMetrics;
import io.jenkins.plugins.quantum.engine.circuit.Program;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A test's subject made ready: what to run, and how outcomes are read.
 *
 * @param tasks
 *     one for a problem, a circuit or a model read in the computational basis; one a measurement group for observables
 * @param readout
 *     how outcomes are read
 * @param metrics
 *     of the program as the user wrote it
 * @param digest
 *     canonical digest of the program
 * @param dataInputs
 *     the inputs whose values come from the rows of the data; empty where there is none
 * @param recorded
 *     what {@code qmlops baseline} kept of it: the same subject's tasks as they were then; empty where nothing was
 * @param again
 *     the circuit that the user's code gave when it was asked a second time; empty where no gate wants to know, or no code makes it
 * @param compilation
 *     what the backend's compiler makes of the first circuit; {@link Compilation#NONE} where no gate wants to know
 */
public record Workload(
        List<Task> tasks,
        Readout readout,
        CircuitMetrics metrics,
        String digest,
        Set<String> dataInputs,
        List<Task> recorded,
        Optional<Circuit> again,
        Compilation compilation) {
    public Workload {
        tasks = List.copyOf(tasks);
        dataInputs = Set.copyOf(dataInputs);
        recorded = List.copyOf(recorded);
    }

    /** A workload whose circuit was asked for once. */
    public Workload(
            List<Task> tasks,
            Readout readout,
            CircuitMetrics metrics,
            String digest,
            Set<String> dataInputs,
            List<Task> recorded) {
        this(tasks, readout, metrics, digest, dataInputs, recorded, Optional.empty(), Compilation.NONE);
    }

    /** A workload of which nothing is recorded. */
    public Workload(List<Task> tasks, Readout readout, CircuitMetrics metrics, String digest, Set<String> dataInputs) {
        this(tasks, readout, metrics, digest, dataInputs, List.of());
    }

    /** A workload without data, of which nothing is recorded. */
    public Workload(List<Task> tasks, Readout readout, CircuitMetrics metrics, String digest) {
        this(tasks, readout, metrics, digest, Set.of());
    }

    /** The same beside its recorded tasks. */
    public Workload since(List<Task> recordedTasks) {
        return new Workload(tasks, readout, metrics, digest, dataInputs, recordedTasks, again, compilation);
    }

    /** The same with what the user's code gave when it was asked a second time. */
    public Workload exportedAgain(Optional<Circuit> second) {
        return new Workload(tasks, readout, metrics, digest, dataInputs, recorded, second, compilation);
    }

    /** The same with what the backend's compiler makes of it. */
    public Workload compiled(Compilation made) {
        return new Workload(tasks, readout, metrics, digest, dataInputs, recorded, again, made);
    }

    /**
     * One program to run.
     *
     * @param id
     *     unique in the test
     * @param program
     *     a measured circuit, or a problem
     * @param bindings
     *     one map a run; empty where there are no inputs
     */
    public record Task(String id, Program program, List<Map<String, Double>> bindings) {
        public Task {
            bindings = List.copyOf(bindings);
        }

        /**
         * The circuit.
         *
         * @throws IllegalStateException
         *     when it is a program of another kind, which gates on circuits never judge
         */
        public Circuit circuit() {
            if (program instanceof Circuit circuit) {
                return circuit;
            }
            throw new IllegalStateException("a gate circuit was expected, found a program of kind " + program.kind());
        }
    }
}
