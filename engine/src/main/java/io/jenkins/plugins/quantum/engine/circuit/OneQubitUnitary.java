package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * A unitary on one qubit with numbers for angles, written e^{iα}(a − i(b·X + c·Y + d·Z)) with a² + b² + c² + d² = 1.
 * Products of such are quaternion products; a power turns about the same axis by a multiple of the angle.
 */
record OneQubitUnitary(double phase, double a, double b, double c, double d) {
    static final OneQubitUnitary IDENTITY = new OneQubitUnitary(0, 1, 0, 0, 0);

    /** A rotation about an axis by an angle. */
    private static OneQubitUnitary rotation(double phase, double angle, double x, double y, double z) {
        double sine = Math.sin(angle / 2);
        return new OneQubitUnitary(phase, Math.cos(angle / 2), sine * x, sine * y, sine * z);
    }

    /** Of a gate; the angles must be numbers. */
    static OneQubitUnitary of(Gate gate, List<Angle> angles) {
        double[] radians = angles.stream()
                .mapToDouble(angle -> ((Angle.Value) angle).radians())
                .toArray();
        double root = Math.sqrt(0.5);
        double pi = Math.PI;
        return switch (gate) {
            case ID -> IDENTITY;
            case X -> rotation(pi / 2, pi, 1, 0, 0);
            case Y -> rotation(pi / 2, pi, 0, 1, 0);
            case H -> rotation(pi / 2, pi, root, 0, root);
            case Z -> phaseShift(pi);
            case S -> phaseShift(pi / 2);
            case SDG -> phaseShift(-pi / 2);
            case T -> phaseShift(pi / 4);
            case TDG -> phaseShift(-pi / 4);
            case P -> phaseShift(radians[0]);
            case SX -> rotation(pi / 4, pi / 2, 1, 0, 0);
            case SXDG -> rotation(-pi / 4, -pi / 2, 1, 0, 0);
            case RX -> rotation(0, radians[0], 1, 0, 0);
            case RY -> rotation(0, radians[0], 0, 1, 0);
            case RZ -> rotation(0, radians[0], 0, 0, 1);
            case U ->
                phaseShift(radians[2]).then(rotation(0, radians[0], 0, 1, 0)).then(phaseShift(radians[1]));
            default -> throw new IllegalArgumentException(gate + " acts on more than one qubit");
        };
    }

    private static OneQubitUnitary phaseShift(double angle) {
        return rotation(angle / 2, angle, 0, 0, 1);
    }

    /** This gate first, then another. */
    OneQubitUnitary then(OneQubitUnitary next) {
        return new OneQubitUnitary(
                phase + next.phase,
                next.a * a - next.b * b - next.c * c - next.d * d,
                next.a * b + next.b * a + next.c * d - next.d * c,
                next.a * c + next.c * a + next.d * b - next.b * d,
                next.a * d + next.d * a + next.b * c - next.c * b);
    }

    OneQubitUnitary withPhase(double radians) {
        return new OneQubitUnitary(phase + radians, a, b, c, d);
    }

    /** The principal power: the logarithms of both eigenvalues lie in (−π, π]. */
    OneQubitUnitary power(double exponent) {
        double length = Math.sqrt(b * b + c * c + d * d);
        double half = Math.atan2(length, a);
        double x = length < 1e-14 ? 0 : b / length;
        double y = length < 1e-14 ? 0 : c / length;
        double z = length < 1e-14 ? 1 : d / length;
        // eigenvalues e^{i(phase ± half)}, each brought to its principal argument
        double plus = principal(phase + half) * exponent;
        double minus = principal(phase - half) * exponent;
        return rotation((plus + minus) / 2, plus - minus, x, y, z);
    }

    private static double principal(double angle) {
        double reduced = Math.IEEEremainder(angle, 2 * Math.PI);
        return reduced <= -Math.PI + 1e-12 ? reduced + 2 * Math.PI : reduced;
    }

    /** The angles θ, φ, λ and the global phase γ with this = e^{iγ} U(θ, φ, λ). */
    double[] euler() {
        double theta = 2 * Math.atan2(Math.hypot(b, c), Math.hypot(a, d));
        // U = e^{i(φ+λ)/2} Rz(φ) Ry(θ) Rz(λ)
        double sum = Math.hypot(a, d) < 1e-14 ? 0 : 2 * Math.atan2(d, a);
        double difference = Math.hypot(b, c) < 1e-14 ? 0 : 2 * Math.atan2(-b, c);
        double phi = (sum + difference) / 2;
        double lambda = (sum - difference) / 2;
        return new double[] {theta, phi, lambda, phase - sum / 2};
    }
}
