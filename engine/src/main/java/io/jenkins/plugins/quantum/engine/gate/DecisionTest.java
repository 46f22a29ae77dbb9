package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.Intervals;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A sequential test of the accuracy on a fixed set of labelled points. A score is one decision of one point from the shots of
 * one decision; all points are run in turn, and looks come after complete passes, where the evidence of {@link SequentialTest}
 * holds for points of different difficulty. All evidence is read again at every look: continued runs need nothing else.
 */
public final class DecisionTest {
    private final GateContext context;
    private final Line line;
    private final SequentialVerdict.View view;
    private final double scale;
    private final ModelReading reading;

    /** Among which points; empty for all. */
    private final OptionalInt ofClass;

    private final double falseRed;

    /** Costs some milliseconds: made at its first use. */
    private LookPlan plan;

    /** A test at the noise of the test. */
    public DecisionTest(GateContext context, Line line) {
        this(context, line, SequentialVerdict.View.of("accuracy"), Needs.scale(context));
    }

    /** A test at a noise scale, shown in its own way. */
    public DecisionTest(GateContext context, Line line, SequentialVerdict.View view, double scale) {
        this(context, line, view, scale, OptionalInt.empty(), 1);
    }

    /**
     * A test of the recall of one class.
     *
     * @param sharing
     *     how many tests share the gate's rate of false red
     */
    public static DecisionTest ofClass(GateContext context, Line line, int of, int sharing) {
        return new DecisionTest(
                context, line, SequentialVerdict.View.of("recall"), Needs.scale(context), OptionalInt.of(of), sharing);
    }

    private DecisionTest(
            GateContext context,
            Line line,
            SequentialVerdict.View view,
            double scale,
            OptionalInt ofClass,
            int sharing) {
        this.context = context;
        this.line = line;
        this.view = view;
        this.scale = scale;
        this.ofClass = ofClass;
        this.falseRed = context.errors().falseRed() / sharing;
        reading = new ModelReading(context.workload());
    }

    private int points() {
        return ofClass.isPresent() ? reading.points(ofClass.getAsInt()) : reading.points();
    }

    /** Whether it can be run: what to measure first after some references, or why not. */
    public Proposal proposal(List<Need> references) {
        Optional<Proposal.Refused> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        LookPlan layout = plan();
        var needs = new ArrayList<>(references);
        needs.add(look(layout, 0));
        return new Proposal.Accepted(
                needs, layout.expectedShots(context.workload()), layout.worstShots(context.workload()), true);
    }

    private Optional<Proposal.Refused> refusal() {
        if (reading.shots() == 0) {
            return Optional.of(endless(context));
        }
        Optional<Proposal.Refused> above = aboveOne(context, line);
        if (above.isPresent()) {
            return above;
        }
        if (line.bad() <= 0) {
            return ModelGate.refused(
                    context,
                    "the line is " + Wording.number(line.bad()) + ", which nothing can miss",
                    "write a line above the share of the most frequent class, "
                            + Wording.number(reading.constantAnswer(ModelFigure.ACCURACY)));
        }
        return plan().refusal(context, variance(), points(), reading.shots());
    }

    /** Refuses to decide by shots a model whose decisions take infinitely many. */
    public static Proposal.Refused endless(GateContext context) {
        return new Proposal.Refused(
                Proposal.Kind.INPUT,
                context.spec().at(),
                "one decision of the model takes infinitely many shots (predict has no 'shots')",
                "write for example 'predict: {..., shots: 25}', or decide by probabilities on a simulator");
    }

    /** Why a line and its margin ask for a healthy model that is right more often than always. */
    public static Optional<Proposal.Refused> aboveOne(GateContext context, Line line) {
        if (line.good() <= 1) {
            return Optional.empty();
        }
        double margin = Math.floor((1 - line.bad()) * 100) / 100;
        return ModelGate.refused(
                context,
                "a healthy model would have a score above 1: the line " + Wording.plain(line.bad())
                        + " plus the margin " + Wording.plain(line.good() - line.bad()),
                margin > 0
                        ? "write 'margin: " + Wording.plain(margin) + "' or less, or a lower line"
                        : "write a lower line");
    }

