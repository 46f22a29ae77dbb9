package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.circuit.Circuit;
import io.jenkins.plugins.quantum.engine.circuit.Qasm;
import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** Circuits of four kinds at any width, repeatably, and the same with an error of angle in every CNOT. */
enum Families {
    GHZ {
        @Override
        void build(int n, UniformRandomProvider random, Steps steps) {
            steps.one("h", 0);
            for (int q = 1; q < n; q++) {
                steps.cx(q - 1, q);
            }
        }
    },
    QAOA {
        @Override
        void build(int n, UniformRandomProvider random, Steps steps) {
            for (int q = 0; q < n; q++) {
                steps.one("h", q);
            }
            for (double[] angles : new double[][] {{.6, 1.1}, {1.0, .5}}) {
                for (int q = 0; q < n; q++) {
                    steps.cx(q, (q + 1) % n);
                    steps.turn("rz", angles[0] * (1 + .4 * (q % 3)), (q + 1) % n);
                    steps.cx(q, (q + 1) % n);
                }
                for (int q = 0; q < n; q++) {
                    steps.turn("rx", angles[1], q);
                }
            }
        }
    },
    RANDOM {
        @Override
        void build(int n, UniformRandomProvider random, Steps steps) {
            for (int layer = 0; layer < 4; layer++) {
                for (int q = 0; q < n; q++) {
                    steps.turn("ry", Math.PI * random.nextDouble(), q);
                    steps.turn("rz", 2 * Math.PI * random.nextDouble(), q);
                }
                for (int q = layer % 2; q + 1 < n; q += 2) {
                    steps.cx(q, q + 1);
                }
            }
        }
    },
    VQC {
        @Override
        void build(int n, UniformRandomProvider random, Steps steps) {
            for (int layer = 0; layer < 2; layer++) {
                for (int q = 0; q < n; q++) {
                    steps.turn("ry", .2 + .9 * random.nextDouble(), q);
                    steps.turn("rz", random.nextDouble(), q);
                }
                for (int q = 0; q < n; q++) {
                    steps.cx(q, (q + 1) % n);
                }
            }
        }
    };

    abstract void build(int n, UniformRandomProvider random, Steps steps);

    /**
     * The circuit, every qubit measured.
     *
     * @param error
     *     by which angle each CNOT turns its target too far, 0 for none
     */
    Circuit circuit(int qubits, double error) {
        var steps = new Steps(error);
        build(qubits, Seed.generator(Seed.derive(4, name(), Integer.toString(qubits))), steps);
        return Qasm.read(
                        name() + ".qasm",
                        "OPENQASM 3.0; include \"stdgates.inc\"; qubit[" + qubits + "] q; bit[" + qubits + "] c;\n"
                                + String.join("\n", steps.lines) + "\nc = measure q;")
                .circuit();
    }

    /** Lines of OpenQASM. */
    static final class Steps {
        private final double error;
        private final List<String> lines = new ArrayList<>();

        Steps(double error) {
            this.error = error;
        }

        void one(String gate, int qubit) {
            lines.add(gate + " q[" + qubit + "];");
        }

        void turn(String gate, double angle, int qubit) {
            lines.add(String.format(Locale.ROOT, "%s(%.12f) q[%d];", gate, angle, qubit));
        }

        /** The error is a rotation that depends on the control, as of a pulse that is too long. */
        void cx(int control, int target) {
            lines.add("cx q[" + control + "], q[" + target + "];");
            if (error != 0) {
                lines.add(String.format(Locale.ROOT, "crx(%.12f) q[%d], q[%d];", error, control, target));
            }
        }
    }
}
