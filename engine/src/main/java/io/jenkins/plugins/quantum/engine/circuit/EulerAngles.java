package io.jenkins.plugins.quantum.engine.circuit;

import java.util.List;

/**
 * A gate on one qubit as U(θ, φ, λ) up to a global phase.
 *
 * @param virtual
 *     whether a device only shifts a frame for it
 */
record EulerAngles(Angle theta, Angle phi, Angle lambda, boolean virtual) {
    /** Of a gate on one qubit. */
    static EulerAngles of(Gate gate, List<Angle> angles) {
        return switch (gate) {
            case ID -> diagonal(Angles.ZERO);
            case Z -> diagonal(Angles.PI);
            case S -> diagonal(Angles.HALF_PI);
            case SDG -> diagonal(Angles.negated(Angles.HALF_PI));
            case T -> diagonal(Angles.QUARTER_PI);
            case TDG -> diagonal(Angles.negated(Angles.QUARTER_PI));
            case RZ, P -> diagonal(angles.get(0));
            case X -> pulse(Angles.PI, Angles.ZERO, Angles.PI);
            case Y -> pulse(Angles.PI, Angles.HALF_PI, Angles.HALF_PI);
            case H -> pulse(Angles.HALF_PI, Angles.ZERO, Angles.PI);
            case SX -> aroundX(Angles.HALF_PI);
            case SXDG -> aroundX(Angles.negated(Angles.HALF_PI));
            case RX -> aroundX(angles.get(0));
            case RY -> pulse(angles.get(0), Angles.ZERO, Angles.ZERO);
            case U -> pulse(angles.get(0), angles.get(1), angles.get(2));
            default -> throw new IllegalArgumentException(gate + " acts on more than one qubit");
        };
    }

    private static EulerAngles diagonal(Angle lambda) {
        return new EulerAngles(Angles.ZERO, Angles.ZERO, lambda, true);
    }

    private static EulerAngles pulse(Angle theta, Angle phi, Angle lambda) {
        return new EulerAngles(theta, phi, lambda, false);
    }

    private static EulerAngles aroundX(Angle theta) {
        return pulse(theta, Angles.negated(Angles.HALF_PI), Angles.HALF_PI);
    }
}
