package io.jenkins.plugins.quantum.engine.gate.parametershift;

import io.jenkins.plugins.quantum.engine.circuit.ShiftedAngles;
import io.jenkins.plugins.quantum.engine.gate.Derivative;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.MeanOfCost;
import io.jenkins.plugins.quantum.engine.gate.Precision;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ShiftRule;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Derivatives by shifts beside derivatives by finite differences, at random parameters. */
final class Comparison {
    /** Steps at which rounding and the error of the differences both stay far below the tolerance. */
    private static final double SINGLE_STEP = 5e-2;

    private static final double DOUBLE_STEP = 1e-2;

    /** Evaluations of a finite difference. */
    private static final long DIFFERENCES = 4;

    private final List<String> parameters;
    private final MeanOfCost cost;
    private final ShiftRule rule;
    private final List<Asked> asked = new ArrayList<>();

    private record Asked(String parameter, Derivative shifted, Derivative difference) {}

    /**
     * Two values for one derivative.
     *
     * @param parameter
     *     by which
     * @param shifted
     *     by shifts
     * @param difference
     *     by finite differences
     * @param scale
     *     what their difference is compared with
     */
    record Pair(String parameter, double shifted, double difference, double scale) {}

    /** Why so much cannot be compared, if so. */
    static Optional<Proposal.Refused> refusal(GateContext context) {
        List<String> parameters = Trainable.of(context).inputs();
        var rule = new ShiftRule(context.workload(), Set.copyOf(parameters), new MeanOfCost(context.workload()));
        long runs = rule.evaluations(parameters) + DIFFERENCES * parameters.size();
        return Trainable.tooMany(context, "draws", ParameterShiftGate.draws(context) * runs, rule.circuits());
    }

    Comparison(GateContext context) {
        Trainable trainable = Trainable.of(context);
        parameters = trainable.inputs();
        cost = new MeanOfCost(context.workload());
        rule = new ShiftRule(context.workload(), Set.copyOf(parameters), cost);
        double step = Precision.of(context) == Precision.SINGLE ? SINGLE_STEP : DOUBLE_STEP;
        for (Map<String, Double> at : trainable.draws(ParameterShiftGate.draws(context), "gradient")) {
            for (String parameter : parameters) {
                // where angles turn fast the mean does too
                double speed = rule.speed(parameter, at);
                double own = Double.isFinite(speed) ? step / Math.max(1, speed) : step;
                asked.add(new Asked(
                        parameter,
                        ParameterShiftGate.plain(context) ? rule.plain(parameter, at) : rule.by(parameter, at),
                        rule.difference(parameter, at, own)));
            }
        }
    }

    List<String> parameters() {
        return parameters;
    }

    int evaluations() {
        return cost.evaluations();
    }

    List<ShiftedAngles.Place> places(String parameter) {
        return rule.places(parameter);
    }

    Probe probe() {
        return cost.probe("gradient", rule.circuits());
    }

    /** All pairs, draw after draw. */
    List<Pair> pairs(Evidence.Batch batch) {
        double[] means = cost.means(batch);
        return asked.stream()
                .map(one -> {
                    double difference = one.difference().of(means);
                    return new Pair(
                            one.parameter(),
                            one.shifted().of(means),
                            difference,
                            Math.max(Math.max(1, Math.abs(difference)), cost.reach()));
                })
                .toList();
    }

    /** How far the two values of a pair are apart, relative to its scale; infinite where one is no number. */
    static double excess(Pair pair) {
        double excess = Math.abs(pair.shifted() - pair.difference()) / pair.scale();
        return Double.isFinite(excess) ? excess : Double.POSITIVE_INFINITY;
    }
}
