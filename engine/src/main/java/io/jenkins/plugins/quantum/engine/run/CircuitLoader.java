package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the circuits that a suite names, each once: OpenQASM files and objects of the user's Python code. */
final class CircuitLoader {
    private static final Pattern PYTHON =
            Pattern.compile(".+\\.py:(?:[A-Za-z_][A-Za-z0-9_]*\\.){0,9}[A-Za-z_][A-Za-z0-9_]*");

    private final SuiteFiles files;
    private final PythonCircuits python;
    private final Map<String, Circuit> known = new HashMap<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    CircuitLoader(SuiteFiles files, PythonCircuits python) {
        this.files = files;
        this.python = python;
    }

    /** The circuit of a reference; argument shapes matter for Python objects only. */
    Circuit load(FileRef reference, Map<String, int[]> shapes) {
        boolean isPython = PYTHON.matcher(reference.text()).matches();
        if (!isPython && reference.text().contains(".py")) {
            requireObject(reference);
        }
        var key = new StringBuilder(reference.text());
        if (isPython) {
            shapes.forEach((name, shape) -> key.append('|').append(name).append(java.util.Arrays.toString(shape)));
        }
        return known.computeIfAbsent(key.toString(), k -> isPython ? export(reference, shapes) : read(reference));
    }

    /**
     * Refuses what does not name an object of a Python file.
     *
     * @throws InputException
     *     with what to write
     */
    static void requireObject(FileRef reference) {
        if (!PYTHON.matcher(reference.text()).matches()) {
            throw new InputException(
                    reference.at(),
                    "expected file.py:NAME, found '" + reference.text() + "'",
                    "name the object in the file, for example vqc.py:circuit or vqc.py:model.circuit");
        }
    }

    private Circuit read(FileRef reference) {
        Qasm.Program program = Qasm.read(files.resolve(reference), SuiteFiles.shown(reference));
        warnings.addAll(program.warnings());
        return program.circuit();
    }

    private Circuit export(FileRef reference, Map<String, int[]> shapes) {
        files.resolve(new FileRef(reference.text().substring(0, reference.text().lastIndexOf(':')), reference.at()));
        String text = python.export(files.folder(), reference, shapes);
        Qasm.Program program = Qasm.read(reference.text(), text);
        warnings.addAll(program.warnings());
        return program.circuit();
    }

    /** What the readers warned of. */
    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }
}
