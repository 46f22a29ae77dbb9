package io.jenkins.plugins.quantum;

import hudson.FilePath;
import java.io.IOException;
import java.util.Locale;

/** Suites for builds: as files, and as the part of a pipeline that writes them into the workspace. */
public final class SuiteFiles {
    /** Three qubits that end as 000 or 111. */
    public static final String GHZ =
            """
            OPENQASM 2.0;
            include "qelib1.inc";
            qreg q[3];
            creg c[3];
            h q[0];
            cx q[0],q[1];
            cx q[1],q[2];
            measure q -> c;
            """;

    private static final String SUITE =
            """
            version: 1
            tests:
              - name: ghz
                circuit: ghz.qasm
                noise: light
                gates:
                  fidelity: {min: %s}
                  resources: {two-qubit: 2}
            """;

    private SuiteFiles() {}

    /** A suite with two gates: the fidelity passes at 0.80 and fails at 0.999. */
    public static String suite(double fidelity) {
        return String.format(Locale.ROOT, SUITE, fidelity);
    }

    /** A suite whose only backend is Aer, which the variable {@code QMLOPS_AER_PYTHON} finds. */
    public static String aerSuite() {
        return suite(0.8).replace("tests:", "profiles: {pr: {backends: [aer]}}\ntests:");
    }

    /** A suite that computes for a long time in many small jobs. */
    public static String slowSuite(int tests) {
        var text = new StringBuilder("version: 1\ntests:\n");
        for (int i = 0; i < tests; i++) {
            text.append("  - {name: t")
                    .append(i)
                    .append(", circuit: wide.qasm, noise: {p1: 0.001, p2: ")
                    .append(String.format(Locale.ROOT, "%.6f", 0.01 + i * 1e-5))
                    .append(", readout: 0.01}, gates: {fidelity: {min: 0.1}}}\n");
        }
        return text.toString();
    }

    /** A circuit of some width that takes the simulator a while under noise. */
    public static String wideCircuit(int qubits) {
        var text = new StringBuilder(
                "OPENQASM 2.0;\ninclude \"qelib1.inc\";\nqreg q[" + qubits + "];\ncreg c[" + qubits + "];\nh q[0];\n");
        for (int i = 1; i < qubits; i++) {
            text.append("cx q[").append(i - 1).append("],q[").append(i).append("];\n");
        }
        return text.append("measure q -> c;\n").toString();
    }

    /** Pipeline that writes a file. */
    public static String write(String name, String text) {
        return "writeFile file: '" + name + "', text: '''" + text.replace("\\", "\\\\") + "'''\n";
    }

    /** Pipeline that writes circuit and suite. */
    public static String write(String suite) {
        return write("ghz.qasm", GHZ) + write("quantum.yml", suite);
    }

    /** Pipeline that writes the slow suite and its circuit. */
    public static String writeSlow(int tests, int qubits) {
        return write("wide.qasm", wideCircuit(qubits)) + write("quantum.yml", slowSuite(tests));
    }

    /** Writes circuit and suite into a folder. */
    public static void write(FilePath folder, String suite) throws IOException, InterruptedException {
        folder.child("ghz.qasm").write(GHZ, "UTF-8");
        folder.child("quantum.yml").write(suite, "UTF-8");
    }
}