    private double variance() {
        double middle = (line.good() + line.bad()) / 2;
        return middle * (1 - middle);
    }

    private LookPlan plan() {
        if (plan == null) {
            long decisions = FixedDesign.bernoulli(
                    line.good(), line.bad(), falseRed, context.errors().missed());
            plan = LookPlan.of(context, decisions, points(), reading.shots());
        }
        return plan;
    }

    private Need look(LookPlan layout, int number) {
        return Need.shots(scale, reading.shots(), Math.toIntExact(layout.look() / reading.shots()), number);
    }

    private List<Evidence.Batch> batches(Evidence evidence) {
        return evidence.shots(scale).stream()
                .filter(batch -> batch.need().shots() == reading.shots())
                .toList();
    }

    /** The test over all evidence, look by look. */
    public SequentialTest test(Evidence evidence) {
        var design = new SequentialDesign(
                line.good(), line.bad(), falseRed, context.errors().missed());
        SequentialTest test = SequentialTest.cycledBernoulli(design, points());
        for (Evidence.Batch batch : batches(evidence)) {
            long passes = batch.outcomes().get(0).size() / reading.points();
            long right = ofClass.isPresent() ? reading.right(batch, ofClass.getAsInt()) : reading.right(batch);
            test = test.update(right, passes * points());
        }
        return test;
    }

    /** The interval of the accuracy; anything before the first shot. */
    public Interval interval(SequentialTest test) {
        return test.observations() == 0
                ? new Interval(0, 1)
                : Intervals.clopperPearson(Math.round(test.mean() * test.observations()), test.observations(), 0.95);
    }

    /** The words for the test's state. */
    public SequentialVerdict words(SequentialTest test) {
        return new SequentialVerdict(
                context,
                view,
                line,
                variance(),
                test.observations()
                        / points()
                        * reading.points()
                        * reading.shots()
                        * context.workload().tasks().size(),
                plan().look());
    }

    /** The next look, or nothing when the user's limit is used up. */
    public List<Need> nextLook(Evidence evidence) {
        LookPlan layout = plan();
        List<Evidence.Batch> batches = batches(evidence);
        long used = batches.stream()
                .mapToLong(b -> b.need().shots() * b.need().repeats())
                .sum();
        return layout.mayLook(context, used) ? List.of(look(layout, batches.size())) : List.of();
    }

    /**
     * The verdict of a gate that consists of this test alone.
     *
     * @param word
     *     what is measured, at the start of a sentence
     */
    public Judgement judge(Evidence evidence, String word) {
        Optional<Judgement> ignored = NoiseProof.missingInShots(context, evidence);
        if (ignored.isPresent()) {
            return ignored.get();
        }
        SequentialTest test = test(evidence);
        if (test.observations() == 0) {
            List<Need> next = nextLook(evidence);
            return next.isEmpty()
                    ? Needs.missing(context, "any shot")
                    : new Judgement.More(next, Finding.words("Nothing was measured yet.", List.of(), List.of()));
        }
        SequentialVerdict words = words(test);
        if (test.decision() == Decision.CONTINUE) {
            return words.open(test, interval(test), nextLook(evidence));
        }
        boolean passed = test.decision() == Decision.PASS;
        double healthy = view.shown(line.good());
        double limit = view.shown(line.bad());
        String better = view.turned() ? "below " : "above ";
        String worse = view.turned() ? "above " : "below ";
        FindingDraft draft = words.draft(
                        word + " is shown to be "
                                + (passed
                                        ? better + "the line " + Wording.number(limit)
                                        : worse + "the healthy " + Wording.number(healthy))
                                + ": measured " + Wording.number(view.shown(test.mean()))
                                + (passed ? "" : ", the line is " + Wording.number(limit)) + ".",
                        test,
                        interval(test))
                .figure("accuracy", test.mean())
                .detail("These labelled points, decided by " + ModelVerdict.decision(reading) + ", "
                        + Wording.count(test.observations() / reading.points()) + " times each of "
                        + Wording.count(reading.points(), "point") + ".");
        if (view.turned()) {
            draft.figure("accuracy.ideal", view.offset()).figure("accuracy.drop", view.shown(test.mean()));
        }
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }
}
