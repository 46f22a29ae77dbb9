package io.jenkins.plugins.quantum.agent;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.FilePath;
import hudson.remoting.VirtualChannel;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.aer.AerBackend;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.backend.compile.CompilerProcess;
import io.jenkins.plugins.quantum.engine.backend.compile.QiskitTranspiler;
import io.jenkins.plugins.quantum.engine.backend.google.GoogleProvider;
import io.jenkins.plugins.quantum.engine.backend.python.PythonEnvironment;
import io.jenkins.plugins.quantum.engine.backend.python.PythonLibrary;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import java.io.File;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import jenkins.agents.ControllerToAgentFileCallable;

/**
 * Qiskit or Cirq on a node, for runs of the controller, which starts no Python: only the circuit and what the device can do go there. The
 * process is the node's own, not one of the step's launcher, and ends with the circuit.
 */
public final class NodeCompiler implements CircuitCompiler {
    private static final long CIRCUIT_SECONDS = 720;

    private final Library library;
    private final FilePath workspace;
    private final String interpreter;
    private final TreeMap<String, String> variables;

    /** What compiles. */
    public enum Library {
        QISKIT(QiskitTranspiler.LIBRARY, AerBackend.LIBRARY),
        CIRQ(GoogleProvider.LIBRARY, GoogleProvider.LIBRARY);

        private final PythonLibrary program;
        private final PythonLibrary setup;

        Library(PythonLibrary program, PythonLibrary setup) {
            this.program = program;
            this.setup = setup;
        }
    }

    /** Finds the compiler of a run. */
    @FunctionalInterface
    public interface Source {
        /**
         * A compiler; nothing is started.
         *
         * @param interpreter
         *     that the backend's options name, or an empty text
         */
        @NonNull
        CircuitCompiler of(@NonNull Library library, @NonNull String interpreter);
    }

    /**
     * Creates it; nothing is started.
     *
     * @param workspace
     *     on the node
     * @param interpreter
     *     that the backend's options name, or an empty text
     * @param variables
     *     the step's environment, which may name the interpreter
     */
    public NodeCompiler(
            @NonNull Library library,
            @NonNull FilePath workspace,
            @NonNull String interpreter,
            @NonNull Map<String, String> variables) {
        this.library = library;
        this.workspace = workspace;
        this.interpreter = interpreter;
        this.variables = new TreeMap<>(variables);
    }

    @Override
    public String compile(String job) throws BackendException {
        try {
            var answer = workspace.actAsync(new Compile(library, interpreter, variables, job));
            try {
                return answer.get(CIRCUIT_SECONDS, TimeUnit.SECONDS).json();
            } finally {
                answer.cancel(true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BackendException("compiling was stopped", BackendException.Kind.TRANSIENT, e);
        } catch (TimeoutException e) {
            throw new BackendException(
                    "the node did not compile the circuit within " + CIRCUIT_SECONDS / 60 + " minutes",
                    BackendException.Kind.TRANSIENT,
                    e);
        } catch (IOException | ExecutionException e) {
            throw new BackendException("the node that compiles circuits was lost", BackendException.Kind.TRANSIENT, e);
        }
    }

    @Override
    public void close() {
        // each process ended with its circuit
    }

    /** What came of a circuit: the answer, or why there is none. */
    private record Answer(String text, BackendException.Kind refusal) implements Serializable {
        private static final long serialVersionUID = 1L;

        String json() throws BackendException {
            if (refusal != null) {
                throw new BackendException(text, refusal);
            }
            return text;
        }
    }

    private record Compile(Library library, String interpreter, TreeMap<String, String> variables, String job)
            implements ControllerToAgentFileCallable<Answer> {
        private static final long serialVersionUID = 1L;

        @Override
        public Answer invoke(File file, VirtualChannel channel) {
            PythonEnvironment environment =
                    PythonEnvironment.usual(library.setup, variables, Path.of(System.getProperty("user.home")));
            try (var compiler = new CompilerProcess(
                    library.program, ProcessStarter.local(), () -> environment.interpreter(interpreter, variables))) {
                return new Answer(compiler.compile(job), null);
            } catch (BackendException e) {
                return new Answer(e.getMessage(), e.kind());
            }
        }
    }
}
