package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;

/**
 * Names a calibration by SHA-256 over its date and numbers in a canonical text: the layout of a file, and the order of qubits and
 * pairs in it, do not matter; any changed number does.
 */
final class CalibrationEpoch {
    private CalibrationEpoch() {}

    /** The same model with its epoch. */
    static NoiseModel stamp(NoiseModel model, String date) {
        return new NoiseModel(
                model.name(),
                sha256(canonical(model, date)),
                model.base(),
                model.qubits(),
                model.pairs(),
                model.oneQubitTime(),
                model.twoQubitTime(),
                model.systematic(),
                date);
    }

    private static String canonical(NoiseModel model, String date) {
        var text = new StringBuilder("date ").append(date).append('\n');
        text.append("times ").append(model.oneQubitTime()).append(' ').append(model.twoQubitTime());
        append(text.append("\nbase"), model.base());
        model.qubits().stream()
                .sorted(Comparator.comparingInt(NoiseModel.QubitErrors::qubit))
                .forEach(q -> append(text.append("\nqubit ").append(q.qubit()), q.errors()));
        model.pairs().stream()
                .sorted(Comparator.comparingInt((NoiseModel.PairErrors p) -> Math.min(p.first(), p.second()))
                        .thenComparingInt(p -> Math.max(p.first(), p.second())))
                .forEach(p -> text.append("\npair ")
                        .append(Math.min(p.first(), p.second()))
                        .append(' ')
                        .append(Math.max(p.first(), p.second()))
                        .append(' ')
                        .append(p.p2()));
        if (!model.systematic().none()) {
            SystematicErrors systematic = model.systematic();
            text.append("\nsystematic ").append(systematic.overRotation()).append(' ');
            text.append(systematic.cxOverRotation()).append(' ').append(systematic.crosstalkZz());
            text.append(' ').append(systematic.crosstalkFactor());
        }
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, Errors errors) {
        for (double number :
                new double[] {errors.p1(), errors.p2(), errors.readout01(), errors.readout10(), errors.t1(), errors.t2()
                }) {
            text.append(' ').append(number);
        }
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
