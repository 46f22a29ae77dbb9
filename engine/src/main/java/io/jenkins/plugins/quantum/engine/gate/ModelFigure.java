package io.jenkins.plugins.quantum.engine.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** A figure of a classifier on its labelled points, of which greater is better. */
public enum ModelFigure {
    /** Share of right decisions. */
    ACCURACY("accuracy", "Accuracy", decisions -> decisions.matrix().accuracy()),
    /** Mean over the classes of the F1 score, of the expected confusion matrix. */
    F1("f1", "Macro F1", decisions -> decisions.matrix().macroF1()),
    /** Matthews' correlation coefficient of the expected confusion matrix. */
    MCC("mcc", "Matthews correlation", decisions -> decisions.matrix().matthews()),
    /** Area under the ROC curve. */
    AUC("auc", "The area under the ROC curve", LabelledDecisions::area),
    /** The lowest share of right decisions among the points of one class. */
    WORST_CLASS("worst-class", "The lowest recall of a class", decisions -> decisions
            .matrix()
            .lowestRecall());

    private final String word;
    private final String title;
    private final ToDoubleFunction<LabelledDecisions> value;

    ModelFigure(String word, String title, ToDoubleFunction<LabelledDecisions> value) {
        this.word = word;
        this.title = title;
        this.value = value;
    }

    /** As suites and trends write it. */
    public String word() {
        return word;
    }

    /** As a sentence begins with it. */
    public String title() {
        return title;
    }

    /** Its value. */
    public double of(LabelledDecisions decisions) {
        return value.applyAsDouble(decisions);
    }

    /** The words of all figures. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ModelFigure::word).toList();
    }

    /** The figure that an option of a gate names. */
    public static ModelFigure named(GateContext context, String option, ModelFigure otherwise) {
        Optional<String> given = context.spec().text(option);
        return Arrays.stream(values())
                .filter(figure -> given.filter(figure.word::equals).isPresent())
                .findFirst()
                .orElse(otherwise);
    }

    /** Its value for always answering the most frequent class. */
    public double ofConstantAnswer(GateContext context) {
        return new ModelReading(context.workload()).constantAnswer(this);
    }

    /** Whether shots can decide it with stated error rates by counting right decisions. */
    public boolean counted() {
        return this == ACCURACY;
    }
}
