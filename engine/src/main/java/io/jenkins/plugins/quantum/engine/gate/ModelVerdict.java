package io.jenkins.plugins.quantum.engine.gate;

import java.util.ArrayList;

/** Judges a figure of a classifier from probabilities: expected value against a line, with and without noise. */
public final class ModelVerdict {
    private final GateContext context;
    private final ModelFigure figure;

    /** A judge of one figure. */
    public ModelVerdict(GateContext context, ModelFigure figure) {
        this.context = context;
        this.figure = figure;
    }

    /** The verdict, or a wish for more draws of the noise where they leave it open. */
    public Judgement judge(Evidence evidence, Line line) {
        return ExactEvidence.judge(context, evidence, "the model", exact -> judge(exact, line));
    }

    private Judgement judge(ExactEvidence evidence, Line line) {
        var reading = new ModelReading(context.workload());
        ModelResult noisy = reading.exact(evidence.subject());
        ModelResult noiseless = reading.exact(evidence.ideal());
        Averaged value = noisy.metric(figure);
        boolean passed = value.reaches(line.bad());
        if (value.unclearAt(line.bad())) {
            FindingDraft open = describe(
                    draft(headline(value, line) + " The noise draws leave open on which side it lies.", value, line),
                    reading,
                    noiseless,
                    noisy);
            open.next("move min away from " + Wording.beside(value.value(), line.bad())
                    + ", or run on the backend aer, whose noise is exact");
            return Trajectories.unclear(context.workload(), evidence.subject().need(), open.finding());
        }
        FindingDraft draft = describe(draft(headline(value, line), value, line), reading, noiseless, noisy);
        if (!passed) {
            double without = noiseless.metric(figure).value();
            draft.detail(
                    without < line.bad() && context.noisy()
                            ? "It misses the line without any noise: look at the model, not at the device."
                            : noisy.wrongPoints());
            if (figure == ModelFigure.ACCURACY && reading.classes().size() == 2 && 1 - without >= line.bad()) {
                draft.detail("With the two classes the other way round it would be " + Wording.number(1 - without)
                        + " without noise: is their order in the suite the one that the model means?");
            }
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private String headline(Averaged value, Line line) {
        return figure.title() + " is " + Wording.beside(value.value(), line.bad())
                + (context.noisy() ? " under the noise of " + context.noiseName() : " without noise") + "; the line is "
                + Wording.number(line.bad()) + ".";
    }

    private FindingDraft draft(String headline, Averaged value, Line line) {
        return new FindingDraft(headline).averaged(figure.word(), value).line(line.bad());
    }

    private FindingDraft describe(FindingDraft draft, ModelReading reading, ModelResult noiseless, ModelResult noisy) {
        double without = noiseless.metric(figure).value();
        Averaged value = noisy.metric(figure);
        draft.detail((context.noisy()
                        ? "ideal " + Wording.number(without) + "   1.0x " + Wording.number(value.value()) + "     "
                        : "")
                + "exact, " + Wording.count(reading.points(), "point") + value.precision());
        draft.detail("These labelled points, decided by " + ModelVerdict.decision(reading) + ".");
        draft.detail(noisy.byClass());
        draft.figure(figure.word(), value.value()).figure(figure.word() + ".ideal", without);
        if (context.noisy()) {
            draft.figure(figure.word() + ".drop", without - value.value());
        }
        var groups = new ArrayList<Plot.Group>();
        groups.add(new Plot.Group("ideal", noiseless.recalls()));
        if (context.noisy()) {
            groups.add(new Plot.Group(context.noiseName(), noisy.recalls()));
        }
        return draft.plot(new Plot.Bars("Right decisions by class", "share", reading.classes(), groups));
    }

    /** How a point is decided, in words. */
    static String decision(ModelReading reading) {
        return reading.shots() == 0 ? "infinitely many shots each" : Wording.count(reading.shots(), "shot") + " each";
    }
}
