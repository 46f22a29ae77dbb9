package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.python.ExportLimits;
import io.jenkins.plugins.quantum.engine.python.ProcessStarter;
import io.jenkins.plugins.quantum.engine.python.PythonExporter;
import io.jenkins.plugins.quantum.engine.python.UserPython;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;

/** Circuits from the user's own Python environment. */
public final class ExportedCircuits implements PythonCircuits {
    private final PythonExporter exporter;
    private final String interpreter;

    /**
     * Creates it.
     *
     * @param starter
     *     starts the interpreter
     * @param variables
     *     the environment, which may name the interpreter
     */
    public ExportedCircuits(ProcessStarter starter, Map<String, String> variables) {
        this.exporter = new PythonExporter(starter, ExportLimits.DEFAULT);
        this.interpreter = UserPython.interpreter("", variables);
    }

    @Override
    public String export(Path folder, FileRef reference, Map<String, int[]> shapes) {
        CircuitLoader.requireObject(reference);
        int colon = reference.text().lastIndexOf(':');
        String file = reference.text().substring(0, colon);
        var lists = new TreeMap<String, List<Integer>>();
        shapes.forEach(
                (name, shape) -> lists.put(name, Arrays.stream(shape).boxed().toList()));
        var request = new PythonExporter.Request(
                folder.resolve(file), file, reference.text().substring(colon + 1), lists);
        try {
            return exporter.export(request, interpreter).qasm();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("the export was cancelled").initCause(e);
        }
    }
}
