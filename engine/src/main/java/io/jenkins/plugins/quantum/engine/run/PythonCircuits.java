package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.diagnostic.InputException;
import io.jenkins.plugins.quantum.engine.python.ExportedCircuit;
import io.jenkins.plugins.quantum.engine.python.ExportedObservable;
import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns objects of the user's Python code into OpenQASM 3 and Pauli strings. A seam: processes start differently on the command line and on Jenkins. */
@FunctionalInterface
public interface PythonCircuits {
    /**
     * Exports an object.
     *
     * @param folder
     *     that the module's path is relative to
     * @param reference
     *     {@code file.py:NAME}
     * @param shapes
     *     of the arguments, by name: the lengths of the arrays that the suite binds to them
     * @return the circuit, with one named input for each parameter
     * @throws io.jenkins.plugins.quantum.engine.diagnostic.InputException
     *     when the object cannot be exported
     */
    ExportedCircuit export(Path folder, FileRef reference, Map<String, int[]> shapes);

    /** Exports the same object a second time, in a process of its own: code that is no function of its inputs gives another circuit. */
    default ExportedCircuit again(Path folder, FileRef reference, Map<String, int[]> shapes) {
        return export(folder, reference, shapes);
    }

    /** Asks {@code python} for each object once. */
    static PythonCircuits once(PythonCircuits python) {
        return KeptExports.of(python);
    }

    /**
     * Exports an observable: an operator, or what a circuit returns the expectation value of.
     *
     * @param folder
     *     that the module's path is relative to
     * @param reference
     *     {@code file.py:NAME}
     * @param shapes
     *     of the arguments, where the object is a function
     * @param wires
     *     how the framework names the qubits of the circuit that it is measured on; empty where that is not known
     * @throws io.jenkins.plugins.quantum.engine.diagnostic.InputException
     *     when the object names no observable
     */
    default ExportedObservable observable(
            Path folder, FileRef reference, Map<String, int[]> shapes, List<String> wires) {
        throw new InputException(
                reference.at(),
                "observables of Python objects cannot be taken here: " + reference.text(),
                "write the observable as a JSON file: qmlops export --observable");
    }
}
