package io.jenkins.plugins.quantum.engine.gate.gradientvariance;

import io.jenkins.plugins.quantum.engine.gate.Derivative;
import io.jenkins.plugins.quantum.engine.gate.Evidence;
import io.jenkins.plugins.quantum.engine.gate.GateContext;
import io.jenkins.plugins.quantum.engine.gate.MeanOfCost;
import io.jenkins.plugins.quantum.engine.gate.Probe;
import io.jenkins.plugins.quantum.engine.gate.Proposal;
import io.jenkins.plugins.quantum.engine.gate.ShiftRule;
import io.jenkins.plugins.quantum.engine.gate.Trainable;
import io.jenkins.plugins.quantum.engine.gate.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Derivatives by a few parameters at random values of all. */
final class RandomGradients {
    private static final int MOST_PARAMETERS = 5;

    private final List<String> parameters;
    private final MeanOfCost cost;
    private final ShiftRule rule;

    /** By draw, then by parameter. */
    private final List<List<Derivative>> derivatives = new ArrayList<>();

    /** Why so many cannot be looked at, if so. */
    static Optional<Proposal.Refused> refusal(GateContext context, int draws) {
        List<String> parameters = Trainable.of(context).spread(MOST_PARAMETERS);
        var rule = new ShiftRule(context.workload(), Set.copyOf(parameters), new MeanOfCost(context.workload()));
        return Trainable.tooMany(context, "draws", draws * rule.evaluations(parameters), rule.circuits());
    }

    RandomGradients(GateContext context, int draws) {
        Trainable trainable = Trainable.of(context);
        parameters = trainable.spread(MOST_PARAMETERS);
        cost = new MeanOfCost(context.workload());
        rule = new ShiftRule(context.workload(), Set.copyOf(parameters), cost);
        for (Map<String, Double> at : trainable.draws(draws, "gradient variance")) {
            derivatives.add(parameters.stream().map(name -> rule.by(name, at)).toList());
        }
    }

    List<String> parameters() {
        return parameters;
    }

    Probe probe() {
        return cost.probe("gradients at " + derivatives.size() + " random parameters", rule.circuits());
    }

    /**
     * What was found.
     *
     * @param byParameter
     *     the derivatives, by parameter, then by draw
     * @param shotVariance
     *     what one shot of each mean adds to the variance of a derivative, on average
     */
    record Measured(List<List<Double>> byParameter, double shotVariance) {
        Measured {
            byParameter = byParameter.stream().map(List::copyOf).toList();
        }

        List<Double> variances() {
            int draws = byParameter.get(0).size();
            int[] all = IntStream.range(0, draws).toArray();
            return byParameter.stream().map(one -> variance(one, all)).toList();
        }

        double meanVariance() {
            return variances().stream().mapToDouble(v -> v).average().orElseThrow();
        }

        /** Of some of the draws. */
        double meanVariance(int[] draws) {
            return byParameter.stream()
                    .mapToDouble(one -> variance(one, draws))
                    .average()
                    .orElseThrow();
        }

        private static double variance(List<Double> values, int[] draws) {
            double sum = 0;
            double squares = 0;
            for (int draw : draws) {
                double value = values.get(draw);
                sum += value;
                squares += value * value;
            }
            double mean = sum / draws.length;
            return Math.max(0, (squares - draws.length * mean * mean) / (draws.length - 1));
        }
    }

    Measured measured(Evidence.Batch batch) {
        double[] means = cost.means(batch);
        double[] variances = cost.shotVariances(batch);
        var byParameter = new ArrayList<List<Double>>();
        double noise = 0;
        for (int p = 0; p < parameters.size(); p++) {
            var values = new ArrayList<Double>(derivatives.size());
            for (List<Derivative> draw : derivatives) {
                values.add(draw.get(p).of(means));
                noise += draw.get(p).variance(variances);
            }
            byParameter.add(values);
        }
        return new Measured(byParameter, noise / (parameters.size() * (double) derivatives.size()));
    }

    /** The variance by each parameter. */
    String words(Measured measured) {
        var words = new ArrayList<String>();
        for (int p = 0; p < parameters.size(); p++) {
            words.add(parameters.get(p) + " "
                    + Wording.number(measured.variances().get(p)));
        }
        return String.join(", ", words);
    }
}
