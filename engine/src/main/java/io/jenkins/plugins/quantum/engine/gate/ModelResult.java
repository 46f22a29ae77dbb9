package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.BatchMeans;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * How a classifier does on its labelled points, computed from probabilities.
 *
 * @param classes
 *     in the order of the suite
 * @param expected
 *     what is expected
 * @param batches
 *     the same from each batch of noise draws; empty where the probabilities are exact
 * @param correct
 *     by point: the probability that one decision is right
 */
public record ModelResult(
        List<String> classes, LabelledDecisions expected, List<LabelledDecisions> batches, List<Double> correct) {
    private static final int SHOWN = 8;

    public ModelResult {
        classes = List.copyOf(classes);
        batches = List.copyOf(batches);
        correct = List.copyOf(correct);
    }

    /** A figure. */
    public Averaged metric(ModelFigure figure) {
        return metric(figure::of);
    }

    /** A figure of all points. Its error is that of the mean over batches, which for figures that are not linear is on the safe side. */
    public Averaged metric(ToDoubleFunction<LabelledDecisions> figure) {
        double error = batches.size() < 2
                ? 0
                : BatchMeans.standardError(batches.stream().mapToDouble(figure).toArray());
        return new Averaged(figure.applyAsDouble(expected), error);
    }

    /** {@code Decided wrong more often than not: 3 of 40 points (2, 17, 31).} Points are counted from 1. */
    public String wrongPoints() {
        var wrong = new ArrayList<Integer>();
        for (int i = 0; i < correct.size(); i++) {
            if (correct.get(i) <= 0.5) {
                wrong.add(i + 1);
            }
        }
        if (wrong.isEmpty()) {
            return "No point is decided wrong more often than right.";
        }
        String names = wrong.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return "Decided wrong as often as right or more: " + wrong.size() + " of "
                + Wording.count(correct.size(), "point") + " (" + names + (wrong.size() > SHOWN ? ", ..." : "")
                + ", counted from 1).";
    }

    /** {@code Right by class: setosa 1.00, versicolor 0.62.} */
    public String byClass() {
        var text = new StringBuilder("Right by class:");
        for (int k = 0; k < classes.size(); k++) {
            text.append(k == 0 ? " " : ", ")
                    .append(classes.get(k))
                    .append(' ')
                    .append(Wording.number(expected.matrix().recall(k)));
        }
        return text.append('.').toString();
    }

    /** Right decisions by class. */
    public List<Double> recalls() {
        var recalls = new ArrayList<Double>();
        for (int k = 0; k < classes.size(); k++) {
            recalls.add(expected.matrix().recall(k));
        }
        return recalls;
    }
}
