package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.python.ExportLimits;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ExportedObservable;
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
    public ExportedCircuit export(Path folder, FileRef reference, Map<String, int[]> shapes) {
        var request = request(folder, reference, shapes);
        return uncancelled(() -> exporter.export(request, interpreter));
    }

    @Override
    public ExportedObservable observable(
            Path folder, FileRef reference, Map<String, int[]> shapes, List<String> wires) {
        var request = request(folder, reference, shapes);
        return uncancelled(() -> exporter.observable(request, wires, interpreter));
    }

    private static PythonExporter.Request request(Path folder, FileRef reference, Map<String, int[]> shapes) {
        CircuitLoader.requireObject(reference);
        int colon = reference.text().lastIndexOf(':');
        String file = reference.text().substring(0, colon);
        var lists = new TreeMap<String, List<Integer>>();
        shapes.forEach(
                (name, shape) -> lists.put(name, Arrays.stream(shape).boxed().toList()));
        return new PythonExporter.Request(
                folder.resolve(file), file, reference.text().substring(colon + 1), lists);
    }

    /** What a process of its own makes. */
    private interface Export<T> {
        T make() throws InterruptedException;
    }

    private static <T> T uncancelled(Export<T> export) {
        try {
            return export.make();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("the export was cancelled").initCause(e);
        }
    }
}
