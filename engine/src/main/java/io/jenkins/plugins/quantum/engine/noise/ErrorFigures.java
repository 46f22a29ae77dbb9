package io.jenkins.plugins.quantum.engine.noise;

import io.jenkins.plugins.quantum.engine.diagnostic.Diagnostic;
import io.jenkins.plugins.quantum.engine.diagnostic.SourcePosition;
import io.jenkins.plugins.quantum.engine.noise.NoiseModel.Errors;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks the figures of one qubit, or of the base, that a user gave; those not given are taken from a fallback. */
final class ErrorFigures {
    /** What may be given. {@code readout} stands for both directions. */
    static final List<String> KEYS = List.of("p1", "p2", "readout", "readout-01", "readout-10", "t1", "t2");

    private final Map<String, Double> values;
    private final Errors fallback;
    private final String place;
    private final SourcePosition at;
    private final List<Diagnostic> problems = new ArrayList<>();
    private final List<Diagnostic> warnings = new ArrayList<>();

    /**
     * Prepares the check.
     *
     * @param place
     *     words before each message that say where the figures stand
     */
    ErrorFigures(Map<String, Double> values, Errors fallback, String place, SourcePosition at) {
        this.values = values;
        this.fallback = fallback;
        this.place = place;
        this.at = at;
    }

    /** Errors, one for each wrong figure. Filled by {@link #errors}. */
    List<Diagnostic> problems() {
        return problems;
    }

    /** Filled by {@link #errors}. */
    List<Diagnostic> warnings() {
        return warnings;
    }

    Errors errors() {
        if (values.containsKey("readout") && (values.containsKey("readout-01") || values.containsKey("readout-10"))) {
            problem("expected either readout or readout-01 and readout-10, found both", "remove one of them");
        }
        double p1 = probability("p1", ErrorLimit.ONE_QUBIT, fallback.p1());
        double p2 = probability("p2", ErrorLimit.TWO_QUBITS, fallback.p2());
        double readout = probability("readout", ErrorLimit.READOUT, Double.NaN);
        double readout01 =
                probability("readout-01", ErrorLimit.READOUT, Double.isNaN(readout) ? fallback.readout01() : readout);
        double readout10 =
                probability("readout-10", ErrorLimit.READOUT, Double.isNaN(readout) ? fallback.readout10() : readout);
        double t1 = time("t1", fallback.t1());
        double t2 = time("t2", fallback.t2());
        if (problems.isEmpty() && t2 > 2 * t1) {
            if (values.containsKey("t2")) {
                warnings.add(Diagnostic.warning(
                        at,
                        place + "t2 of " + t2 + " s is more than twice t1 of " + t1 + " s, which no qubit can have",
                        "t2 = " + 2 * t1 + " s is used; check both"));
            }
            t2 = 2 * t1;
        }
        return new Errors(p1, p2, readout01, readout10, t1, t2);
    }

    private double probability(String key, ErrorLimit limit, double otherwise) {
        Double value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value >= 0 && value <= limit.most())) {
            problem("expected " + limit.expected() + " for " + key + ", found " + value, "");
            return 0;
        }
        return value;
    }

    private double time(String key, double otherwise) {
        Double value = values.get(key);
        if (value == null) {
            return otherwise;
        }
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            problem(
                    "expected a time in seconds above 0 for " + key + ", found " + value,
                    "leave " + key + " out where there is no such relaxation");
            return otherwise;
        }
        return value;
    }

    private void problem(String message, String advice) {
        problems.add(Diagnostic.error(at, place + message, advice));
    }
}
