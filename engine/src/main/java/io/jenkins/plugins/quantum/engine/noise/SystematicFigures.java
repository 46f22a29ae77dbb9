package io.jenkins.plugins.quantum.engine.noise;

import java.util.List;
import java.util.Map;

/** Checks what a user says about systematic errors. */
final class SystematicFigures {
    /** What may be given. */
    static final List<String> KEYS = List.of("over-rotation", "cx-over-rotation", "crosstalk-zz", "crosstalk-factor");

    private final Map<String, Double> values;
    private final Complaint problem;

    /** Told of a problem. */
    @FunctionalInterface
    interface Complaint {
        void problem(String key, String message, String advice);
    }

    SystematicFigures(Map<String, Double> values, Complaint problem) {
        this.values = values;
        this.problem = problem;
    }

    /**
     * The errors; those not given do not happen.
     *
     * @param p2
     *     whether CNOTs can err: a factor needs something to multiply
     */
    SystematicErrors errors(boolean p2) {
        double over = value(
                "over-rotation",
                -SystematicErrors.MOST_OVER_ROTATION,
                SystematicErrors.MOST_OVER_ROTATION,
                0,
                "it is a share of the angle: 0.01 turns by 1 % too much");
        double cx = value(
                "cx-over-rotation",
                -SystematicErrors.MOST_CX_OVER_ROTATION,
                SystematicErrors.MOST_CX_OVER_ROTATION,
                0,
                "it is an angle in radians; beyond a quarter of pi less than half of the gate is left");
        double zz = value(
                "crosstalk-zz",
                -SystematicErrors.MOST_CROSSTALK,
                SystematicErrors.MOST_CROSSTALK,
                0,
                "it is an angle in radians");
        double factor = value(
                "crosstalk-factor",
                1,
                SystematicErrors.MOST_FACTOR,
                1,
                "1 is no crosstalk, 2 doubles p2 where two CNOTs run side by side");
        if (values.containsKey("crosstalk-factor") && !p2) {
            problem.problem(
                    "crosstalk-factor",
                    "expected p2 with crosstalk-factor, which multiplies it; found none",
                    "give p2, or leave crosstalk-factor out");
        }
        return new SystematicErrors(over, cx, zz, factor);
    }

    private double value(String key, double least, double most, double otherwise, String advice) {
        Double value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value >= least && value <= most)) {
            problem.problem(key, "expected " + least + " to " + most + " for " + key + ", found " + value, advice);
            return otherwise;
        }
        // no negative zero: equal errors are equal models
        return value + 0.0;
    }
}
