package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.suite.Subject.FileRef;
import java.nio.file.Path;
import java.util.Map;

/** Turns an object of the user's Python code into OpenQASM 3. A seam: processes start differently on the command line and on Jenkins. */
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
     * @return OpenQASM 3 with one named input for each parameter
     * @throws io.jenkins.plugins.quantum.engine.diagnostic.InputException
     *     when the object cannot be exported
     */
    String export(Path folder, FileRef reference, Map<String, int[]> shapes);
}
