package io.jenkins.plugins.quantum.engine.gate;

import io.jenkins.plugins.quantum.engine.stats.BettingInterval;
import io.jenkins.plugins.quantum.engine.stats.Decision;
import io.jenkins.plugins.quantum.engine.stats.FixedDesign;
import io.jenkins.plugins.quantum.engine.stats.Interval;
import io.jenkins.plugins.quantum.engine.stats.SequentialDesign;
import io.jenkins.plugins.quantum.engine.stats.SequentialTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Whether a mean score holds for points that nobody has seen, of which the labelled ones are a sample. Each point gives one
 * score: running it again tells more about that point, not about others. So the number of points decides what can be shown,
 * also where probabilities are known exactly. One look at all scores, with the error rates of {@link SequentialTest}.
 */
public final class NewPointsTest {
    private static final int FEW = 400;

    /** Where no score errs, the mean can still be this many over the number of points (at 95 %: the rule of three). */
    private static final double RULE = 3;

    private static final double CONFIDENCE = 0.95;

    private final GateContext context;
    private final Line line;
    private final Score score;
    private final ModelReading reading;

    /**
     * What a point's score is.
     *
     * @param view
     *     how it is shown
     * @param title
     *     the mean, at the start of a sentence
     * @param low
     *     the least that it can be
     * @param best
     *     that of a point on which the model does as well as it can
     * @param high
     *     the most that it can be
     * @param plannedVariance
     *     expected of a healthy model
     */
    public record Score(
            SequentialVerdict.View view, String title, double low, double best, double high, double plannedVariance) {}

    /** A test of a mean score against a line. */
    public NewPointsTest(GateContext context, Line line, Score score) {
        this.context = context;
        this.line = line;
        this.score = score;
        reading = new ModelReading(context.workload());
    }

    /**
     * Whether it can be run.
     *
     * @param exact
     *     what is measured where probabilities decide
     * @param references
     *     what must be known where shots decide, each point run once
     */
    public Proposal proposal(List<Need> exact, List<Need> references) {
        Optional<Proposal.Refused> refused = refusal();
        if (refused.isPresent()) {
            return refused.get();
        }
        if (context.exact()) {
            return new Proposal.Accepted(exact, 0, 0, true);
        }
        var needs = new ArrayList<>(references);
        needs.add(Need.shots(Needs.scale(context), reading.shots(), 1, 0));
        long shots = LookPlan.whole(context.workload(), reading.shots());
        return new Proposal.Accepted(needs, shots, shots, true);
    }

    private Optional<Proposal.Refused> refusal() {
        if (!context.exact() && reading.shots() == 0) {
            return Optional.of(DecisionTest.endless(context));
        }
        if (line.good() > score.best()) {
            return DecisionTest.aboveOne(context, line);
        }
        long least = least();
        return reading.points() >= least
                ? Optional.empty()
                : Optional.of(new Proposal.Refused(
                        Proposal.Kind.INPUT,
                        context.spec().position("estimand"),
                        Wording.count(reading.points(), "point") + " cannot show for new points what "
                                + context.spec().kind() + " asks, even if the model did well on every one: "
                                + Wording.count(least) + " are the fewest that can",
                        "label more points (400 decide most cases), ask for less, or write 'estimand: these-points'"));
    }

    /** The fewest points that can pass. */
    private long least() {
        long byBets = LookPlan.leastScores(
                n -> start().update(new double[] {score.best()}, new long[] {n}).decision() == Decision.PASS);
        return Math.max(byBets, (long) Math.ceil(RULE / (score.best() - line.bad())));
    }

    private SequentialTest start() {
        var design = new SequentialDesign(
                line.good(),
                line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        // a healthy mean at the top leaves no room above it: the range is a little wider than the scores
        double top = Math.max(score.high(), line.good() + (line.good() - line.bad()) / 10);
        return SequentialTest.bounded(design, score.low(), top, score.plannedVariance());
    }

    /** The shots of which every point's first run counts. */
    public Optional<Evidence.Batch> firstRuns(Evidence evidence) {
        return evidence.shots(Needs.scale(context)).stream()
                .filter(batch -> batch.need().shots() == reading.shots())
                .findFirst();
    }

    /** Judges one score a point. */
    public Judgement judge(double[] scores) {
        Map<Double, Long> counts = new TreeMap<>();
        Arrays.stream(scores)
                .map(s -> Math.max(score.low(), Math.min(score.high(), s)))
                .forEach(s -> counts.merge(s, 1L, Long::sum));
        SequentialTest test = start().update(counts);
        double margin = line.good() - line.bad();
        Interval shown = score.view()
                .shown(new BettingInterval(score.low(), score.high(), margin, score.plannedVariance(), CONFIDENCE)
                        .of(counts));
        double value = score.view().shown(test.mean());
        FindingDraft draft = new FindingDraft(headline(test, value))
                .measured(score.view().name(), value, shown.lower(), shown.upper(), CONFIDENCE)
                .line(score.view().shown(line.bad()))
                .shots(context.exact() ? 0 : LookPlan.whole(context.workload(), reading.shots()))
                .detail(score.title() + " " + Wording.interval(value, shown.lower(), shown.upper(), CONFIDENCE)
                        + " for new points, from " + Wording.count(scores.length, "point")
                        + " that are taken as a random sample of them.")
                .figure(score.view().name().replace(' ', '.') + ".new", value);
        if (scores.length < FEW) {
            draft.detail(
                    "Fewer than " + FEW + " points: the answer often stays open, and a few unusual points weigh much.");
        }
        if (test.decision() == Decision.CONTINUE) {
            return open(draft);
        }
        boolean passed = test.decision() == Decision.PASS;
        if (!passed) {
            draft.next(NextStep.compare(context)).next(NextStep.explain(context));
        }
        return draft.decided(passed ? Verdict.PASS : Verdict.FAIL);
    }

    private String headline(SequentialTest test, double value) {
        String better = score.view().turned() ? "below " : "above ";
        String worse = score.view().turned() ? "above " : "below ";
        String bad = Wording.number(score.view().shown(line.bad()));
        String good = Wording.number(score.view().shown(line.good()));
        return switch (test.decision()) {
            case PASS ->
                score.title() + " on new points is shown to be " + better + "the line " + bad + ": measured "
                        + Wording.number(value) + ".";
            case FAIL ->
                score.title() + " on new points is shown to be " + worse + "the healthy " + good + ": measured "
                        + Wording.number(value) + ", the line is " + bad + ".";
            case CONTINUE ->
                "Measured " + Wording.number(value) + " on " + Wording.count(test.observations(), "point")
                        + ". Passing means shown " + better + bad + " for new points; failing means shown " + worse
                        + good
                        + ".";
        };
    }

    private Judgement open(FindingDraft draft) {
        long enough = FixedDesign.bounded(
                score.plannedVariance(),
                score.plannedVariance(),
                line.good() - line.bad(),
                context.errors().falseRed(),
                context.errors().missed());
        return draft.next("(1) label more points: about " + Wording.count(enough) + " decide most cases")
                .next("(2) widen the margin, or ask for less")
                .next("(3) judge the labelled points themselves: estimand: these-points")
                .decided(Verdict.INCONCLUSIVE);
    }
}
