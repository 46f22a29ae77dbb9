package io.jenkins.plugins.quantum.steps;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import io.jenkins.plugins.quantum.agent.NodeCompiler;
import io.jenkins.plugins.quantum.engine.backend.BackendException;
import io.jenkins.plugins.quantum.engine.backend.compile.CircuitCompiler;
import io.jenkins.plugins.quantum.engine.run.WholeFile;
import io.jenkins.plugins.quantum.util.JenkinsFacade;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * The node whose Qiskit or Cirq compiles for a run: the one that the step stood on. It is kept in the build, so that the controller finds it
 * after a restart and in {@code quantumAwait}, where no node is at hand any more. Compiling takes no executor of it.
 *
 * @param node
 *     its name; empty for the built-in one
 * @param workspace
 *     a path on it
 * @param variables
 *     those of the step that say where they are; no others, which may be secret
 */
record CompilingNode(String node, String workspace, Map<String, String> variables) {
    /** Below the folder of the result. */
    static final String FILE = "compiler.json";

    private static final String[] KEPT = {"QMLOPS_AER_PYTHON", "QMLOPS_GOOGLE_PYTHON", "QMLOPS_CACHE"};
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** Remembers the node of a step. */
    static void keep(Path folder, String node, String workspace, Map<String, String> variables) {
        Map<String, String> kept = new TreeMap<>();
        for (String name : KEPT) {
            if (variables.get(name) != null) {
                kept.put(name, variables.get(name));
            }
        }
        try {
            WholeFile.write(folder.resolve(FILE), MAPPER.writeValueAsString(new CompilingNode(node, workspace, kept)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a node's name is plain data", e);
        }
    }

    /** The compilers of a run; null where no node ever was. */
    @CheckForNull
    static NodeCompiler.Source of(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return null;
        }
        try {
            CompilingNode kept = MAPPER.readValue(Files.readString(file), CompilingNode.class);
            return (library, python) -> new Compiler(kept, library, python);
        } catch (IOException e) {
            throw new IllegalStateException("the build does not say any more which node compiles for it", e);
        }
    }

    /** Looks for the node each time: agents come and go. */
    private record Compiler(CompilingNode at, NodeCompiler.Library library, String python) implements CircuitCompiler {
        @Override
        public String compile(String job) throws BackendException {
            FilePath here = JenkinsFacade.filePath(at.node(), at.workspace());
            if (here == null) {
                throw new BackendException(
                        "the node " + at.node() + ", which compiles for this run, is away; bring it back, or put"
                                + " quantumTest into node { } on one that stays",
                        BackendException.Kind.TRANSIENT);
            }
            try (var compiler = new NodeCompiler(library, here, python, at.variables())) {
                return compiler.compile(job);
            }
        }

        @Override
        public void close() {
            // each process ended with its circuit
        }
    }
}
