package io.jenkins.plugins.quantum.engine.circuit;

import io.jenkins.plugins.quantum.engine.circuit.BinaryQuadraticModel.Coupling;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * A fingerprint of a program of any kind: of a circuit {@link CircuitDigest}; of a problem equal for the same biases whatever the order
 * of its couplings, those of 0 left out; of a native program its text.
 */
public final class ProgramDigest {
    /** Changes whenever the canonical form does. */
    private static final String PROBLEM_FORM = "qmlops-problem-1";

    private static final String NATIVE_FORM = "qmlops-native-1";

    private ProgramDigest() {}

    /** SHA-256, 64 hexadecimal digits. */
    public static String of(Program program) {
        if (program instanceof Circuit circuit) {
            return CircuitDigest.of(circuit);
        }
        return program instanceof BinaryQuadraticModel problem ? problem(problem) : text((NativeProgram) program);
    }

    private static String problem(BinaryQuadraticModel problem) {
        MessageDigest sha = sha256();
        line(sha, PROBLEM_FORM + " " + problem.vartype() + " " + problem.variables() + " " + exact(problem.offset()));
        for (double bias : problem.linear()) {
            line(sha, exact(bias));
        }
        List<Coupling> couplings = problem.quadratic().stream()
                .filter(coupling -> coupling.bias() != 0)
                .sorted(Comparator.comparingInt(Coupling::first).thenComparingInt(Coupling::second))
                .toList();
        for (Coupling coupling : couplings) {
            line(sha, coupling.first() + " " + coupling.second() + " " + exact(coupling.bias()));
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static String text(NativeProgram program) {
        MessageDigest sha = sha256();
        line(sha, NATIVE_FORM + " " + program.format() + " " + program.sites());
        line(sha, program.text());
        return HexFormat.of().formatHex(sha.digest());
    }

    /** Every bit of a number; 0 and −0 are one. */
    private static String exact(double value) {
        return Double.toHexString(value + 0.0);
    }

    private static void line(MessageDigest sha, String line) {
        sha.update(line.getBytes(StandardCharsets.UTF_8));
        sha.update((byte) '\n');
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
