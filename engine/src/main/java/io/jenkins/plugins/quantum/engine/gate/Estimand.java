package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.GateKind.Option;
import java.util.List;

/** What a figure of a classifier is about. */
public enum Estimand {
    /** The labelled points themselves: their values are known, but for the chance of shots. */
    THESE_POINTS("these-points"),
    /** Points like them that nobody has seen: the labelled ones are a sample. */
    NEW_POINTS("new-points");

    private static final String OPTION = "estimand";

    private final String word;

    Estimand(String word) {
        this.word = word;
    }

    /** The option that names it. */
    public static Option option() {
        return Option.word(
                OPTION,
                List.of(THESE_POINTS.word, NEW_POINTS.word),
                THESE_POINTS.word,
                "whether the statement is about the labelled points, or about new ones of which they are a sample");
    }

    /** The estimand of a gate. */
    public static Estimand of(GateContext context) {
        return context.spec().text(OPTION).filter(NEW_POINTS.word::equals).isPresent() ? NEW_POINTS : THESE_POINTS;
    }
}
