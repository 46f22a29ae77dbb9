package io.jenkins.plugins.quantum.engine.bench;

import io.jenkins.plugins.quantum.engine.stats.Seed;
import java.util.Locale;
import org.apache.commons.rng.UniformRandomProvider;

/** A large OpenQASM 2 program as tools write them, the same for the same seed: named gates, angles as numbers and as fractions of pi. */
final class GeneratedProgram {
    private static final int QUBITS = 24;
    private static final String[] PLAIN = {"h", "x", "y", "z", "s", "sdg", "t", "tdg"};
    private static final String[] PAIRS = {"cx", "cz", "cy", "ch"};

    private final UniformRandomProvider random;
    private final StringBuilder text = new StringBuilder();

    private GeneratedProgram(long seed) {
        random = Seed.generator(seed);
    }

    /** A program of at least this many characters, and of less than a line more. */
    static String of(int size, long seed) {
        return new GeneratedProgram(seed).write(size);
    }

    private String write(int size) {
        text.append("OPENQASM 2.0;\ninclude \"qelib1.inc\";\n");
        text.append("gate entangle(a,b) p,q { ry(a) p; rz(b/2) q; cx p,q; rz(-b/2) q; }\n");
        text.append("qreg q[")
                .append(QUBITS)
                .append("];\ncreg c[")
                .append(QUBITS)
                .append("];\n");
        String end = "measure q -> c;\n";
        while (text.length() + end.length() < size) {
            step(random.nextInt(100));
        }
        return text.append(end).toString();
    }

    private void step(int kind) {
        int a = random.nextInt(QUBITS);
        int b = (a + 1 + random.nextInt(QUBITS - 1)) % QUBITS;
        if (kind < 25) {
            call(PLAIN[random.nextInt(PLAIN.length)], "", a);
        } else if (kind < 45) {
            call("rz", number(), a);
        } else if (kind < 55) {
            call(random.nextBoolean() ? "rx" : "ry", fraction(), a);
        } else if (kind < 65) {
            call("u3", number() + "," + fraction() + "," + number(), a);
        } else if (kind < 90) {
            call(PAIRS[random.nextInt(PAIRS.length)], "", a, b);
        } else if (kind < 94) {
            call("cu1", fraction(), a, b);
        } else if (kind < 97) {
            call("entangle", number() + "," + fraction(), a, b);
        } else if (kind < 99) {
            call("ccx", "", a, b, other(a, b));
        } else {
            call("barrier", "", a, b);
        }
    }

    private int other(int a, int b) {
        int c = random.nextInt(QUBITS);
        return c == a || c == b ? other(a, b) : c;
    }

    private String number() {
        return String.format(Locale.ROOT, "%.15f", random.nextDouble(-Math.PI, Math.PI));
    }

    private String fraction() {
        return (random.nextInt(15) + 1) + "*pi/" + (1 << random.nextInt(6));
    }

    private void call(String gate, String angles, int... qubits) {
        text.append(gate);
        if (!angles.isEmpty()) {
            text.append('(').append(angles).append(')');
        }
        for (int i = 0; i < qubits.length; i++) {
            text.append(i == 0 ? " q[" : ",q[").append(qubits[i]).append(']');
        }
        text.append(";\n");
    }
}
