package io.jenkins.plugins.quantum.engine.run;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.gate.Workload;
import java.util.List;

/** A test's circuit as text, kept in the result so that two runs can be compared line by line. */
final class ProgramText {
    /** Larger circuits are told apart by digest and size alone. */
    static final int LONGEST = 32_000;

    /** A gate takes at least so many characters: larger circuits are not even written. */
    private static final int LEAST_OF_A_GATE = 5;

    private ProgramText() {}

    /** OpenQASM 3; empty for problems, native programs and what is too large. */
    static String of(Workload workload) {
        List<Workload.Task> tasks = workload.tasks();
        if (tasks.isEmpty()
                || !(tasks.get(0).program() instanceof Circuit circuit)
                || workload.metrics().gates() > LONGEST / LEAST_OF_A_GATE) {
            return "";
        }
        String text = Qasm.write3(circuit);
        return text.length() > LONGEST ? "" : text;
    }
}
