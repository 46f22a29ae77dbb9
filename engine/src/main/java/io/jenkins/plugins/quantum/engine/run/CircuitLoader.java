package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Observable;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ExportedObservable;
import io.jenkins.plugins.quantum.engine.suite.ObservableFile;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the circuits and observables that a suite names: files, and objects of the user's Python code. Each circuit is read once. */
final class CircuitLoader {
    private static final Pattern PYTHON =
            Pattern.compile(".+\\.py:(?:[A-Za-z_][A-Za-z0-9_]*\\.){0,9}[A-Za-z_][A-Za-z0-9_]*");

    private final SuiteFiles files;
    private final PythonCircuits python;
    private final Map<String, Circuit> known = new HashMap<>();
    private final Map<String, ExportedCircuit> exported = new HashMap<>();
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
        return known.computeIfAbsent(
                key(reference, shapes), k -> isPython ? export(reference, shapes) : read(reference));
    }

    /**
     * The observable of a reference: a file of Pauli terms, or an object of Python code.
     *
     * @param of
     *     the circuit that it is measured on, loaded with these shapes before
     */
    Observable observable(FileRef reference, FileRef of, Map<String, int[]> shapes, Circuit circuit) {
        if (!PYTHON.matcher(reference.text()).matches()) {
            return ObservableFile.read(files.resolve(reference), SuiteFiles.shown(reference), circuit.qubits());
        }
        files.resolve(reference);
        ExportedCircuit source = exported.get(key(of, shapes));
        boolean returned = source != null
                && reference.text().equals(of.text())
                && source.observables().size() == 1
                && source.observables().get(0).reason().isEmpty();
        ExportedObservable observable = returned
                ? source.observables().get(0)
                : python.observable(files.folder(), reference, shapes, source == null ? List.of() : source.wires());
        return ObservableFile.parse(observable.json(), reference.text(), circuit.qubits());
    }

    private static String key(FileRef reference, Map<String, int[]> shapes) {
        var key = new StringBuilder(reference.text());
        if (PYTHON.matcher(reference.text()).matches()) {
            shapes.forEach((name, shape) -> key.append('|').append(name).append(Arrays.toString(shape)));
        }
        return key.toString();
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
        files.resolve(reference);
        ExportedCircuit source = python.export(files.folder(), reference, shapes);
        exported.put(key(reference, shapes), source);
        Qasm.Program program = Qasm.read(reference.text(), source.qasm());
        warnings.addAll(program.warnings());
        return program.circuit();
    }

    /** The circuit of a Python object exported a second time; empty for files. */
    Optional<Circuit> again(FileRef reference, Map<String, int[]> shapes) {
        if (!PYTHON.matcher(reference.text()).matches()) {
            return Optional.empty();
        }
        ExportedCircuit second = python.again(files.folder(), reference, shapes);
        return Optional.of(Qasm.read(reference.text(), second.qasm()).circuit());
    }

    /** What the readers warned of. */
    List<Diagnostic> warnings() {
        return List.copyOf(warnings);
    }
}
