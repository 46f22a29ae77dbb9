package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.suite.Subject;
import java.util.Set;

/** A gate that judges classifiers. */
public interface ModelGate extends Gate {
    /** How much better than the line a healthy model is, unless the suite says otherwise. */
    double MARGIN = 0.10;

    @Override
    default Set<Subject.Kind> subjects() {
        return Set.of(Subject.Kind.MODEL);
    }

    /** The option {@code margin} of a gate that can be decided by shots. */
    static Option margin() {
        return margin("how much better a healthy model is; shots grow as 1/margin^2");
    }

    /** The option {@code margin} of a gate with {@link #line}. */
    static Option margin(String meaning) {
        return Option.number("margin", 0.01, 0.5, Wording.number(MARGIN), meaning);
    }

    /** The line of a share of right decisions, where 1 is the best. */
    static Line line(GateContext context, String option) {
        double margin = context.spec().number("margin", MARGIN);
        return Line.of(context, option, margin, Line.at(1, margin));
    }
}
